import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anchorAt, findQuote } from './quote-anchor.ts';

const TEXT = '各药品批发企业应当于三月底前报送年度报告。报送方式为网上办事大厅。逾期不报送的，按照有关规定处理。';
const anchorOf = (quote: string, text = TEXT) =>
  anchorAt(text, text.indexOf(quote), text.indexOf(quote) + quote.length);
const found = (text: string, quote: string) => {
  const place = findQuote(text, anchorOf(quote));
  return place && [text.slice(place.start, place.end), place.exact];
};

describe('words of a text found again after it changed', () => {
  test.each([
    ['nothing changed', TEXT, '报送方式为网上办事大厅', ['报送方式为网上办事大厅', true]],
    ['something was put before', `为了规范管理，现通知如下。${TEXT}`, '三月底前', ['三月底前', true]],
    [
      'the sentence was moved to the end',
      '报送方式为网上办事大厅。各药品批发企业应当于三月底前报送年度报告。',
      '三月底前',
      ['三月底前', true],
    ],
    [
      'the words were changed in part',
      TEXT.replace('三月底前报送', '四月底前报送'),
      '于三月底前报送年度报告',
      ['于四月底前报送年度报告', false],
    ],
    ['the words were rewritten', TEXT.replace('三月底前', '每季度终了后十日内'), '三月底前', undefined],
    ['the sentence is gone', TEXT.replace('报送方式为网上办事大厅。', ''), '报送方式为网上办事大厅。', undefined],
    ['all of it is another text', '本通知自印发之日起施行。', '三月底前', undefined],
  ])('%s', (_, text, quote, place) => expect(found(text, quote)).toEqual(place));

  it('of two equal sentences it is the one with the same neighbours', () => {
    const text = '甲企业应当报告。乙企业应当报告。';
    const second = anchorAt(text, text.lastIndexOf('应当报告'), text.lastIndexOf('应当报告') + 4);
    const changed = '丙企业应当报告。甲企业应当报告。乙企业应当报告。';
    expect(findQuote(changed, second)?.start).toBe(changed.lastIndexOf('应当报告'));
  });

  it('in an unchanged text every stretch is found where it was', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[甲乙丙。]{1,60}$/), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % text.length, (b % text.length) + 1].sort((one, other) => one - other) as [
          number,
          number,
        ];
        if (start === end) return;
        const place = findQuote(text, anchorAt(text, start, end));
        expect(place?.exact).toBe(true);
        // An equal stretch with equal surroundings elsewhere cannot be told apart by them; the place decides.
        expect(place?.start).toBe(start);
      }),
    );
  });

  it('what was written before or after it does not lose it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[甲乙丙]{0,40}$/), fc.stringMatching(/^[甲乙丙]{0,40}$/), (before, after) => {
        const text = before + TEXT + after;
        const place = findQuote(text, anchorOf('网上办事大厅'));
        expect(place?.start).toBe(before.length + TEXT.indexOf('网上办事大厅'));
      }),
    );
  });
});
