import { type CalendarDay, type WorkCalendar, dayKind, makeCalendar } from '#kernel/calendar.ts';
import {
  addDays,
  chineseDate,
  dateOf,
  daysBetween,
  isLocalDate,
  isoWeekday,
  type LocalDate,
  yearOf,
} from '#kernel/dates.ts';
import type { DayLine } from './contract.ts';

/** A year has never had more than about fifty such days; a limit here is arbitrary, but a limit is better than none. */
const MOST_DAYS = 120;

/**
 * The days of a notice, or everything that is wrong with them, in sentences that name the line. A line is a day or days in a row, what they are, and the
 * festival, as the notice has it: `2027-02-05至2027-02-11 放假 春节`. The reference file (`date,kind,name,version`) is read as it is.
 */
export function readDays(text: string, year: number): { readonly days: DayLine[]; readonly defects: string[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const defects: string[] = [];
  const days: DayLine[] = [];
  lines.forEach((line, i) => {
    if (line.trim() === '' || HEADING.test(line.trim())) return;
    const read = readLine(line, year);
    if ('wrong' in read) defects.push(`第 ${i + 1} 行：${read.wrong}`);
    else days.push(...read.days);
  });
  if (days.length > MOST_DAYS) return { days: [], defects: [`一年的安排最多 ${MOST_DAYS} 天，请核对`] };
  return { days: days.sort((a, b) => (a.on < b.on ? -1 : 1)), defects: [...defects, ...together(days, year)] };
}

/** What stands over the columns, where somebody copied it along. */
const HEADING = /^(?:date|日期)/i;

const KIND_WORDS: Readonly<Record<string, DayLine['kind']>> = {
  放假: 'holiday',
  holiday: 'holiday',
  上班: 'make-up',
  调休上班: 'make-up',
  'make-up': 'make-up',
};

/** Longer than any row of holidays there has been; a limit here is arbitrary. */
const LONGEST_ROW = 20;

function readLine(line: string, year: number): { readonly days: DayLine[] } | { readonly wrong: string } {
  const [when = '', word = '', name = ''] = line
    .trim()
    .replaceAll(/\s*[至到~～]\s*/g, '至')
    .split(/\s*[,，\s]\s*/);
  const [from = '', to = from] = when.split('至');
  const notDate = [from, to].find((on) => !isLocalDate(on));
  if (notDate !== undefined) return { wrong: `「${notDate}」不是日期，请写成 ${year}-01-01 的样子` };
  const length = daysBetween(from as LocalDate, to as LocalDate) + 1;
  if (length < 1 || length > LONGEST_ROW) return { wrong: `${from}至${to}的起止日期不对` };
  const kind = KIND_WORDS[word];
  if (!kind) return { wrong: `「${word}」不是安排，请写“放假”或者“上班”` };
  if (!name || name.length > 20) return { wrong: '没有写节日名称，或者名称超过 20 个字' };
  const days = Array.from({ length }, (_, n): DayLine => ({ on: addDays(from as LocalDate, n), kind, name }));
  const outside = days.find(({ on }) => !belongs(on, year));
  if (outside) return { wrong: `${outside.on} 不在 ${year} 年，也不是上一年12月29日至31日` };
  const workday = days.find(({ on }) => kind === 'make-up' && isoWeekday(on) <= 5);
  return workday ? { wrong: `${chineseDate(workday.on)}本来就是工作日，不需要调休上班` } : { days };
}

/** The notice for a New Year may reach back to 29 December, as for 2019 and 2023. */
const belongs = (on: LocalDate, year: number): boolean =>
  yearOf(on) === year || (yearOf(on) === year - 1 && on.slice(5) >= '12-29');

/** What only all days together show. */
function together(days: readonly DayLine[], year: number): string[] {
  const defects: string[] = [];
  const seen = new Map<string, DayLine['kind']>();
  for (const { on, kind } of days) {
    const before = seen.get(on);
    if (before && before !== kind) defects.push(`${chineseDate(on)}既写了放假，又写了调休上班`);
    else if (before) defects.push(`${chineseDate(on)}写了两次`);
    seen.set(on, kind);
  }
  const missing = statutory(year).filter((on) => seen.get(on) !== 'holiday');
  if (missing.length > 0) defects.push(`缺少法定节日：${missing.map(chineseDate).join('、')}应当放假`);
  return defects;
}

/** Festivals on fixed days of the Gregorian calendar, 全国年节及纪念日放假办法第二条 (2 May since 2025-01-01); lunar ones differ from year to year. */
const statutory = (year: number): LocalDate[] => [
  dateOf(year, 1, 1),
  dateOf(year, 5, 1),
  ...(year >= 2025 ? [dateOf(year, 5, 2)] : []),
  dateOf(year, 10, 1),
  dateOf(year, 10, 2),
  dateOf(year, 10, 3),
];

/** A version of a year that a notice makes: of its own year, and of the one before where it reaches back. */
export interface NewVersion {
  readonly year: number;
  readonly version: number;
  readonly days: readonly DayLine[];
}

/** What a notice changes of the calendar in force: nothing, one year, or the last days of the year before as well. */
export function newVersions(days: readonly DayLine[], year: number, calendar: WorkCalendar): NewVersion[] {
  const versions: NewVersion[] = [];
  for (const of of [year - 1, year]) {
    const own = days.filter(({ on }) => yearOf(on) === of);
    if (of !== year && own.length === 0) continue;
    const standing = linesOf(calendar, of);
    const all = of === year ? own : [...standing.filter(({ on }) => !own.some((day) => day.on === on)), ...own];
    const next = all.sort((a, b) => (a.on < b.on ? -1 : 1));
    const announced = calendar.years.get(of);
    if (announced && sameDays(next, standing)) continue;
    versions.push({ year: of, version: (announced?.version ?? 0) + 1, days: next });
  }
  return versions;
}

export const linesOf = (calendar: WorkCalendar, year: number): DayLine[] =>
  [...calendar.days.values()]
    .filter(({ on }) => yearOf(on) === year)
    .map(({ on, kind, name }) => ({ on, kind, name }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));

const sameDays = (a: readonly DayLine[], b: readonly DayLine[]): boolean =>
  a.length === b.length && a.every(({ on, kind }, i) => b[i]?.on === on && b[i]?.kind === kind);

/** The calendar as it will stand with these versions in force. */
export function withVersions(
  calendar: WorkCalendar,
  versions: readonly NewVersion[],
  noticeTitle: string,
): WorkCalendar {
  const replaced = new Set(versions.map(({ year }) => year));
  const days: CalendarDay[] = [...calendar.days.values()].filter(({ on }) => !replaced.has(yearOf(on)));
  for (const { version, days: own } of versions) days.push(...own.map((day) => ({ ...day, version })));
  const years = [...calendar.years.values()].filter(({ year }) => !replaced.has(year));
  return makeCalendar(days, [...years, ...versions.map(({ year, version }) => ({ year, version, noticeTitle }))]);
}

const KINDS = { workday: '工作日', weekend: '周末', holiday: '放假', 'make-up': '调休上班' } as const;

/** Days that are something else by the one calendar than by the other. */
export function differences(versions: readonly NewVersion[], before: WorkCalendar, after: WorkCalendar) {
  const touched = new Set(versions.flatMap(({ days }) => days.map(({ on }) => on)));
  for (const { year } of versions) for (const { on } of linesOf(before, year)) touched.add(on);
  return [...touched].sort().flatMap((on) => {
    const [was, becomes] = [dayKind(on, before), dayKind(on, after)];
    const named = (day: ReturnType<typeof dayKind>) => KINDS[day.kind] + (day.name ? `（${day.name}）` : '');
    return was.kind === becomes.kind ? [] : [{ on, was: named(was), becomes: named(becomes) }];
  });
}
