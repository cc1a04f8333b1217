import { civilDate, type Instant } from '#kernel/dates.ts';
import { closePaymentPlatform, openPaymentPlatform } from '#modules/exchange/index.ts';
import { archiveSettings, conversionSettings, requestSettings } from '#modules/requests/index.ts';
import { type Services, act } from '#platform/services.ts';
import type { Cast } from '../cast.ts';
import { liveDiary, type MovingClock } from '../publishing/diary.ts';
import { turnsOf } from '../publishing/people.ts';
import type { DemoRequest } from './case.ts';
import { handsOf } from './hands.ts';
import { lifeOf } from './life.ts';
import { sampleRequests } from './samples.ts';
import { seldomRequests } from './seldom.ts';
import { yearOfRequests } from './year.ts';

export { mailsWaiting } from './mails.ts';
export { offersHelped } from './offers.ts';
export { SAMPLES, sampleRequests } from './samples.ts';
export { SELDOM } from './seldom.ts';
export { yearOfRequests } from './year.ts';

/** A year of them, one in every state that may wait for somebody today, and what happens a few times a year. */
export const demoRequests: readonly DemoRequest[] = [...yearOfRequests(120), ...sampleRequests, ...seldomRequests];

/** Files are put away once a year here: an office that has filed none of its year would begin with a hundred to-dos. */
const FILED_WITHIN_DAYS = 365;

/** The year asks for some dozen things again and again: with the usual three there would be a review of each on the first day, all at once. */
const ALIKE_FOR_A_REVIEW = { least: 7, months: 12, likeness: 60 };

/** The names that the letters of the demonstration print, and what an office sets for itself. */
export async function openOffice(services: Services, cast: Cast): Promise<void> {
  const officer = await cast('openness-officer');
  await act(services, officer, async (a) => {
    await requestSettings.write(a, {
      reviewOrgan: '江西省人民政府',
      court: '南昌铁路运输法院',
      reviewUrl: 'https://review.example.gov.cn',
    });
    await archiveSettings.write(a, { withinDays: FILED_WITHIN_DAYS });
    await conversionSettings.write(a, ALIKE_FOR_A_REVIEW);
  });
}

/** Lives the requests through, each by the commands of its people, in the order of the days. */
export async function liveRequests(
  services: Services,
  clock: MovingClock,
  now: Instant,
  requests: readonly DemoRequest[],
): Promise<void> {
  const rows = await services.db.selectFrom('unit').select(['id', 'key', 'path']).execute();
  const bureau = rows.find(({ key }) => key === 'jx-mpa');
  if (!bureau) throw new Error('the register has no bureau jx-mpa');
  const units = new Map(rows.filter(({ path }) => path[0] === bureau.id).map(({ id, key }) => [key, id]));
  const turn = turnsOf(services, bureau.id);
  const today = civilDate(now);
  const officer = await turn('openness-officer', 0);
  const platform = await openPaymentPlatform(services, officer);
  await liveDiary(
    clock,
    now,
    requests.flatMap((demo, nth) => lifeOf(services, today, demo, handsOf(services, turn, units, demo, nth), nth)),
  );
  clock.moveTo(now);
  await closePaymentPlatform(services, officer, platform);
}
