import { Type } from 'typebox';
import { chineseDate } from '#kernel/dates.ts';
import { headsOf } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import type { OwedLine } from './contract.ts';
import { recountLimits } from '#commons/publishing/index.ts';
import { bringIntoForce } from './limits.ts';
import { mirrorCatalogue } from './mirror.ts';
import { owedToday } from './owed.ts';

/**
 * Tells a unit what it must publish: once before the day and once after it, then its head and the openness office too. An item nobody
 * answers for is the openness office's. May run as often as it likes. Gives the number of warnings made.
 */
export async function warnOfOwed(services: Services): Promise<number> {
  const urgent = (await owedToday(services)).filter(({ standing }) => standing !== 'open');
  let made = 0;
  for (const line of urgent) made += await act(services, systemActor, (a) => warn(a, line));
  return made;
}

async function warn(a: Act, line: OwedLine): Promise<number> {
  const level = line.standing === 'over' ? 'over' : 'near';
  const { numInsertedOrUpdatedRows } = await a.tx
    .insertInto('catalogue_warning')
    .values({ subject: line.id, item_key: line.itemKey, due_on: line.dueOn, level, told: 0, told_at: a.now })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return 0;
  const told = await notify(a, {
    to: await whoHears(a, line, level),
    kind: 'to-do',
    title: `${level === 'over' ? '应公开未公开' : '应当公开的信息即将到期'}：${line.itemName}`,
    body: `${line.itemName}（${line.what}）应于${chineseDate(line.dueOn)}前公开，${distance(line)}。责任单位：${line.unitName ?? '未确定'}`,
    link: '/workbench/catalogue/owed',
    dedupe: `catalogue:${line.id}:${level}`,
  });
  await a.tx
    .updateTable('catalogue_warning')
    .set({ told })
    .where('subject', '=', line.id)
    .where('level', '=', level)
    .execute();
  return 1;
}

const distance = ({ workdaysLeft, daysLeft }: OwedLine): string =>
  daysLeft < 0 ? `已超过 ${-daysLeft} 日` : workdaysLeft === 0 ? '今天到期' : `还有 ${workdaysLeft} 个工作日`;

async function whoHears({ tx, today }: Act, { unitId }: OwedLine, level: 'near' | 'over'): Promise<string[]> {
  const bureau = await tx
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'bureau')
    .where('parent_id', 'is', null)
    .executeTakeFirst();
  const office = async () =>
    bureau ? holdersOf(tx, { role: 'openness-officer', on: today, bureauId: bureau.id }) : [];
  if (!unitId) return office();
  const unit = [
    ...(await holdersOf(tx, { role: 'drafter', on: today, unitId })),
    ...(await headsOf(tx, unitId, today)),
  ];
  // A unit without people hears nothing; then somebody must.
  return level === 'over' || unit.length === 0 ? [...unit, ...(await office())] : unit;
}

export const warnOfOwedJob = defineJob({
  name: 'disclosure-catalogue.warn',
  label: '提醒应公开未公开的事项',
  cron: '30 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await act(services, systemActor, bringIntoForce);
    await warnOfOwed(services);
  },
});

/** An edition comes into force at midnight, a column is renamed, a unit too: the public sees it within minutes. */
export const mirrorCatalogueJob = defineJob({
  name: 'disclosure-catalogue.mirror',
  label: '主动公开目录同步到门户',
  cron: '*/10 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await act(services, systemActor, async (a) => {
      if (await mirrorCatalogue(a)) await recountLimits(a);
    });
  },
});
