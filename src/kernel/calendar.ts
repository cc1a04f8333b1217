import { addDays, dateOf, datesFrom, daysBetween, isoWeekday, type LocalDate, yearOf } from './dates.ts';

/** A day the State Council's notice moved: a rest day by name, or a weekend day on which work is made up. */
export interface CalendarDay {
  readonly on: LocalDate;
  readonly kind: 'holiday' | 'make-up';
  /** The festival the day belongs to: 国庆节. */
  readonly name: string;
  /** The version of the year that says so. */
  readonly version: number;
}

/** One version of one year's arrangement, and the notice it comes from. A notice that changes a year makes a new version of it. */
export interface AnnouncedYear {
  readonly year: number;
  readonly version: number;
  readonly noticeTitle: string;
  /** Absent when the number is not known for certain. */
  readonly noticeNumber?: string;
  readonly announcedOn?: LocalDate;
}

export interface WorkCalendar {
  readonly years: ReadonlyMap<number, AnnouncedYear>;
  readonly days: ReadonlyMap<LocalDate, CalendarDay>;
}

export interface DayKind {
  readonly kind: 'workday' | 'weekend' | 'holiday' | 'make-up';
  readonly name?: string;
}

/** A counted date. `provisional`: it was counted through days the State Council has not yet arranged and may move. */
export interface CountedDate {
  readonly on: LocalDate;
  readonly provisional: boolean;
}

/**
 * The calendar as it stands: for each year the highest version given; days of older versions are left aside.
 * To see the calendar as it once stood, leave the later versions out of both. Refuses a day whose version was not announced and two statements about one day.
 */
export function makeCalendar(days: Iterable<CalendarDay>, years: Iterable<AnnouncedYear>): WorkCalendar {
  const announced = new Map<number, AnnouncedYear>();
  const versions = new Set<string>();
  for (const year of years) {
    versions.add(`${year.year}/${year.version}`);
    if (year.version > (announced.get(year.year)?.version ?? 0)) announced.set(year.year, year);
  }
  const current = new Map<LocalDate, CalendarDay>();
  for (const day of days) {
    const year = yearOf(day.on);
    if (!versions.has(`${year}/${day.version}`))
      throw new RangeError(`${day.on} 属于未公布的 ${year} 年第 ${day.version} 版安排`);
    if (announced.get(year)?.version !== day.version) continue;
    if (current.has(day.on)) throw new RangeError(`${day.on} 在同一版安排中出现两次`);
    current.set(day.on, day);
  }
  return { years: announced, days: current };
}

/**
 * What kind of day it is. In a year not announced: Monday to Friday are workdays except the festivals that
 * 全国年节及纪念日放假办法 (2024 revision, art. 2) puts on fixed Gregorian dates: 1 January, 1-2 May, 1-3 October.
 * Festivals of the lunar calendar and all exchanged days are then unknown. This choice is ours; every date counted so is provisional.
 */
export function dayKind(date: LocalDate, calendar: WorkCalendar): DayKind {
  const special = calendar.days.get(date);
  if (special) return { kind: special.kind, name: special.name };
  const fixed = calendar.years.has(yearOf(date)) ? undefined : fixedFestival(date);
  if (fixed) return { kind: 'holiday', name: fixed };
  return { kind: isoWeekday(date) <= 5 ? 'workday' : 'weekend' };
}

export function isWorkingDay(date: LocalDate, calendar: WorkCalendar): boolean {
  const { kind } = dayKind(date, calendar);
  return kind === 'workday' || kind === 'make-up';
}

/**
 * Is the arrangement of this day known? Its year must be announced; and since the notice for a New Year may reach back
 * to 29 December (as for 2019 and 2023), the last three days of a year wait for the notice of the next.
 */
export function isSettled(date: LocalDate, calendar: WorkCalendar): boolean {
  const year = yearOf(date);
  if (!calendar.years.has(year)) return false;
  return date.slice(5) < '12-29' || calendar.years.has(year + 1);
}

