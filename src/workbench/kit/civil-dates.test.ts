import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, chineseDate, localDate } from '#kernel/dates.ts';
import { civilDates, readDate, readTyped } from './civil-dates.ts';

const days = fc.integer({ min: -100_000, max: 100_000 }).map((n) => addDays(localDate('2026-11-23'), n));

test.each(['2026-11-23', '2026/11/23', '2026.11.23', '20261123', '2026年11月23日', ' 2026-11-23 '])(
  '%s is read as it is typed',
  (text) => {
    expect(readDate(text)).toBe('2026-11-23');
  },
);

test.each(['2026-11-2', '2026-1', '2026-02-30', '2026-11/23', '23.11.2026', '明天', ''])(
  '%s is no whole date yet',
  (text) => {
    expect(readDate(text)).toBeNull();
  },
);

test.each([
  ['2026-1-5', '2026-01-05'],
  ['2026年1月5', '2026-01-05'],
  ['2026-2-30', null],
])('%s is understood when typing has ended', (text, date) => {
  expect(readTyped(text)).toBe(date);
});

test('no beginning of a date is taken for another date while it is being typed', () => {
  fc.assert(
    fc.property(days, (day) => {
      for (const text of [day, chineseDate(day)]) {
        expect(readDate(text)).toBe(day);
        for (let length = 0; length < text.length; length++) expect(readDate(text.slice(0, length))).toBeNull();
      }
    }),
  );
});

test('turning the leaves of the calendar stays in the calendar', () => {
  const { addYear, setMonth, setDate, getWeekDay, locale } = civilDates;
  expect(setMonth(localDate('2026-01-31'), 1)).toBe('2026-02-28');
  expect(addYear(localDate('2024-02-29'), 1)).toBe('2025-02-28');
  expect(addYear(localDate('9990-01-01'), 100)).toBe('9999-01-01');
  expect(setDate(localDate('2026-11-23'), 0)).toBe('2026-10-31');
  expect([getWeekDay(localDate('2026-11-22')), getWeekDay(localDate('2026-11-23'))]).toEqual([0, 1]);
  expect(locale.format('', localDate('2026-03-02'), 'YYYY年M月D日')).toBe('2026年3月2日');
});
