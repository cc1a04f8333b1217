import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { CountersignAnswerBody } from './contract.ts';
import { type WordSchema, wordsOf } from './words.ts';

/** TypeBox types each keyword; here a schema is read by name. */
const schema = (of: object) => of as WordSchema;
const choice = Type.Union([
  Type.Literal('no-secret', { title: '不涉及国家秘密' }),
  Type.Literal('no-privacy', { title: '不涉及个人隐私' }),
]);

test.each([
  ['a choice', 'no-secret', choice, '不涉及国家秘密'],
  ['a list of choices', ['no-secret', 'no-privacy'], Type.Array(choice), '不涉及国家秘密、不涉及个人隐私'],
  ['yes', true, Type.Boolean(), '是'],
  ['no in words of its own', false, CountersignAnswerBody.properties.agrees, '不同意'],
  ['a date', '2026-03-02', Type.String({ format: 'date' }), '2026年3月2日'],
  ['a moment, in China', '2026-03-02T01:05:00Z', Type.String({ format: 'date-time' }), '2026年3月2日 09:05'],
  ['30 February, as typed', '2026-02-30T09:00:00Z', Type.String(), '2026-02-30T09:00:00Z'],
  ['a moment after the last year there is, as typed', '9999-12-31T23:59:59Z', undefined, '9999-12-31T23:59:59Z'],
  ['a moment without seconds, as typed', '2026-03-02T09:05Z', undefined, '2026-03-02T09:05Z'],
  ['a code with words beside it', 'a', Type.String({ 'x-labels': { a: '甲' } }), '甲'],
  [
    'a list of rows',
    [{ text: '梳理目录', dueOn: '2026-03-02', id: 'x' }],
    Type.Array(
      Type.Object({ text: Type.String({ title: '措施' }), dueOn: Type.String({ title: '日期' }), id: Type.String() }),
    ),
    '梳理目录，2026年3月2日',
  ],
  ['a list nobody can read, counted', [{ id: 'x' }, { id: 'y' }], undefined, '2 项'],
  ['nothing', null, Type.String(), ''],
])('%s is said in words', (_, value, of, words) => {
  expect(wordsOf(value, of && schema(of))).toBe(words);
});
