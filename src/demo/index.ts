import { sealOverdueDays } from '#commons/seals/index.ts';
import { addDays, civilDate, type Instant, type LocalDate, startOfDay } from '#kernel/dates.ts';
import { liveAnnualReports } from '#modules/annual-report/index.ts';
import { publishStatistics } from '#modules/requests/index.ts';
import { livePlanOf2019, livePlanOfToday } from '#modules/work-plans/index.ts';
import type { Services } from '#platform/services.ts';
import { movableClock } from '#platform/time.ts';
import type { StartReport } from '../start-report.ts';
import { openAccounts } from './accounts.ts';
import { catalogueInForce, liveAround } from './around/index.ts';
import { castOf, loadBureau } from './cast.ts';
import { demoFeedback } from './feedback.ts';
import { takeThroughChain } from './publish.ts';
import { demoDocuments, livePublishingYear, workHour } from './publishing/index.ts';
import { demoRequests, liveRequests, mailsWaiting, offersHelped, openOffice } from './requests/index.ts';

export { demonstrationAccounts } from './accounts.ts';

/**
 * The demonstration bureau: made by running the commands staff run, as the people who would run them, on a clock that is
 * moved through the months. Who had it made marks it whole; one that was interrupted is refused at the next start (`furnish.ts`).
 */
export async function makeDemonstration(services: Services, password: string, report: StartReport): Promise<void> {
  const began = services.time.now();
  const hands = movableClock(began);
  // Nothing in the story happens later than it is: early in the morning the day's working hours have not come.
  const clock = { moveTo: (at: Instant) => hands.moveTo(at < began ? at : began) };
  const moving: Services = { ...services, time: hands };
  const today = civilDate(began);
  const cast = castOf(moving);
  const phase = async (label: string, work: () => Promise<unknown>) => {
    const from = performance.now();
    await work();
    report.say(`${label}，${((performance.now() - from) / 1000).toFixed(1)} 秒`);
  };
  await phase('建立机构、岗位和人员', () => loadBureau(moving));
  await phase('开通账号', () => openAccounts(moving, password));
  await phase('2019 年工作要点：导入、审签、发布和全年推进', () => livePlanOf2019(moving, cast, clock));
  await phase('主动公开目录施行', () => catalogueInForce(moving, cast, clock, today));
  await phase('本年度演示要点：推进到今天', () => livePlanOfToday(moving, cast, clock, today));
  await phase(`一年的信息发布：${demoDocuments.length} 份文件拟写、审签和发布`, () =>
    livePublishingYear(moving, clock, today, began),
  );
  await phase('目录、栏目、清理、对接和检索的日常工作', () => liveAround(moving, cast, clock, today, began));
  await phase('读者找错', () => demoFeedback(moving, clock, today));
  await phase(`依申请公开：${demoRequests.length} 件申请的登记、办理和答复`, async () => {
    await openOffice(moving, cast);
    await liveRequests(moving, clock, began, demoRequests);
    await offersHelped(moving, clock, today);
    await mailsWaiting(moving, began);
  });
  await phase('年度报告：编写、报送、公布和催报', () =>
    liveAnnualReports(moving, {
      today,
      cast,
      moveTo: (on, hour, minute) => clock.moveTo(workHour(moving, on, hour, minute)),
      takeThroughChain: (matter, unitKey) => takeThroughChain(moving, cast, matter, unitKey),
    }),
  );
  clock.moveTo(began);
  await publishStatistics(moving);
  await readOldNotices(moving, today);
  await phase('逐日封存留痕', () => sealOverdueDays(services));
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
