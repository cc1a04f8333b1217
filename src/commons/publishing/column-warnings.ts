import { Type } from 'typebox';
import { chineseDate, civilDate, type LocalDate } from '#kernel/dates.ts';
import { headsOf } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import type { PromiseDef } from '#platform/system/promises.ts';
import { addDays, startOfDay } from '#kernel/dates.ts';
import { usedUp } from './column-forecast.ts';
import { columnSettings, type ColumnSettings } from './column-settings.ts';
import type { ColumnLine } from './column-contract.ts';
import { columnsWithFreshness } from './queries.ts';

/** The period is over; the levels before it are settings. */
const OVER = 100;

/**
 * Warns before a column goes stale and when it has: its keeper, then the head of its unit, then the openness office, each level once for
 * every release. May run as often as it likes. Gives the number of warnings made.
 */
export async function warnOfColumns(services: Services): Promise<number> {
  const settings = await columnSettings.current(services.db);
  const today = services.time.today();
  let made = 0;
  for (const column of await columnsWithFreshness(services)) {
    const since = beganOn(column);
    const level = since && levelReached(column, since, today, settings);
    if (since && level) made += await act(services, systemActor, (a) => warn(a, column, since, level, settings));
  }
  return made;
}

/** The period began with the last release, or where there is none with the opening. */
const beganOn = ({ state, lastReleasedAt, openedOn }: ColumnLine): LocalDate | null =>
  state !== 'open' ? null : lastReleasedAt ? civilDate(lastReleasedAt) : openedOn;

function levelReached(
  { freshDays }: ColumnLine,
  since: LocalDate,
  today: LocalDate,
  { firstWarning, secondWarning }: ColumnSettings,
): number | undefined {
  const used = usedUp(since, freshDays, today);
  if (used === null) return undefined;
  return [OVER, secondWarning, firstWarning].find((level) => (level === OVER ? used > OVER : used >= level));
}

async function warn(
  a: Act,
  column: ColumnLine,
  since: LocalDate,
  level: number,
  { secondWarning }: ColumnSettings,
): Promise<number> {
  const row = { column_key: column.key, since, level };
  const { numInsertedOrUpdatedRows } = await a.tx
    .insertInto('column_warning')
    .values({ ...row, told: 0, told_at: a.now })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return 0;
  const told = await notify(a, {
    to: await whoHears(a, column, level, secondWarning),
    kind: 'to-do',
    title: `${level === OVER ? '栏目逾期未更新' : '栏目即将到期未更新'}：${column.name}`,
    body: words(column, level),
    link: '/workbench/columns',
    dedupe: `column:${column.key}:${since}:${level}`,
  });
  await a.tx
    .updateTable('column_warning')
    .set({ told })
    .where('column_key', '=', column.key)
    .where('since', '=', since)
    .where('level', '=', level)
    .execute();
  return 1;
}

function words({ name, freshDays, staleOn, daysLeft, unitName }: ColumnLine, level: number): string {
  const rule = `「${name}」应每 ${freshDays} 日内更新，责任单位：${unitName ?? '未确定'}`;
  if (!staleOn || daysLeft === null) return rule;
  const when = chineseDate(staleOn);
  return level === OVER
    ? `${rule}；${when}已到期，超过 ${-daysLeft} 日没有更新`
    : `${rule}；${when}到期，还有 ${daysLeft} 日`;
}

async function whoHears(a: Act, { unitId, keeperId }: ColumnLine, level: number, secondWarning: number) {
  const { tx, today } = a;
  const keeper = keeperId ? [keeperId] : unitId ? await holdersOf(tx, { role: 'drafter', on: today, unitId }) : [];
  const heads = unitId && (level >= secondWarning || keeper.length === 0) ? await headsOf(tx, unitId, today) : [];
  const unit = [...keeper, ...heads];
  return level === OVER || unit.length === 0 ? [...unit, ...(await office(a))] : unit;
}

async function office({ tx, today }: Act): Promise<string[]> {
  const bureau = await tx
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'bureau')
    .where('parent_id', 'is', null)
    .executeTakeFirst();
  return bureau ? holdersOf(tx, { role: 'openness-officer', on: today, bureauId: bureau.id }) : [];
}

export const warnOfColumnsJob = defineJob({
  name: 'publishing.warn-of-columns',
  label: '提醒栏目更新',
  cron: '10 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await warnOfColumns(services);
  },
});

/** Asked every morning: a column that went stale before yesterday and of which nobody has been told. */
export const columnPromise: PromiseDef = {
  key: 'column-warning',
  label: '逾期未更新而没有提醒到的栏目',
  async broken(services) {
    const limit = addDays(services.time.today(), -1);
    const said = await services.db
      .selectFrom('column_warning')
      .select(['column_key', 'since'])
      .where('level', '=', OVER)
      .where('told', '>', 0)
      .execute();
    const known = new Set(said.map(({ column_key, since }) => `${column_key}:${since}`));
    const unsaid = (await columnsWithFreshness(services)).filter((column) => {
      const since = beganOn(column);
      return since && column.staleOn && column.staleOn < limit && !known.has(`${column.key}:${since}`);
    });
    const oldest = unsaid.map(({ staleOn }) => String(staleOn)).sort()[0] as LocalDate | undefined;
    return { count: unsaid.length, oldest: oldest ? startOfDay(addDays(oldest, 1)) : null };
  },
};
