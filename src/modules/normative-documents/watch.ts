import { Type } from 'typebox';
import { addDays, addMonths, chineseDate, type LocalDate, startOfDay } from '#kernel/dates.ts';
import { headsOf, openDuty } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import type { PromiseDef } from '#platform/system/promises.ts';
import { remindOfCleaning } from './cleaning-overdue.ts';
import { EXPIRY_DUTY } from './duties.ts';
import { recordEvent, settleOne } from './events.ts';
import { datesOf, eventsOf, type NormRow } from './rows.ts';
import { normativeSettings } from './settings.ts';
import { ENDED, type Standing, standingOn } from './standing.ts';

/** Days before its end on which the unit and the legality reviewers are chased about a document, after the warnings by months. Ours. */
const CHASED_BEFORE = [1, 7, 14] as const;

/**
 * Brings the ledger in step with the day, one transaction for each document: what expired is written down as having expired, what takes
 * effect today does, and units are warned before their documents expire. May run as often as it likes. Gives how many changed.
 */
export async function settleLedger(services: Services): Promise<number> {
  const rows = await notEnded(services);
  const events = await eventsOf(
    services.db,
    rows.map(({ id }) => id),
  );
  const today = services.time.today();
  let changed = 0;
  for (const row of rows) {
    const { standing, eventId, since } = standingOn(datesOf(row), events.get(row.id) ?? [], today);
    if (standing === row.state) continue;
    const expired = standing === 'expired' && eventId === null;
    await act(services, systemActor, async (a) => {
      if (expired) await recordEvent(a, row.id, { kind: 'expired', effectOn: since, reason: '有效期届满，自动失效' });
      else await settleOne(a, row.id);
    });
    changed += 1;
  }
  for (const row of rows) await act(services, systemActor, (a) => warnOfExpiry(a, row));
  return changed;
}

function notEnded({ db }: Services): Promise<NormRow[]> {
  return db
    .selectFrom('normative_document')
    .selectAll()
    .where('state', 'not in', [...ENDED])
    .orderBy('valid_until')
    .execute();
}

/** Tells the drafting unit that a document will expire, at each of the months set, and leaves it in its to-do list until then. */
async function warnOfExpiry(a: Act, row: NormRow): Promise<void> {
  const events = (await eventsOf(a.tx, [row.id])).get(row.id) ?? [];
  const { standing, validUntil } = standingOn(datesOf(row), events, a.today);
  if (ENDED.has(standing) || validUntil === null) return;
  const { firstWarningMonths, secondWarningMonths, lastWarningMonths } = await normativeSettings.current(a.tx);
  const level = [lastWarningMonths, secondWarningMonths, firstWarningMonths]
    .toSorted((one, other) => one - other)
    .find((months) => addMonths(a.today, months) >= validUntil);
  if (level === undefined) return;
  await openDuty(a, row.id, {
    key: EXPIRY_DUTY,
    role: 'drafter',
    unitId: row.unit_id,
    task: `有效期将于${chineseDate(validUntil)}届满：评估后修订、重新制定或者任其失效`,
    dueOn: validUntil,
    afterClosing: true,
    path: `/normative-documents/${row.id}`,
  });
  await notify(a, {
    to: await whoHears(a, row, level === lastWarningMonths),
    kind: 'to-do',
    title: `规范性文件将在 ${level} 个月内失效`,
    body: `《${row.title}》有效期至${chineseDate(validUntil)}，届满自动失效。需要继续实施的，请及时评估并修订或者重新制定。`,
    link: `/workbench/normative-documents/${row.id}`,
    matterId: row.id,
    dedupe: `normative:${row.id}:${validUntil}:${level}`,
  });
  const left = CHASED_BEFORE.find((days) => addDays(a.today, days) >= validUntil);
  if (left === undefined) return;
  await notify(a, {
    to: await whoHears(a, row, true),
    kind: 'reminder',
    title: `催办：规范性文件将在 ${left} 日内失效`,
    body: `《${row.title}》有效期至${chineseDate(validUntil)}，至今没有新的安排。需要继续实施的，应在届满前公布修订或者重新制定的文件。`,
    link: `/workbench/normative-documents/${row.id}`,
    matterId: row.id,
    dedupe: `normative-chase:${row.id}:${validUntil}:${left}`,
  });
}

async function whoHears({ tx, today }: Act, row: NormRow, last: boolean): Promise<string[]> {
  const unitId = row.unit_id;
  const unit = [
    ...(await holdersOf(tx, { role: 'drafter', on: today, unitId })),
    ...(await headsOf(tx, unitId, today)),
  ];
  if (!last && unit.length > 0) return unit;
  return [...unit, ...(await holdersOf(tx, { role: 'legality-reviewer', on: today, bureauId: row.bureau_id }))];
}

export const settleLedgerJob = defineJob({
  name: 'normative-documents.settle',
  label: '规范性文件到期失效和提醒',
  /* Every hour, so that a machine that was off at midnight does not show yesterday's standing for a day. */
  cron: '5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await settleLedger(services);
    await remindOfCleaning(services);
  },
});

/** Settled at midnight: a line that says something else than the dates do since before today has been forgotten. */
export const ledgerPromise: PromiseDef = {
  key: 'normative-standing',
  label: '效力状态没有按期更新的规范性文件',
  async broken(services) {
    const rows = await notEnded(services);
    const events = await eventsOf(
      services.db,
      rows.map(({ id }) => id),
    );
    const yesterday = addDays(services.time.today(), -1);
    const late = rows.flatMap((row): LocalDate[] => {
      const happened = events.get(row.id) ?? [];
      const { standing, since } = standingOn(datesOf(row), happened, yesterday);
      const now = standingOn(datesOf(row), happened, services.time.today()).standing;
      return [standing, now].includes(row.state as Standing) ? [] : [since];
    });
    const [oldest] = late.toSorted();
    return { count: late.length, oldest: oldest ? startOfDay(oldest) : null };
  },
};
