import { addWorkdays, type CountedDate, type WorkCalendar } from '#kernel/calendar.ts';
import { addMonths, dateOf, lastDayOfMonth, type LocalDate, monthOf, yearOf } from '#kernel/dates.ts';

export type Rhythm = 'monthly' | 'quarterly';

export const rhythmLabels = { monthly: '每月报告', quarterly: '每季度报告' } as const satisfies Record<Rhythm, string>;

/** Working days after the end of a period within which its report is owed. Ours. */
export const REPORT_WORKDAYS = 10;

/** The last day of the month or quarter a date lies in. */
export function periodEnd(on: LocalDate, rhythm: Rhythm): LocalDate {
  const month = rhythm === 'monthly' ? monthOf(on) : Math.ceil(monthOf(on) / 3) * 3;
  return dateOf(yearOf(on), month, lastDayOfMonth(yearOf(on), month));
}

/** When the report on the period a date lies in is owed. */
export function reportDueOn(on: LocalDate, rhythm: Rhythm, calendar: WorkCalendar): CountedDate {
  return addWorkdays(periodEnd(on, rhythm), REPORT_WORKDAYS, calendar);
}

/** The last period that is over on a date: its last day, and the first day after which a report speaks of it. */
export function lastPeriodOver(today: LocalDate, rhythm: Rhythm): LocalDate {
  const back = addMonths(dateOf(yearOf(today), monthOf(today), 1), rhythm === 'monthly' ? -1 : -3);
  return periodEnd(back, rhythm);
}

/** 2026 年第三季度, 2026 年 9 月: for the person asked to report. */
export function periodName(end: LocalDate, rhythm: Rhythm): string {
  if (rhythm === 'monthly') return `${yearOf(end)}年${monthOf(end)}月`;
  return `${yearOf(end)}年第${'一二三四'.charAt(monthOf(end) / 3 - 1)}季度`;
}
