import { expect, test } from 'vitest';
import { findDeadlines, readDeadline } from './deadlines.ts';

test.each([
  ['2022年底前完成', '2022年底前', '2022-12-31', 'fixed'],
  ['于2022年11月底前上线', '2022年11月底前', '2022-11-30', 'fixed'],
  ['2024年2月底前', '2024年2月底前', '2024-02-29', 'fixed'],
  ['2022年6月30日前报送', '2022年6月30日前', '2022-06-30', 'fixed'],
  ['到2020年底，建成平台', '2020年底', '2020-12-31', 'fixed'],
  ['2022年上半年完成', '2022年上半年完成', '2022-06-30', 'fixed'],
  ['11月底前', '11月底前', '2022-11-30', 'relative'],
  ['年底前完成', '年底前', '2022-12-31', 'relative'],
  ['今年底前完成', '今年底前', '2022-12-31', 'relative'],
  ['年内完成改造', '年内', '2022-12-31', 'relative'],
  ['明年底前完成', '明年底前', '2023-12-31', 'relative'],
  ['第三季度末前', '第三季度末前', '2022-09-30', 'relative'],
  ['10月15日前公布', '10月15日前', '2022-10-15', 'relative'],
])('%s in a plan for 2022', (text, verbatim, dueOn, kind) => {
  expect(findDeadlines(text, 2022)).toEqual([{ verbatim, dueOn, kind }]);
});

test.each([
  ['每季度通报一次', '每季度', 'recurring'],
  ['每年1月31日前公布年度报告', '每年', 'recurring'],
  ['持续推进。', '持续推进', 'standing'],
  ['常态化开展', '常态化开展', 'standing'],
  ['10月前完成', '10月前', 'unclear'],
  ['2024年前完成', '2024年前', 'unclear'],
  ['2022年2月30日前', '2022年2月30日前', 'unclear'],
])('%s has no single date', (text, verbatim, kind) => {
  expect(findDeadlines(text, 2022)).toEqual([{ verbatim, dueOn: null, kind }]);
});

test.each([
  '持续推进“放管服”改革',
  '三年内完成两轮检查',
  '截止2022年底共有三家',
  '一年内不得再次申请',
  '严格按照法定时限答复',
  '近年底数不清',
  '每年都要加强学习',
  '做好2022年度工作',
])('prose is no deadline: %s', (text) => {
  expect(findDeadlines(text, 2022)).toEqual([]);
});

test('without a plan year a bare month is left for a person', () => {
  expect(findDeadlines('11月底前完成', undefined)).toEqual([{ verbatim: '11月底前', dueOn: null, kind: 'unclear' }]);
});

test.each([
  ['年底前', '2022-12-31', 'relative'],
  ['持续推进', null, 'standing'],
  ['全年', null, 'standing'],
  ['每季度', null, 'recurring'],
  ['2022年11月', '2022-11-30', 'fixed'],
  ['2022.6.30', '2022-06-30', 'fixed'],
  ['按上级要求', null, 'unclear'],
])('a deadline cell %s', (cell, dueOn, kind) => {
  expect(readDeadline(cell, 2022)).toEqual([{ verbatim: cell, dueOn, kind }]);
});

test('an empty cell sets no deadline', () => {
  expect(['', '/', '—', '无'].map((cell) => readDeadline(cell, 2022))).toEqual([[], [], [], []]);
});
