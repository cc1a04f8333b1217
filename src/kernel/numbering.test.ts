import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkDocumentNumber,
  defineSeries,
  formatNumber,
  isDocumentNumber,
  parseNumber,
  seriesDefects,
  tidyDocumentNumber,
} from './numbering.ts';

const reply = defineSeries({ key: 'disclosure.reply', label: '依申请公开答复', pattern: '赣药监公开〔{year}〕{n}号' });
const index = defineSeries({ key: 'index', label: '信息索引号', pattern: '014500000/{year}-{n:5}' });

describe('a number series', () => {
  test('spells its numbers', () => {
    expect(formatNumber(reply, 2026, 12)).toBe('赣药监公开〔2026〕12号');
    expect(formatNumber(index, 2026, 12)).toBe('014500000/2026-00012');
    expect(formatNumber(index, 2026, 1_234_567)).toBe('014500000/2026-1234567');
  });

  test('reads back every number it spells', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1949, max: 2999 }), fc.integer({ min: 1, max: 9_999_999 }), (year, n) => {
        expect(parseNumber(reply, formatNumber(reply, year, n))).toEqual({ year, n });
        expect(parseNumber(index, formatNumber(index, year, n))).toEqual({ year, n });
        expect(isDocumentNumber(formatNumber(reply, year, n))).toBe(true);
      }),
    );
  });

  test.each([
    '赣药监公开〔2026〕012号',
    '赣药监公开〔2026〕0号',
    '赣药监公开[2026]12号',
    '赣药监公开〔26〕12号',
    '鄂药监公开〔2026〕12号',
    '赣药监公开〔2026〕12号 ',
    '附赣药监公开〔2026〕12号',
    '',
  ])('%j is not one of its numbers', (text) => {
    expect(parseNumber(reply, text)).toBeUndefined();
  });

  test('characters with a meaning in patterns mean themselves', () => {
    const odd = defineSeries({ key: 'odd', label: '带符号', pattern: 'a.b(c)+{n}/{year}' });
    expect(parseNumber(odd, 'a.b(c)+7/2026')).toEqual({ year: 2026, n: 7 });
    expect(parseNumber(odd, 'axb(c)+7/2026')).toBeUndefined();
  });

  test.each([
    [0, 1],
    [1948, 1],
    [2026.5, 1],
    [2026, 0],
    [2026, -1],
    [2026, 1.5],
    [2026, Number.NaN],
  ])('year %d and sequence %d are refused', (year, n) => {
    expect(() => formatNumber(reply, year, n)).toThrow(RangeError);
  });

  test.each([
    ['赣药监〔{year}〕号', '{n}'],
    ['赣药监{n}号', '{year}'],
    ['赣药监〔{year}〕{n}{n}号', '{n}'],
    ['赣药监〔{year}〕{n}号{office}', '花括号'],
    ['赣药监〔{year}〕第{n}号', '第'],
    ['赣药监〔{year}〕{n:4}号', '虚位'],
  ])('a series declared as %s does not load', (pattern, says) => {
    expect(seriesDefects({ key: 'x', label: '试', pattern }).join()).toContain(says);
    expect(() => defineSeries({ key: 'x', label: '试', pattern })).toThrow(RangeError);
  });
});

describe('发文字号', () => {
  test.each([
    '赣药监公开〔2026〕12号',
    '国办公开办函〔2021〕30号',
    '国办发明电〔2019〕3号',
    '国办发〔2017〕47号',
    '国药监人〔2021〕36号',
  ])('%s is right', (text) => {
    expect(checkDocumentNumber(text)).toBeUndefined();
    expect(tidyDocumentNumber(text)).toBe(text);
  });

  test.each([
    ['国办发[2017]47号', '六角括号'],
    ['国办发（2017）47号', '六角括号'],
    ['国办发〔2017〕第47号', '第'],
    ['国办发〔2017〕047号', '虚位'],
    ['国办发〔17〕47号', '全称'],
    ['国办发〔2017〕47', '组成'],
    ['〔2017〕47号', '组成'],
    ['国务院令第711号', '组成'],
    ['', '组成'],
  ])('%s is refused with the reason', (text, says) => {
    expect(checkDocumentNumber(text)).toContain(says);
    expect(isDocumentNumber(text)).toBe(false);
  });

  test.each([
    ['国办发[2017]47号', '国办发〔2017〕47号'],
    ['国办发（２０１７） 第 047 号', '国办发〔2017〕47号'],
    ['国办发【2017】47号', '国办发〔2017〕47号'],
    ['国务院令第711号', undefined],
    ['国办发2017-47号', undefined],
  ])('%s is tidied to %s', (text, tidy) => {
    expect(tidyDocumentNumber(text)).toBe(tidy);
  });
});
