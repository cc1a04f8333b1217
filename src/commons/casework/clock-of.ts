import { type ClockDef, type ClockReading, type HappenedOn, editionOn, readClock } from '#kernel/clock.ts';
import type { WorkCalendar } from '#kernel/calendar.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { PastStep } from './queries.ts';

/** Reads a matter's clock from its journal. The edition is the one in force when the matter was received. */
export function clockOf(
  defs: readonly ClockDef[],
  receivedOn: LocalDate,
  history: readonly PastStep[],
  calendar: WorkCalendar,
  today: LocalDate,
  now: Instant,
): ClockReading {
  return readClock(editionOn(defs, receivedOn), history.map(happened), calendar, today, now);
}

/** A journal entry as the clock sees it: the step's name without its kind, its legal date, and the days it granted. */
export function happened(past: PastStep): HappenedOn {
  const days = past.payload['days'];
  return {
    name: past.action.slice(past.action.indexOf('.') + 1),
    on: past.legalDate,
    at: past.at as Instant,
    ...(typeof days === 'number' ? { days } : {}),
  };
}
