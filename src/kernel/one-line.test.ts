import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { brokenLine, isOneLine } from './one-line.ts';

test.each([
  ['a name', Type.String({ maxLength: 60 }), true],
  ['a name that may be taken away', Type.Union([Type.String({ maxLength: 60 }), Type.Null()]), true],
  ['a line as long as a line may be', Type.String({ maxLength: 200 }), true],
  ['more than a line', Type.String({ maxLength: 201 }), false],
  ['what says that it is several lines', Type.String({ maxLength: 60, 'x-widget': 'textarea' }), false],
  ['a day', Type.String({ format: 'date', maxLength: 10 }), false],
  ['a number', Type.Integer(), false],
  ['a choice', Type.Union([Type.Literal('a'), Type.Literal('b')]), false],
  ['nothing', undefined, false],
])('%s', (_what, schema, is) => {
  expect(isOneLine(schema)).toBe(is);
});

test.each(['\n', '\r', '\v', '\f', '\u2028', '\u2029'])('%j breaks a line', (mark) => {
  expect(brokenLine(`甲${mark}乙`)).toBe('有换行，请写成一行');
});

test.each(['甲乙', '甲 乙', '甲\u3000乙', '甲\t乙', ''])('%j is one line', (text) => {
  expect(brokenLine(text)).toBeUndefined();
});
