import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { HashAlgorithm } from '#kernel/hash-chain.ts';
import { act, systemActor } from '#platform/services.ts';
import { appendJournal, verifyJournal } from './index.ts';
import { type Archive, FIRST_DAY, makeArchive } from './testing/archive.ts';

let archive: Archive;
afterEach(() => archive.close());
const algorithms: readonly HashAlgorithm[] = ['sm3', 'sha256'];

test.each(algorithms)('twenty people writing to one chain at once leave it unbroken (%s)', async (algorithm) => {
  archive = await makeArchive(algorithm);
  await Promise.all(Array.from({ length: 20 }, () => archive.write('matter:1', 5)));
  const verdict = await verifyJournal(archive.services.db, FIRST_DAY);
  expect(verdict).toMatchObject({ ok: true, entries: 100, chains: 1, findings: [] });
  const { last } = await archive.services.db
    .selectFrom('journal_entry')
    .select((eb) => eb.fn.max('seq').as('last'))
    .executeTakeFirstOrThrow();
  expect(last).toBe(100);
});

test('an act that fails leaves no entry and no gap', async () => {
  archive = await makeArchive();
  await archive.write('matter:1', 2);
  const failing = act(archive.services, systemActor, async (a) => {
    await appendJournal(a, { chain: 'matter:1', action: 'test.written', payload: {} });
    await appendJournal(a, { chain: 'matter:2', action: 'test.written', payload: {} });
    throw new Error('the act fails');
  });
  await expect(failing).rejects.toThrow('the act fails');
  await archive.write('matter:1', 2);
  expect(await verifyJournal(archive.services.db, FIRST_DAY)).toMatchObject({ ok: true, entries: 4, chains: 1 });
});

test('numbers, nested values and texts of every kind survive the database and still give their hash', async () => {
  archive = await makeArchive();
  const payload = {
    n: [0, -0, 1e-7, 1e21, 123456789.125, 0.1],
    text: '“阳光”\n🏵️',
    deep: { 甲: null, 乙: [true, undefined] },
  };
  await act(archive.services, systemActor, (a) => appendJournal(a, { chain: 'x', action: 'test.values', payload }));
  expect(await verifyJournal(archive.services.db, FIRST_DAY)).toMatchObject({ ok: true, entries: 1 });
});

test.each(['update journal_entry set action = action', 'delete from journal_entry', 'truncate journal_entry'])(
  'not even the owner may %s',
  async (statement) => {
    archive = await makeArchive();
    await archive.write('matter:1');
    await expect(sql.raw(statement).execute(archive.database.ownerDb)).rejects.toThrow('append-only');
    await expect(sql.raw(statement).execute(archive.database.db)).rejects.toThrow('permission denied');
  },
);

test.each([
  ['back', `set seq = 1, hash = (select hash from journal_entry where chain = 'matter:1' and seq = 1)`],
  ['on to an entry that is not there', `set seq = seq + 1`],
  ['to another hash', `set hash = '\\x00'`],
  ['to another chain', `set chain = 'matter:2'`],
])('the office cannot set the head of a chain %s', async (_where, change) => {
  archive = await makeArchive();
  await archive.write('matter:1', 3);
  await expect(sql.raw(`update journal_chain ${change}`).execute(archive.database.db)).rejects.toThrow(
    'moves on to its next entry',
  );
  await archive.write('matter:1');
  expect(await verifyJournal(archive.services.db, FIRST_DAY)).toMatchObject({ ok: true, entries: 4 });
});
