import { Type } from 'typebox';
import { isWorkingDay } from '#kernel/calendar.ts';
import { chineseDate } from '#kernel/dates.ts';
import { matterAddress, matterById, shortTitle } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import { publicationKind } from '../kind.ts';
import { legalityPeriod } from './period.ts';

/** Reminds the reviewers on the last day of a legality review and on each working day after it, when the openness office hears too. */
export async function chaseLegality(services: Services): Promise<number> {
  const today = services.time.today();
  if (!isWorkingDay(today, services.calendar())) return 0;
  const waiting = await services.db
    .selectFrom('matter')
    .select('id')
    .where('kind', '=', 'publication')
    .where('state', '=', 'legalityReview')
    .execute();
  let chased = 0;
  for (const { id } of waiting)
    await act(services, systemActor, async (a) => {
      const matter = await matterById(a.tx, id);
      const period = matter && (await legalityPeriod(a.tx, services, matter));
      if (!period || period.dueOn > today) return;
      const { bureauId } = matter;
      const reviewers = await holdersOf(a.tx, { role: 'legality-reviewer', on: today, bureauId });
      const office = await holdersOf(a.tx, { role: 'openness-officer', on: today, bureauId });
      const late = period.lateByDays > 0;
      await notify(a, {
        to: [...new Set([...reviewers, ...(late ? office : [])])],
        kind: 'reminder',
        title: `合法性审核${late ? '已逾期' : '今天到期'}：${shortTitle(matter.title)}`,
        body: `${matter.number}「${matter.title}」应在${chineseDate(period.dueOn)}前审核完毕（${period.workdays} 个工作日），请审核通过或者退回。`,
        link: matterAddress(publicationKind, id),
        matterId: id,
        dedupe: `legality:${id}:${matter.round}:${today}`,
      });
      chased += 1;
    });
  return chased;
}

export const chaseReviewJob = defineJob({
  name: 'publishing.chase-legality',
  label: '催办合法性审核',
  cron: '45 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const chased = await chaseLegality(services);
    return chased > 0 ? `催办了 ${chased} 件合法性审核` : undefined;
  },
});
