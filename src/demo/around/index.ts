import { addDays, type Instant, type LocalDate } from '#kernel/dates.ts';
import { liveExchange } from '#modules/exchange/index.ts';
import { settleLedger } from '#modules/normative-documents/index.ts';
import { demoReader, mailsGoOut } from '#modules/subscriptions/index.ts';
import type { Services } from '#platform/services.ts';
import type { Cast } from '../cast.ts';
import { type MovingClock, workHour } from '../publishing/index.ts';
import { takeThroughChain } from '../publish.ts';
import { cleaningUnderWay } from './cleaning.ts';
import { filingsSent } from './filing.ts';
import { keepersOfColumns, unsavedDraft, workOfTheOffice } from './office.ts';

export { catalogueInForce } from './catalogue.ts';

/** What stands around the documents of the year, each by the commands of those who do it. */
export async function liveAround(
  services: Services,
  cast: Cast,
  clock: MovingClock,
  today: LocalDate,
  now: Instant,
): Promise<void> {
  await keepersOfColumns(services, cast);
  clock.moveTo(workHour(services, addDays(today, -30), 19, 20));
  await demoReader(services, '无障碍');
  await liveExchange(services, cast, {
    today,
    moveTo: (on, hour, minute) => clock.moveTo(workHour(services, on, hour, minute)),
    takeThroughChain: (matter, unitKey) => takeThroughChain(services, cast, matter, unitKey),
  });
  await filingsSent(services, cast, clock, today);
  await mailsGoOut(services);
  await cleaningUnderWay(services, cast, clock, today);
  await workOfTheOffice(services, cast, clock, today);
  await unsavedDraft(services, cast, clock, today);
  clock.moveTo(now);
  // Last: what was written down of an earlier day was settled for that day.
  await settleLedger(services);
}
