import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { datesFrom, isoWeekday, type LocalDate, localDate } from '#kernel/dates.ts';
import { correctionNoticeClock } from './other-clocks.ts';
import { at, dueOn, only, read, reply } from './testing/reading.ts';

/**
 * Every day of eight years against another's calendar, day by day. chinese-days reads dates in the zone of the process and goes wrong west of
 * Greenwich, so it is asked in a process of its own; of years it does not know it says Monday to Friday, so 2027 is not asked of it.
 */
const allDays = datesFrom(localDate('2019-01-01'), localDate('2026-12-31'));
const workdaysElsewhere = (): LocalDate[] => {
  const ask = `import chinese from 'chinese-days';
    console.log(JSON.stringify(process.argv.slice(1).filter((date) => chinese.isWorkday(date))));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', ask, ...allDays], {
    env: { ...process.env, TZ: 'Asia/Shanghai' },
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as LocalDate[];
};
/** 2027 is not arranged: Monday to Friday but New Year's Day, and said to be provisional. */
const nextYear = datesFrom(localDate('2027-01-02'), localDate('2027-04-30')).filter((on) => isoWeekday(on) <= 5);
const workdays = [...workdaysElsewhere(), ...nextYear];

/** For each day the n-th working day strictly after it, by walking the list backwards. */
function duesElsewhere(n: number): Map<LocalDate, LocalDate | undefined> {
  let next = workdays.length;
  const dues = new Map<LocalDate, LocalDate | undefined>();
  for (const day of allDays.toReversed()) {
    while (next > 0 && (workdays[next - 1] ?? '') > day) next--;
    dues.set(day, workdays[next + n - 1]);
  }
  return dues;
}

/** Reads, of each year, the days that begin no later than its end. */
const years = Array.from({ length: 8 }, (_, i) => String(2019 + i));
const [seven, twenty, forty] = [7, 20, 40].map(duesElsewhere);

describe.each(years)('received on any day of %s', (year) => {
  const days = allDays.filter((day) => day.startsWith(year));
  const due = (day: LocalDate, rule = reply, ...more: ReturnType<typeof at>[]) =>
    dueOn(read([at('confirm', day), ...more], day, rule));

  test('the correction notice, the reply and the extended reply are due when another calendar says', () => {
    expect(days.length).toBeGreaterThan(364);
    expect(days.map((day) => due(day, only(correctionNoticeClock)))).toEqual(days.map((day) => seven?.get(day)));
    expect(days.map((day) => due(day))).toEqual(days.map((day) => twenty?.get(day)));
    expect(days.map((day) => due(day, reply, at('extend', day)))).toEqual(days.map((day) => forty?.get(day)));
  });

  test('what runs into a year nobody has arranged is provisional, and nothing else is', () => {
    const provisional = days.filter((day) => {
      const reading = read([at('confirm', day)], day);
      return 'provisional' in reading && reading.provisional;
    });
    expect(provisional).toEqual(days.filter((day) => (twenty?.get(day) ?? '') >= '2026-12-29'));
  });
});
