import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, freshDatabase } from '#platform/testing/database.ts';
import { differingDocs } from './command.ts';
import { generatedDocs } from './generate.ts';
import { commentsOf } from './schema-comments.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('docs/generated says what the code says (otherwise: npm run docs)', async () => {
  const docs = await generatedDocs(database.ownerDb);
  expect(await differingDocs(docs)).toEqual([]);
  expect(await generatedDocs(database.ownerDb)).toEqual(docs);
});

test('a document that somebody changed by hand, or forgot, is noticed', async () => {
  expect(
    await differingDocs(
      new Map([
        ['clocks.md', 'something else'],
        ['nowhere.md', ''],
      ]),
    ),
  ).toEqual(['clocks.md', 'nowhere.md']);
});

test('comments belong to the table or column they stand directly above', () => {
  const { tables, columns } = commentsOf([
    `-- About the file.

-- Whom we know.
-- Two lines.
create table person (
  id uuid primary key,
  -- As printed.
  name text not null,
  plain text,
  -- About a check.
  check (name <> '')
);
-- An index, not a table.
create index x on person (name);
create table portal.unit (
  id uuid
);`,
  ]);
  expect([...tables]).toEqual([['public.person', 'Whom we know. Two lines.']]);
  expect([...columns]).toEqual([['public.person.name', 'As printed.']]);
});
