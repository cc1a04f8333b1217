import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { CountersignAnswerBody, CountersignBody } from '#commons/casework/contract.ts';
import { fieldsOf, filled, missing, sectionsOf } from './schema-reading.ts';

const one = (schema: object, required = true) =>
  fieldsOf({ properties: { it: schema }, required: required ? ['it'] : [] })[0];

describe('what becomes of a schema', () => {
  test.each([
    ['a short text', Type.String({ maxLength: 80 }), 'text'],
    ['a long text', Type.String({ maxLength: 1000 }), 'textarea'],
    ['a text asked for as several lines', Type.String({ 'x-widget': 'textarea' }), 'textarea'],
    ['a date', Type.String({ format: 'date' }), 'date'],
    ['a whole number', Type.Integer(), 'integer'],
    ['a number', Type.Number(), 'number'],
    ['a tick', Type.Boolean(), 'tick'],
    ['a question with two answers', Type.Boolean({ 'x-labels': { true: '同意', false: '不同意' } }), 'yes-no'],
    ['a choice', Type.Union([Type.Literal('a', { title: '甲' }), Type.Literal('b', { title: '乙' })]), 'choice'],
    ['several of a list', Type.Array(Type.Unsafe({ type: 'string', enum: ['a', 'b'] })), 'choices'],
    ['a unit', Type.String({ 'x-widget': 'unit' }), 'unit'],
    ['files', Type.Array(Type.String(), { 'x-widget': 'files' }), 'files'],
  ])('%s', (_name, schema, kind) => expect(one(schema)?.kind).toBe(kind));

  test('the words of a choice are the titles of its branches', () => {
    const schema = Type.Union([Type.Literal('a', { title: '甲' }), Type.Literal('b', { title: '乙' })]);
    expect(one(schema)?.choices).toEqual([
      { value: 'a', label: '甲' },
      { value: 'b', label: '乙' },
    ]);
  });

  test('a widget of the form’s owner goes before the kit’s own', () => {
    const schema = { properties: { who: { type: 'string', 'x-widget': 'assignee' } } };
    expect(fieldsOf(schema, ['assignee'])[0]?.kind).toBe('own');
    expect(fieldsOf(schema)[0]?.kind).toBe('text');
  });

  test('the contract of a countersign gives its form', () => {
    expect(fieldsOf(CountersignBody).map(({ title, kind, required }) => [title, kind, required])).toEqual([
      ['会签单位', 'units', true],
      ['请会签单位答复的问题', 'textarea', true],
      ['答复期限（工作日）', 'integer', true],
    ]);
    expect(fieldsOf(CountersignBody)[2]?.initial).toBe(5);
  });
});

describe('sections of a form', () => {
  const field = (section?: string) => ({ type: 'string', maxLength: 10, ...(section && { 'x-section': section }) });

  test('neighbours under one heading stand together; what names none stands without', () => {
    const specs = fieldsOf({ properties: { a: field('收件'), b: field('收件'), c: field(), d: field('收件') } });
    expect(sectionsOf(specs).map(({ heading, fields }) => [heading, fields.map(({ name }) => name)])).toEqual([
      ['收件', ['a', 'b']],
      [undefined, ['c']],
      ['收件', ['d']],
    ]);
  });
});

describe('before a form is sent', () => {
  const answer = fieldsOf(CountersignAnswerBody);

  test('every required field left blank is named at once', () => {
    expect(missing(answer, { opinion: '  ' })).toEqual({ agrees: '请选择「会签结论」', opinion: '请填写「会签意见」' });
  });

  test('a day is written, in the word the server has for it', () => {
    const on = { properties: { on: { type: 'string', format: 'date', title: '日期' } }, required: ['on'] };
    expect(missing(fieldsOf(on), {})).toEqual({ on: '请填写「日期」' });
  });

  test('「不同意」 is an answer, and so is 0', () => {
    expect(missing(answer, { agrees: false, opinion: '不同意' })).toEqual({});
    expect(missing(fieldsOf({ properties: { n: { type: 'integer' } }, required: ['n'] }), { n: 0 })).toEqual({});
  });

  test('blank fields are left out and texts lose the spaces around them', () => {
    const specs = fieldsOf({ properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'array' } } });
    expect(filled(specs, { a: ' 甲 ', b: '', c: [] })).toEqual({ a: '甲' });
  });

  test('a text, list or reference the schema asks for but allows to be empty is sent empty, and is not called required', () => {
    const specs = fieldsOf(
      Type.Object({
        address: Type.String({ title: '地址', maxLength: 80 }),
        phone: Type.String({ title: '电话', pattern: '^$|^1\\d{10}$' }),
        email: Type.Union([Type.Literal(''), Type.String({ format: 'email' })], { title: '邮箱' }),
        office: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], { title: '办公室' }),
        aliases: Type.Array(Type.String(), { title: '别名' }),
        name: Type.String({ title: '名称', minLength: 1 }),
      }),
    );
    expect(specs.filter(({ required }) => required).map(({ name }) => name)).toEqual(['name']);
    expect(filled(specs, {})).toEqual({ address: '', phone: '', email: '', office: null, aliases: [] });
    expect(specs.find(({ name }) => name === 'email')?.kind).toBe('text');
  });

  test('a password keeps its spaces', () => {
    const specs = fieldsOf({ properties: { p: { type: 'string', 'x-widget': 'password' } } });
    expect(filled(specs, { p: ' x ' })).toEqual({ p: ' x ' });
  });
});
