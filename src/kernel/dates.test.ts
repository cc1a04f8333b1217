import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addHours,
  addMonths,
  addYears,
  chineseDate,
  chineseDateTime,
  chineseWeekday,
  civilDate,
  datesFrom,
  daysBetween,
  endOfDay,
  hoursBetween,
  instant,
  instantOf,
  isoWeekday,
  lastDayOfMonth,
  localDate,
  maxDate,
  minDate,
  pageTagTime,
  startOfDay,
} from './dates.ts';

const anyDate = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays(localDate('1900-01-01'), n));

describe('a civil date', () => {
  test.each(['2026-03-02', '2024-02-29', '2000-02-29', '1949-10-01', '9999-12-31'])('%s is one', (text) => {
    expect(localDate(text)).toBe(text);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '20260401',
    '2026-04-01T00:00:00Z',
    ' 2026-04-01',
    '0999-01-01',
    '10000-01-01',
    '２０２６-04-01',
    '',
  ])('%s is refused', (text) => {
    expect(() => localDate(text)).toThrow(RangeError);
  });

  test('the whole calendar agrees with Temporal: next day, weekday, length of the month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -2000, max: 2000 }), (date, n) => {
        const other = Temporal.PlainDate.from(date).add({ days: n });
        expect(addDays(date, n)).toBe(other.toString());
        expect(isoWeekday(date)).toBe(Temporal.PlainDate.from(date).dayOfWeek);
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect(lastDayOfMonth(other.year, other.month)).toBe(other.daysInMonth);
      }),
    );
  });

  test('months keep the day number, or take the last day of a shorter month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -240, max: 240 }), (date, n) => {
        expect(addMonths(date, n)).toBe(Temporal.PlainDate.from(date).add({ months: n }).toString());
      }),
    );
    expect(addMonths(localDate('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(localDate('2024-03-31'), -1)).toBe('2024-02-29');
    expect(addMonths(localDate('2026-08-31'), 6)).toBe('2027-02-28');
    expect(addYears(localDate('2024-02-29'), 1)).toBe('2025-02-28');
    expect(addYears(localDate('2024-02-29'), 4)).toBe('2028-02-29');
  });

  test('half days and half months are refused, and so is leaving the calendar', () => {
    expect(() => addDays(localDate('2026-01-01'), 0.5)).toThrow(RangeError);
    expect(() => addMonths(localDate('2026-01-01'), 1.5)).toThrow(RangeError);
    expect(() => addDays(localDate('9999-12-31'), 1)).toThrow(RangeError);
  });

  test('ranges include both ends and are empty backwards', () => {
    expect(datesFrom(localDate('2026-02-27'), localDate('2026-03-01'))).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
    expect(datesFrom(localDate('2026-03-02'), localDate('2026-03-01'))).toEqual([]);
    expect(maxDate(localDate('2026-03-02'), localDate('2026-10-01'), localDate('2025-12-31'))).toBe('2026-10-01');
    expect(minDate(localDate('2026-03-02'), localDate('2026-10-01'), localDate('2025-12-31'))).toBe('2025-12-31');
  });

  test('is written for people without leading zeros', () => {
    expect(chineseDate(localDate('2026-11-30'))).toBe('2026年11月30日');
    expect(chineseDate(localDate('2026-03-02'))).toBe('2026年3月2日');
    expect(chineseWeekday(localDate('2026-03-01'))).toBe('星期日');
    expect(chineseWeekday(localDate('2026-03-02'))).toBe('星期一');
  });
});

describe('a point in time', () => {
  test.each([
    ['2026-03-02T09:05:00+08:00', '2026-03-02T01:05:00.000Z'],
    ['2026-03-02T01:05:00Z', '2026-03-02T01:05:00.000Z'],
    ['2026-03-01T20:05:00.123-05:00', '2026-03-02T01:05:00.123Z'],
  ])('%s is %s', (text, utc) => {
    expect(instant(text)).toBe(utc);
  });

  test.each(['2026-03-02T09:05:00', '2026-03-02', '2026-02-30T00:00:00Z', '2026-03-02T25:00:00Z', 'now', ''])(
    '%s is refused: no zone is guessed and no day invented',
    (text) => {
      expect(() => instant(text)).toThrow(RangeError);
    },
  );

  test('the day changes at midnight in China, wherever the server stands', () => {
    expect(civilDate(instant('2026-03-01T15:59:59.999Z'))).toBe('2026-03-01');
    expect(civilDate(instant('2026-03-01T16:00:00Z'))).toBe('2026-03-02');
    expect(civilDate(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
    expect(civilDate(Temporal.Instant.from('2026-12-31T15:59:00Z'))).toBe('2026-12-31');
  });

  test('is shown in Shanghai time', () => {
    const at = instant('2026-11-30T01:05:59Z');
    expect(chineseDateTime(at)).toBe('2026年11月30日 09:05');
    expect(pageTagTime(at)).toBe('2026-11-30 09:05');
    expect(pageTagTime(instant('2026-11-29T16:00:00Z'))).toBe('2026-11-30 00:00');
  });

  test('a day in China starts and ends on that day, in the years of summer time too', () => {
    expect(startOfDay(localDate('2026-03-02'))).toBe('2026-03-01T16:00:00.000Z');
    expect(endOfDay(localDate('2026-03-02'))).toBe('2026-03-02T15:59:59.999Z');
    expect(startOfDay(localDate('1988-07-01'))).toBe('1988-06-30T15:00:00.000Z');
    expect(startOfDay(localDate('1946-05-15'))).toBe('1946-05-14T16:00:00.000Z');
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(civilDate(startOfDay(date))).toBe(date);
        expect(civilDate(endOfDay(date))).toBe(date);
      }),
    );
  });

  test('hours run on through nights and holidays', () => {
    const at = instant('2026-09-30T23:30:00+08:00');
    expect(addHours(at, 48)).toBe(instant('2026-10-02T23:30:00+08:00'));
    expect(hoursBetween(at, addHours(at, 5))).toBe(5);
    expect(hoursBetween(addHours(at, 1), at)).toBe(-1);
    expect(instantOf(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  });
});

test.each(['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
  'a server in %s gives the same dates',
  (TZ) => {
    const script = `
    import { addDays, addMonths, civilDate, isoWeekday, localDate, pageTagTime, instant } from '${new URL('./dates.ts', import.meta.url)}';
    const out = [];
    for (let d = localDate('2026-02-26'); d < '2026-04-03'; d = addDays(d, 1)) out.push(d, isoWeekday(d), addMonths(d, 1));
    for (const h of ['00', '07', '15', '16', '23']) { const at = instant('2026-03-08T' + h + ':30:00Z'); out.push(civilDate(at), pageTagTime(at)); }
    console.log(out.join(' '));`;
    const run = (zone: string) =>
      spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
    const { stdout, stderr } = run(TZ);
    expect(stderr).toBe('');
    expect(stdout).toContain('2026-03-08 7 2026-04-08');
    expect(stdout).toBe(run('Asia/Shanghai').stdout);
  },
);
