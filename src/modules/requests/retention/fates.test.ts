import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { FATES } from './fates.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.drop());

/** Beside those named so: what stands elsewhere about a request. */
const ELSEWHERE = ['public.matter', 'public.notice', 'public.countersign', 'public.matter_unit'];

test('of every column of a request that holds words, bytes or fields it is said what becomes of it', async () => {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where n.nspname in ('public', 'intake', 'portal') and c.relkind in ('r', 'p') and c.relname ~ '^(request|redaction|retention)_|^request$'
      and (t.typname in ('text', 'varchar', 'bytea', 'json', 'jsonb') or t.typcategory = 'A')
    group by 1 order by 1`.execute(database.ownerDb);
  expect(rows.length).toBeGreaterThan(25);
  const said = (name: string) => Object.keys(FATES[name]?.columns ?? {}).toSorted();
  const wanting = rows.flatMap(({ name, columns }) =>
    columns.filter((column) => !said(name).includes(column)).map((column) => `${name}.${column}`),
  );
  expect(wanting).toEqual([]);
  const known = new Map(rows.map(({ name, columns }) => [name, columns]));
  const gone = Object.keys(FATES)
    .filter((name) => !ELSEWHERE.includes(name))
    .flatMap((name) =>
      said(name)
        .filter((column) => !known.get(name)?.includes(column))
        .map((c) => `${name}.${c}`),
    );
  expect(gone).toEqual([]);
});

test('what is cleared names how its rows are found, and what stays says why', () => {
  for (const [name, { of, columns }] of Object.entries(FATES))
    for (const [column, fate] of Object.entries(columns)) {
      if (typeof fate === 'string') expect([name, column, of === undefined]).toEqual([name, column, false]);
      else expect(fate.kept.length).toBeGreaterThan(5);
    }
});
