import { describe, expect, it, test } from 'vitest';
import { checkWording, scanParagraphsInTurns, scanText } from './index.ts';
import { mayBegin } from './rules/identity.ts';

const LARGEST_BODY = 590_000;
const filled = (piece: string) => piece.repeat(Math.ceil(LARGEST_BODY / piece.length)).slice(0, LARGEST_BODY);

/** How often a finding was worked out: each asks once where it stands. */
function worked(scan: (where: () => string) => readonly unknown[]) {
  let asked = 0;
  const found = scan(() => {
    asked += 1;
    return '正文';
  });
  return { asked, found: found.length };
}

describe('a text that is nothing but findings', () => {
  it.each([
    ['mobile numbers', '13812345678,'],
    ['old identity numbers', '360199900101123 '],
    ['identity numbers without a right check digit', '360199199003071230 '],
    ['personal mail', 'zhang@qq.com '],
  ])('has no more of them worked out than are told: %s', (_, piece) => {
    const { asked, found } = worked((where) => scanText(filled(piece), { where }));
    expect(found).toBe(51);
    expect(asked).toBe(51);
  });

  it('of wrong words neither', () => {
    const { asked, found } = worked((where) => checkWording(filled('布署'), { where }));
    expect([asked, found]).toEqual([51, 51]);
  });

  test('what is left out is counted, and another remainder is another finding', () => {
    const [a, b] = [12, 13].map((more) => {
      const last = scanText('13812345678,'.repeat(50 + more), { where: '正文' }).at(-1);
      expect(last?.excerpt).toContain(`还有 ${more} 处`);
      return last?.fingerprint;
    });
    expect(a).not.toBe(b);
  });
});

describe('a long row of digits', () => {
  it.each([
    // One place in ten could be a month and a day (0123), and is looked at more closely.
    ['1234567890', 0.1],
    ['0', 0],
    ['9', 0],
    ['55443322', 0],
  ])('of %s is passed over without a closer look', (piece, most) => {
    const digits = filled(piece);
    let looked = 0;
    for (let at = 0; at + 15 <= digits.length; at++) if (mayBegin(digits, at)) looked += 1;
    expect(looked).toBeLessThanOrEqual(digits.length * most);
  });

  it('still gives up the number it hides', () => {
    const hidden = `${'5'.repeat(5000)}11010519491231002X${'5'.repeat(5000)}`;
    expect(scanText(hidden, { where: '正文' }).map(({ rule }) => rule)).toContain('identity/citizen-id');
  });
});

it('lets others have their turn while a long body is looked through', async () => {
  let turns = 0;
  let over = false;
  const others = () => {
    turns += 1;
    if (!over) setImmediate(others);
  };
  setImmediate(others);
  const found = await scanParagraphsInTurns([filled('13812345678,')], { where: '正文' });
  over = true;
  expect(turns).toBeGreaterThanOrEqual(8);
  expect(found).toEqual(scanText(filled('13812345678,'), { where: '正文第 1 段' }));
});
