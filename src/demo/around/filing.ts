import { addDays, type LocalDate, yearOf } from '#kernel/dates.ts';
import { recordFiling } from '#modules/normative-documents/index.ts';
import { type Services, act } from '#platform/services.ts';
import type { Cast } from '../cast.ts';
import { type MovingClock, workHour } from '../publishing/index.ts';

/** What became public more than a month ago has been filed with the government's legal office, by the unit that drafted it. */
export async function filingsSent(services: Services, cast: Cast, clock: MovingClock, today: LocalDate): Promise<void> {
  clock.moveTo(workHour(services, addDays(today, -13), 9));
  const unfiled = await services.db
    .selectFrom('normative_document as n')
    .innerJoin('unit as u', 'u.id', 'n.unit_id')
    .select(['n.id', 'n.version', 'n.released_on', 'u.key as unitKey'])
    .where('n.filing_number', 'is', null)
    .where('n.released_on', '<', addDays(today, -30))
    .orderBy('n.released_on')
    .orderBy('n.id')
    .execute();
  for (const [at, { id, version, released_on, unitKey }] of unfiled.entries()) {
    const drafter = await cast('drafter', unitKey);
    const filing = { version, number: `演示备〔${yearOf(released_on)}〕${at + 1}号`, on: addDays(released_on, 10) };
    await act(services, drafter, (a) => recordFiling(a, id, filing));
  }
}
