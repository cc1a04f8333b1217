import { addWorkdays, isWorkingDay, previousWorkday, type WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Rung } from './ladder.ts';

/** Due dates strictly between two days, open where one is left out. */
export interface DueRange {
  readonly after?: LocalDate;
  readonly before?: LocalDate;
  /** Only exactly this day. */
  readonly on?: LocalDate;
}

/**
 * Which due dates have a matter standing on a rung today. A reminder before the day, or on it, is of no use afterwards and is then
 * left out; a rung after the day stays reached, so that one missed while the system stood still is climbed late rather than never.
 */
export function dueDatesOn({ workdays }: Rung, today: LocalDate, calendar: WorkCalendar): DueRange {
  if (workdays === 0) return { on: today };
  if (workdays < 0) {
    const firstBeyond = addWorkdays(today, 1 - workdays, calendar).on;
    return { after: today, before: firstBeyond };
  }
  // Overdue by n working days: n working days lie after the due date, up to and including today.
  let nth = isWorkingDay(today, calendar) ? today : previousWorkday(today, calendar);
  for (let back = 1; back < workdays; back++) nth = previousWorkday(nth, calendar);
  return { before: nth };
}
