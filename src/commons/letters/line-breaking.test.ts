import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenLines } from './line-breaking.ts';
import { printable } from './printable.ts';

// Ten characters in a line, each one wide; Latin letters and digits are half.
const measure = (text: string) => [...text].reduce((sum, c) => sum + (/[\u0020-\u024f]/u.test(c) ? 0.5 : 1), 0);
const broken = (text: string, first = 10) => brokenLines(text, measure, first, 10).map((line) => line.text);

test.each([
  ['a short text is one line', '一二三四五六七八九十', ['一二三四五六七八九十']],
  ['a text is parted where the line is full', '一二三四五六七八九十甲乙', ['一二三四五六七八九十', '甲乙']],
  ['a closing mark hangs and does not begin a line', '一二三四五六七八九十，甲乙', ['一二三四五六七八九十，', '甲乙']],
  ['two closing marks take a character with them', '一二三四五六七八九十”。甲乙', ['一二三四五六七八九', '十”。甲乙']],
  ['an opening mark does not end a line', '一二三四五六七八九《甲乙》', ['一二三四五六七八九', '《甲乙》']],
  ['a number is whole', '一二三四五六七八九2026甲', ['一二三四五六七八九', '2026甲']],
  ['a number keeps its unit', '一二三四五六七八2026年甲', ['一二三四五六七八', '2026年甲']],
  ['a share is whole', '一二三四五六七八九12.5%', ['一二三四五六七八九', '12.5%']],
  ['dashes are whole and do not begin a line', '一二三四五六七八九——甲', ['一二三四五六七八', '九——甲']],
  ['an ellipsis is whole and does not begin a line', '一二三四五六七八九……甲', ['一二三四五六七八', '九……甲']],
  ['a word is whole', '一二三四五六七八Sunlit甲', ['一二三四五六七八', 'Sunlit甲']],
  [
    'a long address is parted after its marks',
    '见https://a.gov.cn/abcdefgh/ijklm甲',
    ['见https://a.gov.cn/', 'abcdefgh/ijklm甲'],
  ],
  ['a word longer than a line is parted anywhere', 'x'.repeat(45), ['x'.repeat(20), 'x'.repeat(20), 'x'.repeat(5)]],
  ['a number longer than a line is parted anywhere', '9'.repeat(45), ['9'.repeat(20), '9'.repeat(20), '9'.repeat(5)]],
  ['a blank at the joint goes', '一二三四五六七八九十 甲乙', ['一二三四五六七八九十', '甲乙']],
  ['nothing is no line', '', []],
  ['marks alone still come to an end', '。'.repeat(25), ['。'.repeat(10), '。'.repeat(10), '。'.repeat(5)]],
])('%s', (_rule, text, lines) => {
  expect(broken(text)).toEqual(lines);
});

test('the first line is shorter by its indent', () => {
  expect(broken('一二三四五六七八九十甲乙', 8)).toEqual(['一二三四五六七八', '九十甲乙']);
});

const TEXT = fc
  .array(fc.constantFrom(...'国家药监局一二，。、；：“”（）《》——……a1b2.%/ 2026年￥第X'), { maxLength: 120 })
  .map((characters) => characters.join(''));

const ANYTHING = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x3000 }), fc.integer({ min: 0, max: 0x10ffff })), { maxLength: 60 })
  .map((codePoints) => printable(String.fromCodePoint(...codePoints)));

test('no character is lost, none is added, and every line fits but for one hanging mark', () => {
  fc.assert(
    fc.property(fc.oneof(TEXT, ANYTHING), fc.integer({ min: 2, max: 30 }), (text, width) => {
      const lines = brokenLines(text, measure, width, width);
      expect(
        lines
          .map((line) => line.text)
          .join('')
          .replaceAll(' ', ''),
      ).toBe(text.replaceAll(' ', ''));
      for (const line of lines) {
        const fits = line.hanging ? line.text.slice(0, -1) : line.text;
        expect(measure(fits)).toBeLessThanOrEqual(width + 0.01);
      }
    }),
  );
});

test('no line begins with a closing mark where a character before could come along', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('国', '家', '药品', '，', '。', '”。', '（监', '》'), { maxLength: 80 }),
      (parts) => {
        const lines = brokenLines(parts.join('').replace(/[，。”》]{3,}/gu, '。'), measure, 10, 10).map(
          (line) => line.text,
        );
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。”》]/u);
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《“]$/u);
      },
    ),
  );
});
