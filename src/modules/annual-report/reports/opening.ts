import { Type } from 'typebox';
import { monthOf, yearOf } from '#kernel/dates.ts';
import { forbidden, refused } from '#kernel/errors.ts';
import { openMatter } from '#commons/casework/index.ts';
import { bureauOf, unitsByIds, unitsWithRole } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { oneByOne } from '#platform/one-by-one.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import type { NewReport } from '../contract.ts';
import { annualReportKind } from '../kind.ts';
import { dueYear, lastDayOf } from './last-day.ts';
import { titleOf } from './rows.ts';

/** Opens the report of the officer's bureau for a year. Refuses a second one, and a year that has not begun. */
export async function openReport(a: Act, { year }: NewReport): Promise<string> {
  const office = a.actor.grants.find(({ role }) => role === 'openness-officer');
  const bureauId = office?.unitPath[0];
  if (!office || !bureauId) throw forbidden('年度报告由政务公开办公室建立');
  if (year > yearOf(a.today)) throw refused([`${year} 年还没有开始，不能建立它的年度报告`]);
  // Two officers go one after the other.
  await a.tx.selectFrom('unit').select('id').where('id', '=', bureauId).forUpdate().execute();
  const there = await a.tx
    .selectFrom('annual_report')
    .select('id')
    .where('bureau_id', '=', bureauId)
    .where('year', '=', year)
    .executeTakeFirst();
  if (there) throw refused([`本机关 ${year} 年度的报告已经建立，请打开原有的一份`]);
  return openFor(a, { bureauId, unitId: office.unitId }, year);
}

async function openFor(a: Act, office: { readonly bureauId: string; readonly unitId: string }, year: number) {
  const { name } = await a.tx
    .selectFrom('unit')
    .select('name')
    .where('id', '=', office.bureauId)
    .executeTakeFirstOrThrow();
  const matter = await openMatter(a, annualReportKind, {
    title: titleOf({ authority: name, year }),
    leadUnitId: office.unitId,
    dueOn: lastDayOf(year),
    payload: { year },
  });
  await a.tx.insertInto('annual_report').values({ id: matter.id, bureau_id: office.bureauId, year }).execute();
  return matter.id;
}

/**
 * In the months in which reports are due (条例第四十九条: until 31 March), every bureau that has an openness office finds last year's open in
 * its to-do list. May run as often as it likes. Gives how many it opened.
 */
export async function openDueReports(services: Services): Promise<number> {
  const today = services.time.today();
  if (monthOf(today) > LAST_MONTH) return 0;
  const year = dueYear(today);
  const units = await unitsByIds(services.db, await unitsWithRole(services.db, 'openness-officer'));
  const offices = new Map(units.map((unit) => [bureauOf(unit), unit.id]));
  for (const { bureauId } of await services.db
    .selectFrom('annual_report')
    .select('bureau_id as bureauId')
    .where('year', '=', year)
    .execute())
    offices.delete(bureauId);
  const owing = [...offices].map(([id, unitId]) => ({ id, unitId }));
  return oneByOne(services, owing, 'the report of a bureau cannot be opened', ({ id: bureauId, unitId }) =>
    act(services, systemActor, (a) => openFor(a, { bureauId, unitId }, year)),
  );
}
const LAST_MONTH = 3;

export const openReportsJob = defineJob({
  name: 'annual-report.open',
  label: '建立上一年度的年度报告',
  cron: '20 6 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await openDueReports(services);
  },
});
