import { rollForward, type WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';

/**
 * The day on which a period people may speak up in really ends: the one that was announced, and where that is a rest day the first working
 * day after it (期限最后一日为休息日的，顺延至其后第一个工作日; §0.3 of the regulation pack, which has it of complaints and of lawsuits and not of
 * comments or notices: that it counts for these too, in favour of whoever wants to say something, is ours).
 */
export const lastDay = (announced: LocalDate, calendar: WorkCalendar, begunOn?: string): LocalDate =>
  begunOn !== undefined && begunOn < COUNTED_SINCE ? announced : rollForward(announced, calendar).on;

/** What people were told before stays what it was: a period that began earlier ended on the day that was announced. Ours as the rule is. */
const COUNTED_SINCE = '2026-01-01';

/** The same in words, for whoever counts on it. */
export function lastDayWords(announced: LocalDate, calendar: WorkCalendar, begunOn?: string): string {
  const on = lastDay(announced, calendar, begunOn);
  return on === announced ? chineseDate(on) : `${chineseDate(announced)}（休息日，顺延至${chineseDate(on)}）`;
}
