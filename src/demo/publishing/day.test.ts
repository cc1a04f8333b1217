import { expect, test } from 'vitest';
import { makeCalendar } from '#kernel/calendar.ts';
import { localDate } from '#kernel/dates.ts';
import { formedOn, writtenOn } from './day.ts';

const calendar = makeCalendar([], []);
const MONDAY = localDate('2026-11-23');

test('a document of the weekend before a Monday was formed on the Friday, so that its day is over', () => {
  expect(formedOn(1, MONDAY, calendar)).toBe('2026-11-20');
  expect(formedOn(2, MONDAY, calendar)).toBe('2026-11-20');
  expect(formedOn(9, MONDAY, calendar)).toBe('2026-11-16');
});

test('a day of the year is the last one that is over for a while', () => {
  expect(formedOn([1, 20], MONDAY, calendar)).toBe('2026-01-20');
  expect(formedOn([11, 20], MONDAY, calendar)).toBe('2025-11-20');
});

test('a text speaks of its own day', () => {
  const on = localDate('2026-02-27');
  expect(writtenOn('{quarter-1}，{date+2}，第{no}期', on, calendar, 3)).toBe('2025年第四季度，2026年3月1日，第3期');
  expect(writtenOn('{iso+30}，{isoyears+5+30}，{years+2}', on, calendar, 3)).toBe(
    '2026-03-29，2031-03-28，2028年2月26日',
  );
  expect(() => writtenOn('{nonsense}', on, calendar, undefined)).toThrow('nonsense');
});
