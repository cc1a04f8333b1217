import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addCalendarDays,
  addWorkdays,
  dayKind,
  isSettled,
  isWorkingDay,
  makeCalendar,
  nextWorkday,
  previousWorkday,
  rollForward,
  workdaysBetween,
} from './calendar.ts';
import { calendarFromCsv, readDays, readYears } from './calendar-csv.ts';
import { addDays, datesFrom, isoWeekday, type LocalDate, localDate, yearOf } from './dates.ts';

const reference = (name: string) =>
  readFileSync(new URL(`../../db/reference/calendar/${name}`, import.meta.url), 'utf8');
const daysCsv = reference('days.csv');
const yearsCsv = reference('years.csv');
const calendar = calendarFromCsv(daysCsv, yearsCsv);
const allDays = datesFrom(localDate('2019-01-01'), localDate('2026-12-31'));
const workdays = (from: string, to: string) =>
  datesFrom(localDate(from), localDate(to)).filter((d) => isWorkingDay(d, calendar)).length;

describe('the reference calendar 2019-2026', () => {
  test('agrees with chinese-days on every single day', () => {
    // The package reads dates in the zone of the process and goes wrong west of Greenwich, so it is asked in a process of its own.
    const ask = `import chinese from 'chinese-days';
      console.log(JSON.stringify(process.argv.slice(1).filter((date) => chinese.isWorkday(date))));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', ask, ...allDays], {
      env: { ...process.env, TZ: 'Asia/Shanghai' },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(allDays).toHaveLength(2922);
    expect(allDays.filter((date) => isWorkingDay(date, calendar))).toEqual(JSON.parse(stdout));
  });

  test.each([
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    expect(workdays(`${year}-01-01`, `${year}-12-31`)).toBe(count);
  });

  test.each([
    [2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]],
    [2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]],
    [2024, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]],
  ])('%i month by month', (year, counts) => {
    const byMonth = Array<number>(12).fill(0);
    for (const date of allDays.filter((d) => yearOf(d) === year && isWorkingDay(d, calendar)))
      byMonth[Number(date.slice(5, 7)) - 1] = (byMonth[Number(date.slice(5, 7)) - 1] ?? 0) + 1;
    expect(byMonth).toEqual(counts);
  });

  test('work is made up only on weekends, and every day has its festival', () => {
    for (const day of calendar.days.values()) {
      if (day.kind === 'make-up') expect(isoWeekday(day.on)).toBeGreaterThan(5);
      expect(day.name).toMatch(/节|元旦/);
    }
  });

  test('every year names its notice; each is about that year and was announced before or in it', () => {
    for (const year of readYears(yearsCsv)) {
      expect(year.noticeTitle).toContain(`${year.year}年`);
      expect(year.noticeNumber).toMatch(/^国办发明电〔20\d\d〕[1-9]\d*号$/);
      expect(yearOf(year.announcedOn ?? localDate('9999-12-31'))).toBeLessThanOrEqual(year.year);
    }
    expect([...calendar.years.keys()].sort()).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
  });

  test('a changed notice is a new version; without it the calendar is as it once stood', () => {
    const first = makeCalendar(
      readDays(daysCsv).filter((d) => d.version === 1),
      readYears(yearsCsv).filter((y) => y.version === 1),
    );
    const moved = allDays.filter((d) => isWorkingDay(d, first) !== isWorkingDay(d, calendar));
    // 2019: 2 and 3 May became free, 28 April and 5 May work. 2020: 31 January became free and 1 February no longer work.
    expect(moved).toEqual(['2019-04-28', '2019-05-02', '2019-05-03', '2019-05-05', '2020-01-31', '2020-02-01']);
    expect(calendar.years.get(2020)?.noticeNumber).toBe('国办发明电〔2020〕1号');
    expect(first.years.get(2020)?.noticeNumber).toBe('国办发明电〔2019〕16号');
  });
});

describe('what kind of day it is', () => {
  test.each([
    ['2026-03-02', { kind: 'workday' }],
    ['2026-03-01', { kind: 'weekend' }],
    ['2026-02-17', { kind: 'holiday', name: '春节' }],
    ['2026-10-10', { kind: 'make-up', name: '国庆节' }],
    ['2025-10-06', { kind: 'holiday', name: '国庆节、中秋节' }],
  ])('%s', (date, kind) => {
    expect(dayKind(localDate(date), calendar)).toEqual(kind);
  });

  test.each([
    ['2027-01-01', { kind: 'holiday', name: '元旦' }],
    ['2029-05-01', { kind: 'holiday', name: '劳动节' }],
    ['2029-05-02', { kind: 'holiday', name: '劳动节' }],
    ['2027-10-01', { kind: 'holiday', name: '国庆节' }],
    ['2028-10-03', { kind: 'holiday', name: '国庆节' }],
    ['2027-10-04', { kind: 'workday' }],
    ['2027-02-06', { kind: 'weekend' }],
    ['2018-05-02', { kind: 'workday' }],
  ])('in a year not announced only the fixed festivals are known: %s', (date, kind) => {
    expect(dayKind(localDate(date), calendar)).toEqual(kind);
    expect(isSettled(localDate(date), calendar)).toBe(false);
  });
});

describe('counting working days', () => {
  test.each([
    ['2026-03-02', 20, '2026-03-30'],
    ['2026-09-15', 7, '2026-09-23'],
    ['2026-09-15', 20, '2026-10-19'],
    ['2026-09-15', 40, '2026-11-16'],
    ['2026-01-30', 20, '2026-03-05'],
    ['2026-02-13', 7, '2026-03-02'],
    ['2026-02-13', 20, '2026-03-19'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-09', 2, '2026-10-12'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-04-30', 20, '2026-06-01'],
    ['2025-12-31', 20, '2026-01-29'],
    ['2026-06-18', 15, '2026-07-10'],
    ['2025-09-26', 20, '2025-10-30'],
    ['2025-01-24', 20, '2025-02-27'],
    ['2024-02-08', 20, '2024-03-13'],
    ['2025-02-20', 20, '2025-03-20'],
  ])('%s and %i working days is %s', (from, n, on) => {
    expect(addWorkdays(localDate(from), n, calendar)).toEqual({ on, provisional: false });
  });

  test.each([
    ['2022-09-30', '2022-10-14', '2022-11-02', '2022-11-30'],
    ['2023-01-13', '2023-01-29', '2023-02-15', '2023-03-15'],
    ['2023-04-14', '2023-04-24', '2023-05-15', '2023-06-12'],
    ['2023-09-22', '2023-10-09', '2023-10-26', '2023-11-23'],
    ['2024-01-31', '2024-02-08', '2024-03-04', '2024-04-01'],
    ['2024-02-05', '2024-02-20', '2024-03-08', '2024-04-08'],
    ['2024-09-10', '2024-09-20', '2024-10-14', '2024-11-11'],
    ['2025-01-14', '2025-01-23', '2025-02-17', '2025-03-17'],
    ['2025-01-20', '2025-02-05', '2025-02-21', '2025-03-21'],
    ['2025-04-17', '2025-04-27', '2025-05-19', '2025-06-17'],
    ['2025-09-26', '2025-10-13', '2025-10-30', '2025-11-27'],
    ['2026-02-09', '2026-02-25', '2026-03-13', '2026-04-13'],
    ['2026-09-14', '2026-09-22', '2026-10-16', '2026-11-13'],
  ])('golden table: received %s, 7 → %s, 20 → %s, 40 → %s', (from, seven, twenty, forty) => {
    expect([7, 20, 40].map((n) => addWorkdays(localDate(from), n, calendar).on)).toEqual([seven, twenty, forty]);
  });

  test.each([7, 20, 40])('every receipt day of eight years agrees with a count by hand of %i days', (n) => {
    const free = new Set<string>();
    const worked = new Set<string>();
    for (const line of daysCsv.trim().split('\n').slice(1)) {
      const [on = '', kind, , version] = line.split(',');
      if (version !== (on.startsWith('2019') || on.startsWith('2020') ? '2' : '1')) continue;
      (kind === 'holiday' ? free : worked).add(on);
    }
    // Temporal and nothing of ours. Workdays of 2019 to 2026 in one list; the n-th after a date is found by position.
    const list: string[] = [];
    const end = Temporal.PlainDate.from('2026-12-31');
    for (let d = Temporal.PlainDate.from('2019-01-01'); Temporal.PlainDate.compare(d, end) <= 0; d = d.add({ days: 1 }))
      if (worked.has(d.toString()) || (d.dayOfWeek < 6 && !free.has(d.toString()))) list.push(d.toString());
    let compared = 0;
    for (const date of allDays) {
      const expected = list[list.filter((d) => d <= date).length + n - 1];
      if (expected === undefined) {
        expect(addWorkdays(date, n, calendar).provisional).toBe(true);
        continue;
      }
      expect(addWorkdays(date, n, calendar).on).toBe(expected);
      compared++;
    }
    expect(compared).toBeGreaterThan(2800);
  });

  test('zero days is the day itself; fewer or half days are refused', () => {
    expect(addWorkdays(localDate('2026-10-01'), 0, calendar)).toEqual({ on: '2026-10-01', provisional: false });
    for (const n of [-1, 0.5, Number.NaN, 1e9])
      expect(() => addWorkdays(localDate('2026-10-01'), n, calendar)).toThrow(RangeError);
  });

  test('a date counted into a year not announced is provisional, and so are the last three days before it', () => {
    expect(addWorkdays(localDate('2026-12-18'), 20, calendar)).toEqual({ on: '2027-01-18', provisional: true });
    expect(addWorkdays(localDate('2026-12-25'), 1, calendar)).toEqual({ on: '2026-12-28', provisional: false });
    expect(addWorkdays(localDate('2026-12-25'), 2, calendar)).toEqual({ on: '2026-12-29', provisional: true });
    expect(addWorkdays(localDate('2025-12-25'), 4, calendar)).toEqual({ on: '2025-12-31', provisional: false });
  });
});

describe('counting calendar days', () => {
  test.each([
    ['2026-02-01', 15, '2026-02-24'],
    ['2026-09-01', 30, '2026-10-08'],
    ['2026-08-02', 60, '2026-10-08'],
    ['2026-04-02', 60, '2026-06-01'],
    ['2026-03-04', 30, '2026-04-03'],
    ['2026-10-08', 2, '2026-10-10'],
  ])('%s and %i days, rolled forward, is %s', (from, n, on) => {
    expect(addCalendarDays(localDate(from), n, calendar)).toEqual({ on, provisional: false });
  });

  test('only the day it ends on has to be known', () => {
    expect(addCalendarDays(localDate('2026-12-01'), 60, calendar).provisional).toBe(true);
    expect(addCalendarDays(localDate('2026-10-29'), 60, calendar)).toEqual({ on: '2026-12-28', provisional: false });
    expect(addCalendarDays(localDate('2026-10-28'), 60, calendar)).toEqual({ on: '2026-12-28', provisional: false });
  });
});

describe('laws of counting', () => {
  const day = fc.integer({ min: 0, max: 2700 }).map((n) => addDays(localDate('2019-01-01'), n));
  const few = fc.integer({ min: 0, max: 60 });

  test('a counted day is a working day, and as many working days lie between as were counted', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 80 }), (date, n) => {
        const { on } = addWorkdays(date, n, calendar);
        expect(isWorkingDay(on, calendar)).toBe(true);
        expect(workdaysBetween(date, on, calendar)).toBe(n);
        expect(workdaysBetween(on, date, calendar)).toBe(-n);
      }),
    );
  });

  test('over years, as many lie between two days as are met going from one to the other', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 2700 }), (date, n) => {
        const to = addDays(date, n);
        const met = datesFrom(addDays(date, 1), to).filter((on) => isWorkingDay(on, calendar)).length;
        expect(workdaysBetween(date, to, calendar)).toBe(met);
      }),
      { numRuns: 50 },
    );
  });

  test('counting on is counting once: a days and then b days is a + b days', () => {
    fc.assert(
      fc.property(day, few, few, (date, a, b) => {
        expect(addWorkdays(addWorkdays(date, a, calendar).on, b, calendar).on).toBe(
          addWorkdays(date, a + b, calendar).on,
        );
      }),
    );
  });

  test('received later is never due earlier; a longer period never ends earlier', () => {
    fc.assert(
      fc.property(day, few, few, few, (date, later, n, more) => {
        const due = (d: LocalDate, days: number) => addWorkdays(d, days, calendar).on;
        expect(due(addDays(date, later), n) >= due(date, n)).toBe(true);
        expect(due(date, n + more) >= due(date, n)).toBe(true);
        expect(addCalendarDays(addDays(date, later), n, calendar).on >= addCalendarDays(date, n, calendar).on).toBe(
          true,
        );
      }),
    );
  });

  test('the workday after and the workday before are neighbours', () => {
    fc.assert(
      fc.property(day, (date) => {
        const next = nextWorkday(date, calendar);
        expect(next > date && isWorkingDay(next, calendar)).toBe(true);
        expect(previousWorkday(next, calendar) <= date || previousWorkday(next, calendar) === date).toBe(true);
        expect(rollForward(date, calendar).on).toBe(isWorkingDay(date, calendar) ? date : next);
      }),
    );
    expect(workdaysBetween(localDate('2026-03-10'), localDate('2026-03-31'), calendar)).toBe(15);
    expect(previousWorkday(localDate('2026-10-08'), calendar)).toBe('2026-09-30');
    expect(nextWorkday(localDate('2026-10-09'), calendar)).toBe('2026-10-10');
  });
});

describe('a calendar that contradicts itself is refused', () => {
  const on = localDate('2027-01-01');
  const year = { year: 2027, version: 1, noticeTitle: '关于2027年' };

  test('a day of a version nobody announced', () => {
    expect(() => makeCalendar([{ on, kind: 'holiday', name: '元旦', version: 2 }], [year])).toThrow('未公布');
    expect(() => makeCalendar([{ on, kind: 'holiday', name: '元旦', version: 1 }], [])).toThrow('未公布');
  });

  test('one day stated twice', () => {
    const twice = (['holiday', 'make-up'] as const).map((kind) => ({ on, kind, name: '元旦', version: 1 }));
    expect(() => makeCalendar(twice, [year])).toThrow('两次');
  });

  test.each([
    ['date,kind,name\n', '表头'],
    ['date,kind,name,version\n2027-01-01,holiday,元旦\n', '第 2 行'],
    ['date,kind,name,version\n2027-01-01,feast,元旦,1\n', '第 2 行'],
    ['date,kind,name,version\n2027-01-01,holiday,,1\n', '第 2 行'],
    ['date,kind,name,version\n2027-02-30,holiday,元旦,1\n', '2027-02-30'],
    ['date,kind,name,version\n2027-01-01,holiday,元旦,0\n', '正整数'],
  ])('a broken table %j', (csv, says) => {
    expect(() => readDays(csv)).toThrow(says);
  });

  test('a notice number not known stays away instead of being empty', () => {
    const [only] = readYears('\uFEFFyear,version,notice_title,notice_number,announced_on\r\n2027,1,通知,,\r\n');
    expect(only).toEqual({ year: 2027, version: 1, noticeTitle: '通知' });
  });
});
