import { sealOverdueDays } from '#commons/seals/index.ts';
import { addDays, civilDate, type Instant, type LocalDate, startOfDay } from '#kernel/dates.ts';
import { livePlanOf2019, livePlanOfToday } from '#modules/work-plans/index.ts';
import type { Services } from '#platform/services.ts';
import { movableClock } from '#platform/time.ts';
import type { StartReport } from '../start-report.ts';
import { openAccounts } from './accounts.ts';
import { castOf, loadBureau } from './cast.ts';
import { demoDocuments } from './documents.ts';
import { demoFeedback } from './feedback.ts';
import { publishDemoDocument } from './publish.ts';

export { demonstrationAccounts } from './accounts.ts';

/**
 * The demonstration bureau: made by running the commands staff run, as the people who would run them, on a clock that is
 * moved through the months. The last line marks it whole; one that was interrupted is thrown away and made again.
 */
export async function makeDemonstration(services: Services, password: string, report: StartReport): Promise<void> {
  const began = services.time.now();
  const hands = movableClock(began);
  // Nothing in the story happens later than it is: early in the morning the day's working hours have not come.
  const clock = { moveTo: (at: Instant) => hands.moveTo(at < began ? at : began) };
  const moving: Services = { ...services, time: hands };
  const today = civilDate(services.time.now());
  const cast = castOf(moving);
  await loadBureau(moving);
  report.say(`机构、岗位和人员已建立；正在开通账号`);
  await openAccounts(moving, password);
  report.say('正在导入 2019 年工作要点，走完审签、发布和全年推进');
  await livePlanOf2019(moving, cast, clock);
  report.say('正在导入本年度演示要点，推进到今天');
  await livePlanOfToday(moving, cast, clock, today);
  report.say('正在拟写、审签和发布其他信息');
  for (const demo of demoDocuments.toSorted((a, b) => b.daysAgo - a.daysAgo))
    await publishDemoDocument(moving, cast, clock, demo, today);
  await demoFeedback(moving, clock, today);
  await readOldNotices(moving, today);
  report.say('正在逐日封存留痕');
  await sealOverdueDays(services);
  await services.db.insertInto('installation').values({ demo: true, made_at: services.time.now() }).execute();
}

/** People have read what they were told more than a week ago. */
async function readOldNotices(services: Services, today: LocalDate): Promise<void> {
  await services.db
    .updateTable('notice')
    .set((eb) => ({ read_at: eb.ref('made_at') }))
    .where('made_at', '<', startOfDay(addDays(today, -7)))
    .where('read_at', 'is', null)
    .execute();
}
