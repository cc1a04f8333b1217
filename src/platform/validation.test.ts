import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { checked, defectsOf } from './validation.ts';

const Letter = Type.Object(
  {
    title: Type.String({ minLength: 2, maxLength: 5, title: '标题' }),
    pages: Type.Integer({ minimum: 1, maximum: 9, title: '页数' }),
    sentOn: Type.Optional(Type.String({ format: 'date', title: '发出日期' })),
    kind: Type.Union([Type.Literal('a'), Type.Literal('b')], { title: '种类' }),
    copies: Type.Optional(
      Type.Array(
        Type.Object({ to: Type.String({ minLength: 1, title: '抄送单位' }) }, { additionalProperties: false }),
        { maxItems: 2, title: '抄送' },
      ),
    ),
  },
  { additionalProperties: false },
);

const fieldsOf = (value: unknown) => {
  try {
    checked(Letter, value);
    return {};
  } catch (error) {
    if (error instanceof AppError) return error.fields;
    throw error;
  }
};

describe('what was typed is checked all at once, in sentences', () => {
  test('what fits comes back as it is', () => {
    const letter = { title: '通知', pages: 2, kind: 'a' as const };
    expect(checked(Letter, letter)).toBe(letter);
  });

  test('everything missing is named, each field once', () => {
    expect(fieldsOf({})).toEqual({ title: '请填写「标题」', pages: '请填写「页数」', kind: '请选择「种类」' });
  });

  test('what is chosen is to be chosen, a record by its id and several of them too; a day is written', () => {
    const uuid = { format: 'uuid' };
    const Form = Type.Object({
      unit: Type.String({ title: '单位', ...uuid }),
      people: Type.Array(Type.String(uuid), { title: '人员' }),
      on: Type.String({ title: '日期', format: 'date' }),
    });
    expect(defectsOf(Form, {})).toEqual({ unit: '请选择「单位」', people: '请选择「人员」', on: '请填写「日期」' });
  });

  test.each([
    [{ title: '短', pages: 2, kind: 'a' }, { title: '「标题」至少要有 2 个字' }],
    [{ title: '太长的标题了', pages: 2, kind: 'a' }, { title: '「标题」不能超过 5 个字' }],
    [{ title: '通知', pages: 0, kind: 'a' }, { pages: '「页数」不能小于 1' }],
    [{ title: '通知', pages: 10, kind: 'a' }, { pages: '「页数」不能大于 9' }],
    [{ title: '通知', pages: 'x', kind: 'a' }, { pages: '「页数」的类型不对，请检查后重新填写' }],
    [
      { title: '通\n知', pages: 0, kind: 'a' },
      { title: '「标题」里有换行，请写成一行', pages: '「页数」不能小于 1' },
    ],
    [{ title: '通知', pages: 2, kind: 'c' }, { kind: '「种类」请从给出的选项中选择' }],
    [
      { title: '通知', pages: 2, kind: 'a', sentOn: '2026-02-30' },
      { sentOn: '「发出日期」应是真实的日期，例如 2026-11-30' },
    ],
    [{ title: '通知', pages: 2, kind: 'a', extra: 1 }, { extra: '不认识的字段：「extra」' }],
    [
      { title: '通知', pages: 2, kind: 'a', copies: [{ to: '办公室', extra: 1 }] },
      { 'copies.0.extra': '不认识的字段：「extra」' },
    ],
    [{ title: '通知', pages: 2, kind: 'a', copies: [{ to: '' }] }, { 'copies.0.to': '请填写「抄送单位」' }],
    [{ title: '通知', pages: 2, kind: 'a', copies: [{}, {}, {}] }, { copies: '「抄送」不能超过 2 项' }],
  ])('%j', (value, expected) => {
    expect(fieldsOf(value)).toMatchObject(expected);
  });
});

test('tells of every blank field at once, however many there are', () => {
  const names = Array.from({ length: 30 }, (_, at) => `f${at}`);
  const schema = Type.Object(
    Object.fromEntries(names.map((name) => [name, Type.String({ title: name, minLength: 1 })])),
  );
  const blank = Object.fromEntries(names.map((name) => [name, '']));
  expect(Object.keys(defectsOf(schema, blank) ?? {}).sort()).toEqual(names.sort());
});