/** The date n working days strictly after another (n ≥ 0; 0 gives the date itself). Provisional when any day on the way is not settled. */
export function addWorkdays(date: LocalDate, n: number, calendar: WorkCalendar): CountedDate {
  if (!Number.isInteger(n) || n < 0 || n > LONGEST_COUNT)
    throw new RangeError(`工作日数应为 0 至 ${LONGEST_COUNT} 的整数：${n}`);
  let on = date;
  let provisional = false;
  for (let counted = 0; counted < n; ) {
    on = addDays(on, 1);
    provisional ||= !isSettled(on, calendar);
    if (isWorkingDay(on, calendar)) counted++;
  }
  return { on, provisional };
}

/** The date n calendar days after another, rolled forward to a working day when it is a rest day (民事诉讼法 期间; 总局令第121号 art. 45). */
export function addCalendarDays(date: LocalDate, n: number, calendar: WorkCalendar): CountedDate {
  return rollForward(addDays(date, n), calendar);
}

/** The date itself when it is a working day, else the first working day after it. */
export function rollForward(date: LocalDate, calendar: WorkCalendar): CountedDate {
  let on = date;
  let provisional = !isSettled(on, calendar);
  while (!isWorkingDay(on, calendar)) {
    on = addDays(on, 1);
    provisional ||= !isSettled(on, calendar);
  }
  return { on, provisional };
}

/** Working days in (from, to]: after the first, up to and including the second. Negative when `to` is before `from`. */
export function workdaysBetween(from: LocalDate, to: LocalDate, calendar: WorkCalendar): number {
  if (to < from) return -workdaysBetween(to, from, calendar);
  let counted = workdaysUpTo(to, calendar) - workdaysUpTo(from, calendar);
  for (let year = yearOf(from); year < yearOf(to); year++) counted += countsOf(year, calendar).at(-1) ?? 0;
  return counted;
}

/** From the first of January of its year up to and including a date. */
const workdaysUpTo = (date: LocalDate, calendar: WorkCalendar): number =>
  countsOf(yearOf(date), calendar)[daysBetween(dateOf(yearOf(date), 1, 1), date)] ?? 0;

/** For each day of a year, the working days up to it: counted once for a calendar, for a ledger asks of every line how late it is. */
function countsOf(year: number, calendar: WorkCalendar): readonly number[] {
  const known = counts.get(calendar) ?? new Map<number, readonly number[]>();
  counts.set(calendar, known);
  const counted = known.get(year);
  if (counted) return counted;
  let n = 0;
  const made = datesFrom(dateOf(year, 1, 1), dateOf(year, 12, 31)).map(
    (on) => (n += isWorkingDay(on, calendar) ? 1 : 0),
  );
  known.set(year, made);
  return made;
}
const counts = new WeakMap<WorkCalendar, Map<number, readonly number[]>>();

/** The first working day strictly after a date. */
export function nextWorkday(date: LocalDate, calendar: WorkCalendar): LocalDate {
  return addWorkdays(date, 1, calendar).on;
}

/** The last working day strictly before a date. */
export function previousWorkday(date: LocalDate, calendar: WorkCalendar): LocalDate {
  let on = addDays(date, -1);
  while (!isWorkingDay(on, calendar)) on = addDays(on, -1);
  return on;
}

/** About fifteen years; a limit here is arbitrary, but no period of law is longer and a mistyped number must not loop for ever. */
const LONGEST_COUNT = 3660;

/** 2 May became a statutory holiday on 2025-01-01; the others are older than any date we count. */
function fixedFestival(date: LocalDate): string | undefined {
  if (date.endsWith('-05-02')) return yearOf(date) >= 2025 ? '劳动节' : undefined;
  return FIXED_FESTIVALS[date.slice(5)];
}

const FIXED_FESTIVALS: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};
