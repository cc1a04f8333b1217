import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseNumeral, readChineseNumeral } from './numerals.ts';
import { bigrams, queryWords } from './search-words.ts';
import { chinesePunctuation, comparable, firstSentence, fullWidth, halfWidth, tidySpaces } from './text.ts';

describe('one spelling of what people type', () => {
  test.each([
    ['ＡＢＣ　１２３（〔２０２６〕）', 'ABC 123(〔2026〕)'],
    ['药监局，。《》', '药监局,。《》'],
    ['', ''],
  ])('half width of %s', (text, half) => {
    expect(halfWidth(text)).toBe(half);
  });

  test('full width and back is what it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aZ09 ,.!~药监') }), (text) => {
        expect(halfWidth(fullWidth(text))).toBe(text);
      }),
    );
  });

  test.each([
    ['  江西省\u3000药监局 \r\n\t办公室\u200b ', '江西省 药监局 办公室'],
    ['\ufeff', ''],
  ])('spaces of %j', (text, tidy) => {
    expect(tidySpaces(text)).toBe(tidy);
  });

  test.each([
    ['江西省 药监局', '江西省药监局'],
    ['ＧＭＰ 检查 2019 年', 'gmp检查2019年'],
    ['Good  Practice', 'good practice'],
  ])('%s is compared as %s', (text, same) => {
    expect(comparable(text)).toBe(same);
  });

  test.each([
    ['请填写姓名,电话;地址.', '请填写姓名，电话；地址。'],
    ['(办公室)负责', '（办公室）负责'],
    ['version 1.5, ok (yes)', 'version 1.5, ok (yes)'],
    ['增长3.5%,其中', '增长3.5%，其中'],
  ])('%s is punctuated %s', (text, marked) => {
    expect(chinesePunctuation(text)).toBe(marked);
  });

  test.each([
    ['第一句。第二句。', '第一句。'],
    ['他说：“可以。”然后走了。', '他说：“可以。”'],
    ['没有句号', '没有句号'],
    ['', ''],
  ])('the first sentence of %s', (text, first) => {
    expect(firstSentence(text)).toBe(first);
  });

  test('a first sentence too long is cut by characters, not in the middle of one', () => {
    expect(firstSentence('😀'.repeat(10), 4)).toBe('😀😀😀…');
    expect(firstSentence('一二三四', 4)).toBe('一二三四');
  });
});

describe('words for searching', () => {
  test.each([
    ['药监局', ['药监', '监局', '局']],
    ['局', ['局']],
    ['赣药监〔2019〕12号', ['赣药', '药监', '监', '2019', '12', '号']],
    ['ＧＭＰ检查 COVID-19', ['gmp', '检查', '查', 'covid', '19']],
    ['，。《》', []],
  ])('%s is found under %j', (text, words) => {
    expect(bigrams(text)).toEqual(words);
  });

  test.each([
    ['药', [{ word: '药', prefix: true }]],
    [
      '药监局',
      [
        { word: '药监', prefix: false },
        { word: '监局', prefix: false },
      ],
    ],
    ['gm', [{ word: 'gm', prefix: true }]],
    ['g', [{ word: 'g', prefix: false }]],
    [
      '药监药监',
      [
        { word: '药监', prefix: false },
        { word: '监药', prefix: false },
      ],
    ],
    ['  ', []],
  ])('searching for %j looks for %j', (text, words) => {
    expect(queryWords(text)).toEqual(words);
  });

  test('every piece of a text finds the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'药品监督管理局ab1 ，'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
        const chinese = [...whole].filter((c) => /\p{Script=Han}/u.test(c)).join('');
        const [from, to] = [a % (chinese.length + 1), b % (chinese.length + 1)].sort((x, y) => x - y);
        const words = bigrams(chinese);
        for (const { word, prefix } of queryWords(chinese.slice(from, to)))
          expect(words.some((w) => (prefix ? w.startsWith(word) : w === word))).toBe(true);
      }),
    );
  });

  test('a pasted article does not become a query of thousands', () => {
    const article = Array.from({ length: 500 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
    expect(queryWords(article)).toHaveLength(64);
  });
});

describe('Chinese numerals', () => {
  test.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [35, '三十五'],
    [99, '九十九'],
  ])('%i is %s', (n, text) => {
    expect(chineseNumeral(n)).toBe(text);
  });

  test('all ninety-nine read back', () => {
    for (let n = 1; n <= 99; n++) expect(readChineseNumeral(chineseNumeral(n))).toBe(n);
  });

  test.each([0, 100, 1.5, -1, Number.NaN])('%d is refused', (n) => {
    expect(() => chineseNumeral(n)).toThrow(RangeError);
  });

  test.each(['', '一十', '〇', '零', '百', '二', '十十', '二十〇', '12', '一二', '一二十'])(
    '%j is read as nothing unless it is one',
    (text) => {
      expect(readChineseNumeral(text)).toBe(text === '二' ? 2 : undefined);
    },
  );
});
