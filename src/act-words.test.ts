import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACT_AREAS, ACT_WORDS } from './commons/journal/act-words-contract.ts';

/** What the source writes into the journal, beside the steps of matters: literal actions, those of accounts, those of the register. */
const written = globSync('src/{commons,modules}/**/*.ts', {
  exclude: ['**/*.test.ts', '**/testing/**', '**/*.fixture.ts'],
}).flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  if (path.includes('organisations/commands'))
    return [...text.matchAll(/record\(\s*act,\s*'([a-z-]+)'/g)].map(([, act]) => `organisations.${act}`);
  const literal = [...text.matchAll(/appendJournal\([^;]*?action: '([a-z.-]+)'/gs)].map(([, act]) => act ?? '');
  const noted = [...text.matchAll(/note\([^;]*?'(identity\.[a-z-]+)'/g)].map(([, act]) => act ?? '');
  return [...literal, ...noted];
});

test('every act that is written into the journal has words', () => {
  expect(written.length).toBeGreaterThan(50);
  expect(written.filter((action) => !(action in ACT_WORDS))).toEqual([]);
});

test('no words stay for acts that are written no more, and each can be found by its kind', () => {
  const source = globSync('src/{commons,modules}/**/*.ts')
    .map((path) => readFileSync(path, 'utf8'))
    .join('');
  const gone = Object.keys(ACT_WORDS).filter((action) => !source.includes(`'${action}'`) && !written.includes(action));
  expect(gone).toEqual([]);
  expect(Object.keys(ACT_WORDS).filter((action) => !ACT_AREAS.some(({ value }) => action.startsWith(value)))).toEqual(
    [],
  );
});
