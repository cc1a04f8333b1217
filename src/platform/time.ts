import { civilDate, instantOf } from '#kernel/dates.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { TimeSource } from './services.ts';

/** The wall clock; the civil date is China's wherever the server stands. */
export const wallClock: TimeSource = {
  now: () => instantOf(new Date()),
  today: civilDateOfTheHour(),
};

const HOUR_MS = 3_600_000;

/** China's days begin on a full hour of UTC, so one look at the time zone serves an hour. Every public page asks. */
function civilDateOfTheHour(): () => LocalDate {
  let hour = -1;
  let date = civilDate(new Date(0));
  return () => {
    const now = Math.floor(Date.now() / HOUR_MS);
    if (now !== hour) {
      hour = now;
      date = civilDate(new Date(now * HOUR_MS));
    }
    return date;
  };
}

/** A clock that is moved by hand: demonstrations live through months in a second, tests stand on the last day and the day after. */
export function movableClock(start: Instant): TimeSource & { moveTo(instant: Instant): void } {
  let at = start;
  let ticks = 0;
  return {
    // Each reading is a millisecond later, so that what happens later is later.
    now: () => instantOf(new Date(Date.parse(at) + ticks++)),
    today: () => civilDate(at),
    moveTo(instant) {
      at = instant;
      ticks = 0;
    },
  };
}
