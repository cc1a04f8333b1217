import fc from 'fast-check';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { misleading, misleadingIn } from './text-guard.ts';

test.each([
  ['turns the direction of writing', '关于\u202egnp.公告', 'U+202E（在“关于”之后）'],
  ['embeds a direction', '\u2066通知', 'U+2066（在开头）'],
  ['marks a direction', '甲\u200f', 'U+200F（在“甲”之后）'],
  ['rings a bell', '甲\u0007', 'U+0007（在“甲”之后）'],
  ['is a control of the upper half', '甲\u0085乙', 'U+0085（在“甲”之后）'],
  ['hides a tag', '甲\u{e0041}', 'U+E0041（在“甲”之后）'],
  ['has no width, in a name', '法规\u200b处', 'U+200B（在“法规”之后）'],
  ['is a byte order mark, in a name', '法规\ufeff处', 'U+FEFF（在“法规”之后）'],
])('a character that %s is found and its place told', (_what, text, words) => {
  expect(misleading(text)).toBe(`有看不见的控制字符 ${words}，请删除后重新填写`);
});

test.each([
  ['lines and tabs', '一\n二\r\n三\t四'],
  ['what Word puts between lines', '一\v二\f三'],
  ['a family of emoji', '家人👨‍👩‍👧好'],
  ['rare characters', '𠮷野家'],
  ['marks without width in a text of several lines', '从网页\u200b复制\n的文字'],
  ['a soft hyphen', 'docu\u00adment'],
])('%s pass', (_what, text) => {
  expect(misleading(text)).toBeUndefined();
});

test('every direction-turning character is refused, wherever it stands and however long the text', () => {
  const turning = [
    '\u061c',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...turning), fc.string(), fc.string(), fc.nat(2000), (mark, before, after, length) => {
      expect(misleading(`${before}${'文'.repeat(length)}${mark}${after}\n`)).toBeDefined();
    }),
  );
});

test('a form is told of every field by the name people know', () => {
  const schema = Type.Object({
    title: Type.String({ title: '标题' }),
    rows: Type.Array(Type.Object({ name: Type.String({ title: '机构名称' }) })),
  });
  const error = misleadingIn(
    { title: 'a\u202eb', rows: [{ name: '甲' }, { name: '乙\u200b' }], other: 'x\u2069' },
    schema,
  );
  expect(error?.fields).toEqual({
    title: '「标题」里有看不见的控制字符 U+202E（在“a”之后），请删除后重新填写',
    'rows.1.name': '「机构名称」里有看不见的控制字符 U+200B（在“乙”之后），请删除后重新填写',
    other: '填写的内容里有看不见的控制字符 U+2069（在“x”之后），请删除后重新填写',
  });
});
