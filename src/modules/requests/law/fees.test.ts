import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feeCommand } from './commands-line.ts';
import { quote } from './fees.ts';

describe('the vectors of the regulation pack §3', () => {
  test.each([
    [0, 0],
    [1, 0],
    [10, 0],
    [11, 100],
    [30, 2000],
    [31, 2200],
    [40, 4000],
    [41, 4300],
    [50, 7000],
    [51, 7400],
    [60, 11_000],
    [61, 11_500],
  ])('%i items in a month: %i yuan', (items, total) => {
    expect(quote({ items }).total).toBe(total);
  });

  test.each([
    [0, 0],
    [30, 0],
    [31, 10],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
    [250, 4700],
  ])('%i pages: %i yuan', (pages, total) => {
    expect(quote({ pages }).total).toBe(total);
  });
});

test('the bill shows its bands', () => {
  expect(quote({ items: 33 }).lines).toEqual([
    { from: 1, to: 10, count: 10, price: 0, amount: 0 },
    { from: 11, to: 30, count: 20, price: 100, amount: 2000 },
    { from: 31, to: 33, count: 3, price: 200, amount: 600 },
  ]);
});

const measure = fc.oneof(
  fc.integer({ min: 0, max: 9_998 }).map((items) => ({ items })),
  fc.integer({ min: 0, max: 99_999 }).map((pages) => ({ pages })),
);

test('the bands lie end to end, hold every piece once, and their amounts are the total', () => {
  fc.assert(
    fc.property(measure, (asked) => {
      const { lines, count, total } = quote(asked);
      expect(lines.reduce((sum, line) => sum + line.count, 0)).toBe(count);
      expect(lines.reduce((sum, line) => sum + line.count * line.price, 0)).toBe(total);
      for (const [i, { from, to, count: within }] of lines.entries()) {
        expect(from).toBe((lines[i - 1]?.to ?? 0) + 1);
        expect(within).toBe(to - from + 1);
      }
    }),
  );
});

test('one piece more never costs less than the one before it', () => {
  const next = (asked: { readonly items: number } | { readonly pages: number }) =>
    'items' in asked ? { items: asked.items + 1 } : { pages: asked.pages + 1 };
  fc.assert(
    fc.property(measure, (asked) => {
      const [one, two, three] = [asked, next(asked), next(next(asked))].map((m) => quote(m).total);
      expect((three ?? 0) - (two ?? 0)).toBeGreaterThanOrEqual((two ?? 0) - (one ?? 0));
    }),
  );
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 10_001])('%d items are refused', (items) => {
  expect(() => quote({ items })).toThrow('件数应为 0 至 10000 的整数');
});

describe('sunlit fee quote', () => {
  const printed = async (line: string) => {
    const lines: string[] = [];
    expect(await feeCommand.pure?.(line.split(' ').filter(Boolean), (text) => lines.push(text))).toBe(0);
    return lines.join('\n');
  };

  test('in words', async () => {
    const told = await printed('--items 31');
    expect(told).toContain('第 31 至 31 件：1 件 × 200 元 = 200 元');
    expect(told).toContain('31 件，共 2200 元');
    expect(await printed('--pages=0')).toContain('0 页，共 0 元');
  });

  test('for programs', async () => {
    expect(JSON.parse(await printed('--pages 250 --json'))).toEqual(quote({ pages: 250 }));
  });

  test.each([
    ['', '用法：sunlit fee quote'],
    ['--items', '用法：sunlit fee quote'],
    ['31', '用法：sunlit fee quote'],
    ['--sheets 31', '用法：sunlit fee quote'],
    ['--items 31 --pages 5', '只能选择按件或者按页中的一种'],
    ['--items=-3', '「-3」不是整数'],
    ['--items 3.5', '「3.5」不是整数'],
    ['--items 1e3', '「1e3」不是整数'],
    ['--items 20000', '件数应为 0 至 10000 的整数'],
    ['--pages 9000000', '页数应为 0 至 1000000 的整数'],
  ])('%s is refused: %s', async (line, sentence) => {
    await expect(printed(line)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(sentence) });
  });
});
