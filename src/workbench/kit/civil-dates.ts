import type generatePicker from 'antd/es/date-picker/generatePicker';
import {
  addDays,
  addMonths,
  civilDate,
  dateOf,
  dayOf,
  instantOf,
  isLocalDate,
  isoWeekday,
  type LocalDate,
  lastDayOfMonth,
  monthOf,
  yearOf,
} from '#kernel/dates.ts';

/** What a calendar to choose from asks about dates. */
type DateWords = Parameters<typeof generatePicker<LocalDate>>[0];

/**
 * Civil dates as the picker of Ant Design wants them: the kernel's own, without hours, zones or another library of dates.
 * Months count from 0 and Sunday is 0 there.
 */
export const civilDates: DateWords = {
  getWeekDay: (date) => isoWeekday(date) % 7,
  getDate: dayOf,
  getMonth: (date) => monthOf(date) - 1,
  getYear: yearOf,
  getHour: () => 0,
  getMinute: () => 0,
  getSecond: () => 0,
  getMillisecond: () => 0,
  getNow: todayInChina,
  getFixedDate: (text) => readDate(text) ?? todayInChina(),
  getEndDate: (date) => dateOf(yearOf(date), monthOf(date), lastDayOfMonth(yearOf(date), monthOf(date))),
  addYear: (date, years) => inYear(date, yearOf(date) + years),
  addMonth: addMonths,
  addDate: addDays,
  setYear: inYear,
  setMonth: (date, month) => inMonth(date, yearOf(date), month + 1),
  setDate: (date, day) => addDays(date, day - dayOf(date)),
  setHour: (date) => date,
  setMinute: (date) => date,
  setSecond: (date) => date,
  setMillisecond: (date) => date,
  isAfter: (one, other) => one > other,
  isValidate: isLocalDate,
  locale: {
    getWeekFirstDay: () => 1,
    getWeekFirstDate: (_, date) => addDays(date, 1 - isoWeekday(date)),
    getWeek: () => 0,
    getShortWeekDays: () => [...'日一二三四五六'],
    getShortMonths: () => Array.from({ length: 12 }, (_, at) => `${at + 1}月`),
    format: (_, date, pattern) => written(date, pattern),
    parse: (_, text) => readDate(text),
  },
};

/** A date as people type it, once it is whole: 2026-11-23, 2026/11/23, 2026.11.23, 20261123 or 2026年11月23日. Null for anything else. */
export function readDate(text: string): LocalDate | null {
  return read(WHOLE.exec(text.trim()));
}

/** The same, also with single digits (2026-1-5): only when typing has ended, for 2026-1-1 may become 2026-1-12. */
export function readTyped(text: string): LocalDate | null {
  return readDate(text) ?? read(LOOSE.exec(text.trim()));
}

const WHOLE = /^(?:(\d{4})([-/.]?)(\d{2})\2(\d{2})|(\d{4})年(\d{1,2})月(\d{1,2})日)$/;
const LOOSE = /^(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})$/;

function read(parts: RegExpExecArray | null): LocalDate | null {
  if (!parts) return null;
  const [, year = parts[5], , month = parts[6], day = parts[7]] = parts;
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return isLocalDate(date) ? date : null;
}

function written(date: LocalDate, pattern: string): string {
  const parts: Readonly<Record<string, string>> = {
    YYYY: date.slice(0, 4),
    MM: date.slice(5, 7),
    DD: date.slice(8, 10),
    M: String(monthOf(date)),
    D: String(dayOf(date)),
  };
  return pattern.replace(/YYYY|MM|DD|M|D/g, (part) => parts[part] ?? part);
}

/** The same day of another month, or that month's last. */
const inMonth = (date: LocalDate, year: number, month: number): LocalDate =>
  dateOf(year, month, Math.min(dayOf(date), lastDayOfMonth(year, month)));

/** The calendar has four digits for a year. */
function inYear(date: LocalDate, year: number): LocalDate {
  return inMonth(date, Math.min(9999, Math.max(1000, year)), monthOf(date));
}

function todayInChina(): LocalDate {
  return civilDate(instantOf({ epochMilliseconds: performance.timeOrigin + performance.now() }));
}
