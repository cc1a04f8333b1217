import { describe, expect, test } from 'vitest';
import { addWorkdays, isSettled } from '#kernel/calendar.ts';
import { localDate } from '#kernel/dates.ts';
import { referenceCalendar } from '../reference.ts';
import { differences, linesOf, newVersions, readDays, withVersions } from './announcement.ts';

const calendar = await referenceCalendar();

const WHOLE = [
  'date,kind,name',
  '2027-01-01,holiday,元旦',
  '2027-02-05,holiday,春节',
  '2027-02-06,holiday,春节',
  '2027-02-07,holiday,春节',
  '2027-02-08,holiday,春节',
  '2027-05-01,holiday,劳动节',
  '2027-05-02,holiday,劳动节',
  '2027-05-03,holiday,劳动节',
  '2027-05-08,make-up,劳动节',
  '2027-10-01,holiday,国庆节',
  '2027-10-02,holiday,国庆节',
  '2027-10-03,holiday,国庆节',
];
const whole = (...more: string[]) => [...WHOLE, ...more].join('\n');

describe('the days of a notice', () => {
  test('are read, with or without the version of the reference file, in their order', () => {
    const { days, defects } = readDays(whole(), 2027);
    expect(defects).toEqual([]);
    expect(days).toHaveLength(12);
    const versioned = WHOLE.map((line, i) => (i === 0 ? `${line},version` : `${line},1`)).reverse();
    expect(readDays([versioned.at(-1), ...versioned.slice(0, -1)].join('\r\n'), 2027)).toEqual({ days, defects: [] });
  });

  test.each([
    ['2027-01-01,make-up,元旦', '第 14 行：2027年1月1日本来就是工作日'],
    ['2027-05-08,holiday,劳动节', '2027年5月8日既写了放假，又写了调休上班'],
    ['2027-05-03,holiday,劳动节', '2027年5月3日写了两次'],
    ['2028-01-01,holiday,元旦', '第 14 行：2028-01-01 不在 2027 年'],
    ['2026-12-28,holiday,元旦', '第 14 行：2026-12-28 不在 2027 年'],
    ['2027-13-01,holiday,元旦', '第 14 行：「2027-13-01」不是日期'],
    ['2027-06-09,rest,端午节', '第 14 行：「rest」不是安排'],
    ['2027-06-09,holiday,', '第 14 行：没有写节日名称'],
  ])('%s is refused: %s', (line, sentence) => {
    expect(readDays(whole(line), 2027).defects.join('；')).toContain(sentence);
  });

  test('are read as the notice has them: days in a row in one line, in Chinese, with commas or spaces', () => {
    const { days } = readDays(whole(), 2027);
    const written = [
      '2027-01-01 放假 元旦',
      '',
      '2027-02-05 至 2027-02-08，放假，春节',
      '2027-05-01至2027-05-03 放假 劳动节',
      '2027-05-08 上班 劳动节',
      '2027-10-01~2027-10-03 放假 国庆节',
    ];
    expect(readDays(written.join('\n'), 2027)).toEqual({ days, defects: [] });
  });

  test.each([
    ['2027-06-11至2027-06-09 放假 端午节', '第 14 行：2027-06-11至2027-06-09的起止日期不对'],
    ['2027-06-01至2027-07-30 放假 端午节', '起止日期不对'],
    ['2027-12-30至2028-01-02 放假 元旦', '第 14 行：2028-01-01 不在 2027 年'],
    ['2027-06-12至2027-06-14 上班 端午节', '2027年6月14日本来就是工作日'],
    ['2027-06-09至六月 放假 端午节', '「六月」不是日期'],
  ])('%s is refused: %s', (line, sentence) => {
    expect(readDays(whole(line), 2027).defects.join('；')).toContain(sentence);
  });

  test('are refused where a statutory festival is a working day', () => {
    expect(readDays(WHOLE.filter((line) => !line.includes('10-02')).join('\n'), 2027).defects).toEqual([
      '缺少法定节日：2027年10月2日应当放假',
    ]);
  });

  test('all of them are told at once', () => {
    expect(readDays(whole('x,holiday,元旦', '2027-05-08,holiday,劳动节'), 2027).defects).toHaveLength(2);
  });
});

describe('what a notice makes of the calendar', () => {
  test('every year that came with the product is no change to itself', () => {
    for (const year of calendar.years.keys()) expect(newVersions(linesOf(calendar, year), year, calendar)).toEqual([]);
  });

  test('a new year is its first version, and dates counted into it are settled', () => {
    const versions = newVersions(readDays(whole(), 2027).days, 2027, calendar);
    expect(versions.map(({ year, version }) => [year, version])).toEqual([[2027, 1]]);
    const after = withVersions(calendar, versions, '通知');
    const from = localDate('2026-12-21');
    expect(addWorkdays(from, 20, calendar)).toEqual({ on: '2027-01-19', provisional: true });
    expect(addWorkdays(from, 20, after)).toEqual({ on: '2027-01-19', provisional: false });
    expect(addWorkdays(localDate('2027-01-20'), 20, after).on).toBe('2027-02-19');
    expect(isSettled(localDate('2026-12-31'), after)).toBe(true);
  });

  test('one that reaches back makes a version of the year before, with what stood there', () => {
    const versions = newVersions(readDays(whole('2026-12-31,holiday,元旦'), 2027).days, 2027, calendar);
    expect(versions.map(({ year, version }) => [year, version])).toEqual([
      [2026, 2],
      [2027, 1],
    ]);
    expect(versions[0]?.days).toHaveLength(linesOf(calendar, 2026).length + 1);
    const after = withVersions(calendar, versions, '通知');
    expect(differences(versions, calendar, after).slice(0, 2)).toEqual([
      { on: '2026-12-31', was: '工作日', becomes: '放假（元旦）' },
      { on: '2027-02-05', was: '工作日', becomes: '放假（春节）' },
    ]);
  });
});
