import { expect, test } from 'vitest';
import { makeCalendar } from '#kernel/calendar.ts';
import { localDate } from '#kernel/dates.ts';
import { typeFacts } from './type-facts.ts';
import { generalTypes } from './types.gen.ts';

const calendar = makeCalendar(
  [{ on: localDate('2026-03-16'), kind: 'holiday', name: '测试', version: 1 }],
  [{ year: 2026, version: 1, noticeTitle: '测试' }],
);
const factsOf = (key: string, data: Record<string, unknown>) => {
  const type = generalTypes.find((one) => one.key === key);
  return type ? typeFacts(type, data, calendar).map(({ term, value }) => `${term}：${value}`) : [];
};

test('a page shows what its type declares, dates and choices in words, and nothing that is for staff', () => {
  expect(factsOf('public-notice', { from: '2026-03-02', until: '2026-03-09', objections: '人事处' })).toEqual([
    '公示开始：2026年3月2日',
    '公示截止：2026年3月9日',
    '异议受理：人事处',
  ]);
  expect(factsOf('finance', { kind: 'accounts', year: 2025 })).toEqual(['财政信息类别：部门决算', '所属年度：2025']);
  expect(factsOf('policy', { interpretation: 'not-needed', interpretationReason: '内部事项' })).toEqual([]);
  const norm = generalTypes.find((one) => one.key === 'normative-document');
  const dates = { unifiedNumber: '规2026-1', effectiveOn: '2026-04-01', validUntil: '2031-03-31' };
  expect(norm && typeFacts(norm, dates, calendar).map(({ term }) => term)).toEqual([
    '统一编号',
    '施行日期',
    '有效期至',
  ]);
  expect(norm && typeFacts(norm, dates, calendar, true).map(({ term }) => term)).toEqual(['统一编号']);
  expect(factsOf('personnel', { kind: 'nothing of the sort' })).toEqual([]);
});

test.each([
  ['2026-03-06', '2026年3月6日'],
  ['2026-03-07', '2026年3月7日（休息日，顺延至2026年3月9日）'],
  ['2026-03-14', '2026年3月14日（休息日，顺延至2026年3月17日）'],
])('the last day of a period of the public, announced as %s, is told as %s', (until, words) => {
  expect(factsOf('public-notice', { until })).toEqual([`公示截止：${words}`]);
  expect(factsOf('normative-document', { commentsUntil: until })).toEqual([`征求意见结束：${words}`]);
});

test.each([
  ['2026-01-01', '2026年3月7日（休息日，顺延至2026年3月9日）'],
  ['2025-12-31', '2026年3月7日'],
])('of a period begun on %s, which may be before rest days moved anything, as %s', (begun, words) => {
  const until = '2026-03-07';
  expect(factsOf('public-notice', { from: begun, until }).at(-1)).toBe(`公示截止：${words}`);
  expect(factsOf('normative-document', { commentsFrom: begun, commentsUntil: until }).at(-1)).toBe(
    `征求意见结束：${words}`,
  );
});
