import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printCsv, readCsv } from './csv.ts';

const cell = fc.oneof(
  fc.string(),
  fc.constantFrom('', '=1+1', '+86', "'=x", '-', '@a', "'", '"', 'a,b', 'a\r\nb', '\tx', '＝1', "''=", '处长'),
);

describe('comma-separated values', () => {
  test('what is written is read back the same, whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        // A row of one empty cell and no row at all look alike in the format.
        fc.pre(rows.every((row) => row.length > 1 || row[0] !== ''));
        expect(readCsv(printCsv(rows))).toEqual({ rows });
      }),
    );
  });

  test('no cell begins with what a spreadsheet would run', () => {
    fc.assert(
      fc.property(cell, (value) => {
        const written = printCsv([[value, 'x']])
          .slice(1)
          .replace(/^"/, '');
        expect(written).not.toMatch(/^[=+\-@\t]/);
      }),
    );
  });

  test.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a\r"1\r\n2"', [['a'], ['1\r\n2']]],
    ['\ufeffa,"b ""c"""\n', [['a', 'b "c"']]],
    ['a,\n', [['a', '']]],
    ['a,', [['a', '']]],
    ['', []],
  ])('%j is read by its rows', (text, rows) => {
    expect(readCsv(text)).toEqual({ rows });
  });

  test.each([
    ['a\n"b', 2, '没有配对'],
    ['a\nb"c', 2, '两端'],
    ['"a"b', 1, '之后还有文字'],
  ])('%j is refused in the row where the quoting breaks', (text, row, words) => {
    expect(readCsv(text)).toMatchObject({ row, refusal: expect.stringContaining(words) });
  });
});
