import { expect, test } from 'vitest';
import { typeFacts } from './type-facts.ts';
import { generalTypes } from './types.gen.ts';

const factsOf = (key: string, data: Record<string, unknown>) => {
  const type = generalTypes.find((one) => one.key === key);
  return type ? typeFacts(type, data).map(({ term, value }) => `${term}：${value}`) : [];
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
  expect(norm && typeFacts(norm, dates).map(({ term }) => term)).toEqual(['统一编号', '施行日期', '有效期至']);
  expect(norm && typeFacts(norm, dates, true).map(({ term }) => term)).toEqual(['统一编号']);
  expect(factsOf('personnel', { kind: 'nothing of the sort' })).toEqual([]);
});
