import fc from 'fast-check';
import { expect, test } from 'vitest';
import { titleLines } from './title-lines.ts';

const ORGAN = '江西省药品监督管理局';

test.each([
  ['政府信息公开申请答复书'],
  ['江西省药品监督管理局关于张三', '政府信息公开申请的答复'],
  ['江西省药品监督管理局关于对省十四届人大', '四次会议第123号建议的答复'],
])('%s', (...lines) => {
  expect(titleLines(lines.join(''), ORGAN)).toEqual(lines);
});

test('the name of the organ is not parted', () => {
  const lines = titleLines(
    '江西省药品监督管理局办公室关于印发《药品生产企业分级分类监督管理办法（试行）》的通知',
    ORGAN,
  );
  expect(lines[0]).toContain(ORGAN);
});

const length = (text: string) => [...text].reduce((sum, c) => sum + (/[\u0020-\u024f]/u.test(c) ? 0.6 : 1), 0);

test('lines fit, hold the whole title, and begin with no closing mark', () => {
  const words = fc.constantFrom(
    '药品',
    '监督',
    '关于',
    '《',
    '办法',
    '》',
    '（试行）',
    '的',
    '通知',
    '2026年',
    '第12号',
    '，',
    'GMP',
  );
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 40 }), (parts) => {
      const title = parts.join('').replace(/^[》，]+/u, '') || '通知';
      const lines = titleLines(title, ORGAN);
      expect(lines.join('')).toBe(title);
      for (const line of lines) expect(length(line)).toBeLessThanOrEqual(20);
    }),
  );
});

test('two lines are not of one length where words allow it', () => {
  const [first = '', second = ''] = titleLines('关于进一步加强药品经营企业监督检查工作有关事项的通知', ORGAN);
  expect(Math.abs(first.length - second.length)).toBeGreaterThanOrEqual(2);
});

test.each(['x'.repeat(100), '药'.repeat(100), '》'.repeat(60), '《'.repeat(60)])(
  '%s comes to an end and fits',
  (title) => {
    const lines = titleLines(title, ORGAN);
    expect(lines.join('')).toBe(title);
    for (const line of lines) expect(length(line)).toBeLessThanOrEqual(20);
  },
);
