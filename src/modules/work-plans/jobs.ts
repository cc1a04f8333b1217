import { Type } from 'typebox';
import { chineseDate, startOfDay } from '#kernel/dates.ts';
import { addDays } from '#kernel/dates.ts';
import { matterAddress, shortTitle, workersOf } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { workItemKind } from './kind.ts';
import { lastPeriodOver, periodName, reportDueOn, type Rhythm } from './rhythm.ts';

/**
 * Asks for the report of the period that is over, of work without an end (持续推进, 每季度). Each period is asked for once;
 * a run that was missed is made good by the next. Gives the number of items asked about.
 */
export async function askForReports(services: Services): Promise<number> {
  const today = services.time.today();
  const items = await services.db
    .selectFrom('work_item as w')
    .innerJoin('matter as m', 'm.id', 'w.id')
    .select(['w.id', 'w.rhythm', 'm.title', 'm.number', 'm.lead_unit_id as leadUnitId', 'm.received_on as receivedOn'])
    .where('w.rhythm', 'is not', null)
    .where('m.closed_on', 'is', null)
    .execute();
  let asked = 0;
  for (const item of items) {
    const rhythm = item.rhythm as Rhythm;
    const end = lastPeriodOver(today, rhythm);
    if (end < item.receivedOn) continue;
    const reported = await services.db
      .selectFrom('progress_report')
      .select('id')
      .where('item_id', '=', item.id)
      .where('kind', '<>', 'cooperating')
      .where('reported_at', '>=', startOfDay(addDays(end, 1)))
      .executeTakeFirst();
    if (reported) continue;
    const due = reportDueOn(end, rhythm, services.calendar()).on;
    const told = await act(services, systemActor, async (a) =>
      notify(a, {
        to: await workersOf(a.tx, item.leadUnitId, today),
        kind: 'to-do',
        title: `请报告${periodName(end, rhythm)}进展：${shortTitle(item.title)}`,
        body: `${item.number}「${item.title}」：请于${chineseDate(due)}前报告`,
        link: matterAddress(workItemKind, item.id),
        matterId: item.id,
        dedupe: `rhythm:${item.id}:${end}`,
      }),
    );
    if (told > 0) asked += 1;
  }
  return asked;
}

export const askForReportsJob = defineJob({
  name: 'work-plans.ask-for-reports',
  label: '提醒按期报告工作要点进展',
  cron: '20 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await askForReports(services);
  },
});
