import { type RawBuilder, sql } from 'kysely';
import { type WorkCalendar, workdaysBetween } from '#kernel/calendar.ts';
import { datesFrom, type LocalDate } from '#kernel/dates.ts';

/**
 * The days from one to another, both included, as rows `("on", n)`: n counts the working days up to each, so that the difference of two is what
 * `workdaysBetween` counts between them. The calendar counts; the database only subtracts.
 */
export function workdayNumbers(
  from: LocalDate,
  to: LocalDate,
  calendar: WorkCalendar,
): RawBuilder<{ on: LocalDate; n: number }> {
  const days = datesFrom(from, to);
  const numbers = days.map((on) => workdaysBetween(from, on, calendar));
  return sql`(select d."on", d.n from unnest(${days}::date[], ${numbers}::int[]) as d ("on", n))`;
}
