import { addDays, addHours, type Instant, isoWeekday, type LocalDate, startOfDay } from '#kernel/dates.ts';
import type { Rhythm } from './contract.ts';

const MORNING_HOUR = 8;

/** When what became public now is owed: at once, at the next eight o'clock of Beijing, or at that of the next Monday. */
export function dueOf(rhythm: Rhythm, now: Instant, today: LocalDate): Instant {
  if (rhythm === 'immediate') return now;
  const morning = (day: LocalDate) => addHours(startOfDay(day), MORNING_HOUR);
  const next = now < morning(today) ? today : addDays(today, 1);
  if (rhythm === 'daily') return morning(next);
  return morning(addDays(next, (8 - isoWeekday(next)) % 7));
}
