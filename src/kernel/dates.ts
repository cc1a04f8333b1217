/** A civil date in China, `YYYY-MM-DD`, years 1000 to 9999. Statutory periods count dates, never instants. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** Reads `YYYY-MM-DD`; refuses with a RangeError anything that is not a day of the calendar. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`不是有效日期：${text}（应为 2026-03-02 这样的年-月-日）`);
  return text;
}

export function isLocalDate(text: string): text is LocalDate {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && textOf(midnight) === text;
}

/** The date of a year, a month 1 to 12 and a day; refuses 30 February as `localDate` does. */
export function dateOf(year: number, month: number, day: number): LocalDate {
  return localDate(`${year}-${pad(month)}-${pad(day)}`);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  if (!Number.isInteger(days)) throw new RangeError(`天数应为整数：${days}`);
  const text = textOf(midnightOf(date) + days * DAY);
  // Not localDate(text): counting adds single days by the thousand, and only leaving the calendar can go wrong here.
  if (text.length !== 10 || text < '1000') throw new RangeError(`日期超出范围：${date} 加 ${days} 天`);
  return text as LocalDate;
}

/** The same day number in the target month, or that month's last day when it has no such day (31 January + 1 → 28 or 29 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  if (!Number.isInteger(months)) throw new RangeError(`月数应为整数：${months}`);
  const total = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  return dateOf(year, month, Math.min(dayOf(date), lastDayOfMonth(year, month)));
}

export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, years * 12);
}

/** How many days after `from` is `to`; negative when it is before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (midnightOf(to) - midnightOf(from)) / DAY;
}

/** Every date from the first to the last, both included; none when the last is before the first. */
export function datesFrom(first: LocalDate, last: LocalDate): LocalDate[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, i) => addDays(first, i));
}

/** Monday is 1, Sunday is 7. */
export function isoWeekday(date: LocalDate): number {
  return new Date(midnightOf(date)).getUTCDay() || 7;
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
export const dayOf = (date: LocalDate): number => Number(date.slice(8, 10));

/** 28 to 31, for a month 1 to 12. */
export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function maxDate(first: LocalDate, ...others: readonly LocalDate[]): LocalDate {
  return others.reduce((latest, date) => (date > latest ? date : latest), first);
}

export function minDate(first: LocalDate, ...others: readonly LocalDate[]): LocalDate {
  return others.reduce((earliest, date) => (date < earliest ? date : earliest), first);
}

/** `2026年11月30日`: Arabic digits, no leading zero, as GB/T 9704-2012 prints dates. */
export function chineseDate(date: LocalDate): string {
  return `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`;
}

/** `星期一` to `星期日`. */
export function chineseWeekday(date: LocalDate): string {
  return `星期${'一二三四五六日'.charAt(isoWeekday(date) - 1)}`;
}

/** A point in time, RFC 3339 in UTC with milliseconds: `2026-03-02T01:05:00.000Z`. Texts in this form sort by time. */
export type Instant = string & { readonly __brand: 'Instant' };

/** Whatever the runtime uses for a point in time: a `Date`, a `Temporal.Instant`, or our own text. */
export type Moment = Date | { readonly epochMilliseconds: number } | Instant;

/** Reads RFC 3339 with an explicit offset and turns it to UTC; refuses a time whose zone would have to be guessed. */
export function instant(text: string): Instant {
  const parts = RFC_3339.exec(text);
  const at = Date.parse(text);
  if (!parts || Number.isNaN(at))
    throw new RangeError(`不是有效时刻：${text}（应带时区，如 2026-03-02T09:05:00+08:00）`);
  localDate(parts[1] ?? '');
  return instantOf(new Date(at));
}

export function instantOf(at: Date | { readonly epochMilliseconds: number }): Instant {
  const milliseconds = at instanceof Date ? at.getTime() : at.epochMilliseconds;
  return new Date(milliseconds).toISOString() as Instant;
}

export function addHours(at: Instant, hours: number): Instant {
  return instantOf(new Date(Date.parse(at) + hours * HOUR));
}

/** Hours from one instant to another, with fractions; negative when the second is earlier. */
export function hoursBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / HOUR;
}

/** The civil date in China at a moment. Never depends on where the server runs. */
export function civilDate(at: Moment): LocalDate {
  const { year, month, day } = shanghaiParts(at);
  return localDate(`${year}-${month}-${day}`);
}

/** The instant at which a civil date begins in China. */
export function startOfDay(date: LocalDate): Instant {
  const asUtc = Date.parse(`${date}T00:00:00Z`);
  // China had summer time from 1986 to 1991 and in the 1940s, so the offset is asked for and not assumed.
  const begins = instantOf(new Date(asUtc - shanghaiOffset(asUtc - 8 * HOUR)));
  // A night in which clocks went forward at midnight (1946-05-15) begins at one o'clock, by the hour before.
  return civilDate(begins) < date ? instantOf(new Date(asUtc - 8 * HOUR)) : begins;
}

/** The last millisecond of a civil date in China. */
export function endOfDay(date: LocalDate): Instant {
  return instantOf(new Date(Date.parse(startOfDay(addDays(date, 1))) - 1));
}

/** `2026年11月30日 09:05`, Shanghai time, for people. */
export function chineseDateTime(at: Moment): string {
  const { hour, minute } = shanghaiParts(at);
  return `${chineseDate(civilDate(at))} ${hour}:${minute}`;
}

/** `2026-11-30 09:05`, Shanghai time, as the page tag PubDate of 国办发〔2017〕47号 asks. */
export function pageTagTime(at: Moment): string {
  const { year, month, day, hour, minute } = shanghaiParts(at);
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
const pad = (n: number): string => String(n).padStart(2, '0');
const midnightOf = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);
const textOf = (midnight: number): string => new Date(midnight).toISOString().slice(0, 10);

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

const shanghai = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function shanghaiParts(at: Moment): Record<Part, string> {
  const parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of shanghai.formatToParts(millisecondsOf(at)))
    if (type in parts) parts[type as Part] = value;
  return parts;
}

function shanghaiOffset(at: number): number {
  const { year, month, day, hour, minute, second } = shanghaiParts(new Date(at));
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(at / 1000) * 1000;
}

function millisecondsOf(at: Moment): number {
  if (typeof at === 'string') return Date.parse(at);
  return at instanceof Date ? at.getTime() : at.epochMilliseconds;
}
