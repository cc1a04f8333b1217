import { addWorkdays, isWorkingDay, nextWorkday, previousWorkday, type WorkCalendar } from '#kernel/calendar.ts';
import { addDays, addMonths, addYears, chineseDate, dateOf, type LocalDate, monthOf, yearOf } from '#kernel/dates.ts';
import type { DemoDocument } from './document.ts';

/** The working day on which a document of the demonstration was formed: always before the day it is made. */
export function formedOn(when: DemoDocument['when'], today: LocalDate, calendar: WorkCalendar): LocalDate {
  const day = typeof when === 'number' ? addDays(today, -when) : lastSuch(when, addDays(today, -10));
  const working = isWorkingDay(day, calendar) ? day : nextWorkday(day, calendar);
  // On a Monday nothing of the weekend is left for today: its working hours have not all come.
  return working < today ? working : previousWorkday(today, calendar);
}

function lastSuch([month, day]: readonly [number, number], before: LocalDate): LocalDate {
  const thisYear = dateOf(yearOf(before), month, day);
  return thisYear <= before ? thisYear : dateOf(yearOf(before) - 1, month, day);
}

const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'] as const;

/**
 * Writes a text as of a day: `{year}`, `{year-1}`, `{month}`, `{month-1}` (月份), `{quarter-1}` (with its year), `{date}`, `{date+7}` in
 * calendar days, `{workday+5}`, `{years+5}` the day before so many years later (`{years+5+30}`: counted from 30 days on), `{no}`. An
 * unknown brace is a mistake.
 */
export function writtenOn(text: string, on: LocalDate, calendar: WorkCalendar, no: number | undefined): string {
  return text.replaceAll(/\{([a-z]+)([+-]\d+)?([+-]\d+)?\}/g, (whole, word: string, shift = '0', later = '0') => {
    const n = Number(shift);
    switch (word) {
      case 'year':
        return String(yearOf(on) + n);
      case 'month':
        return `${monthOf(addMonths(on, n))}月`;
      case 'monthyear':
        return `${yearOf(addMonths(on, n))}年${monthOf(addMonths(on, n))}月`;
      case 'quarter': {
        const there = addMonths(on, 3 * n);
        return `${yearOf(there)}年${QUARTERS[Math.floor((monthOf(there) - 1) / 3)]}`;
      }
      case 'batch':
        return `${String(yearOf(addMonths(on, n))).slice(2)}${String(monthOf(addMonths(on, n))).padStart(2, '0')}`;
      case 'date':
        return chineseDate(addDays(on, n));
      case 'iso':
        return addDays(on, n);
      case 'workday':
        return chineseDate(addWorkdays(on, n, calendar).on);
      case 'years':
        return chineseDate(addDays(addYears(addDays(on, Number(later)), n), -1));
      case 'isoyears':
        return addDays(addYears(addDays(on, Number(later)), n), -1);
      default:
        if (word === 'no' && no !== undefined) return String(no);
        throw new Error(`the demonstration's text says ${whole}, which means nothing`);
    }
  });
}
