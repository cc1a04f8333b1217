import type { ClockDef, HappenedOn, Period, Unit } from './clock-definition.ts';
import { chineseDate, chineseWeekday, type LocalDate, yearOf } from './dates.ts';

/** `20个工作日`. */
export function periodText({ n, unit }: Period): string {
  return `${n}${UNIT_WORDS[unit]}`;
}

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  working: '个工作日',
  calendar: '日',
  month: '个月',
  year: '年',
  hour: '小时',
};

/** How days are counted, for the line that tells the start. */
export const COUNTING: Readonly<Record<Exclude<Unit, 'hour'>, string>> = {
  working: '自次日起按工作日计算',
  calendar: '自次日起按自然日连续计算，周末和节假日不扣除',
  month: '自次日起按月计算',
  year: '自次日起按年计算',
};

/** What people call an event; otherwise what stands in for it. */
export const word = (def: ClockDef, event: HappenedOn, otherwise = ''): string => def.words?.[event.name] ?? otherwise;

/** `2026年10月1日（星期四）`. */
export const dayText = (on: LocalDate): string => `${chineseDate(on)}（${chineseWeekday(on)}）`;

/** One day with its weekday, or the first and last of several; the year once where it is the same. */
export function rangeText(from: LocalDate, to: LocalDate): string {
  if (from === to) return dayText(from);
  return yearOf(from) === yearOf(to)
    ? `${chineseDate(from)}至${chineseDate(to).replace(/^\d+年/, '')}`
    : `${chineseDate(from)}至${chineseDate(to)}`;
}
