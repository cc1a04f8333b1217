import { afterEach, beforeEach, expect, test } from 'vitest';
import { merkleRoot } from '#kernel/merkle.ts';
import { type Archive, FIRST_DAY, makeArchive } from '../journal/testing/archive.ts';
import { sealOverdueDays } from './index.ts';

let archive: Archive;
beforeEach(async () => {
  archive = await makeArchive();
});
afterEach(() => archive.close());

const seals = () => archive.services.db.selectFrom('journal_seal').selectAll().orderBy('day').execute();

test('a day is sealed when it is over, not before', async () => {
  await archive.write('matter:a', 2);
  expect(await sealOverdueDays(archive.services)).toBe(0);
  archive.moveToDay('2026-03-03');
  expect(await sealOverdueDays(archive.services)).toBe(1);
  expect(await sealOverdueDays(archive.services)).toBe(0);
});

test('every missed day is made up for, the empty ones too, each on the root of the day before', async () => {
  await archive.write('matter:a', 3);
  archive.moveToDay('2026-09-01');
  expect(await sealOverdueDays(archive.services)).toBe(183);
  const all = await seals();
  expect(all.map(({ entries }) => entries)).toEqual([3, ...Array<number>(182).fill(0)]);
  expect(all.slice(1).every((seal, i) => seal.previous_root.equals(all[i]?.root ?? Buffer.alloc(0)))).toBe(true);
  expect(new Set(all.map(({ root }) => root.toString('hex'))).size).toBe(183);
});

test('the root is that of the previous root and the day’s entries by id', async () => {
  await archive.write('matter:a', 2);
  await archive.write('matter:b', 1);
  await archive.write('matter:a', 1);
  archive.moveToDay('2026-03-03');
  await sealOverdueDays(archive.services);
  const entries = await archive.services.db.selectFrom('journal_entry').select('hash').orderBy('id').execute();
  const [seal] = await seals();
  expect(seal?.root).toEqual(merkleRoot('sm3', [Buffer.alloc(32), ...entries.map(({ hash }) => hash)]));
});

test('midnight in China parts the days, whatever the clock of the server says', async () => {
  archive.clock.moveTo('2026-03-02T15:59:59.000Z' as never);
  await archive.write('matter:a', 1);
  archive.clock.moveTo('2026-03-02T16:00:00.000Z' as never);
  await archive.write('matter:a', 1);
  archive.moveToDay('2026-03-04');
  await sealOverdueDays(archive.services);
  expect((await seals()).map(({ day, entries }) => [day, entries])).toEqual([
    ['2026-03-02', 1],
    ['2026-03-03', 1],
  ]);
});

test('the public reads each root, and the edition of the portal moves on', async () => {
  await archive.write('matter:a');
  archive.moveToDay('2026-03-03');
  const edition = () =>
    archive.services.portalDb.selectFrom('portal.edition').select('number').executeTakeFirstOrThrow();
  const before = await edition();
  await sealOverdueDays(archive.services);
  const [out] = await archive.services.portalDb.selectFrom('portal.seal').selectAll().execute();
  const [seal] = await seals();
  expect(out).toMatchObject({ day: FIRST_DAY, entries: 1, root: seal?.root.toString('hex') });
  expect((await edition()).number).toBe(before.number + 1);
});

test('two processes sealing at once seal each day once', async () => {
  await archive.write('matter:a');
  archive.moveToDay('2026-03-06');
  const sealed = await Promise.all([1, 2, 3].map(() => sealOverdueDays(archive.services)));
  expect(sealed.reduce((sum, n) => sum + n, 0)).toBe(4);
});

test('a seal that somebody removed is not made anew in silence', async () => {
  await archive.write('matter:a');
  archive.moveToDay('2026-03-03');
  await sealOverdueDays(archive.services);
  await archive.altered(`delete from journal_seal`);
  await expect(sealOverdueDays(archive.services)).rejects.toThrow('duplicate key');
});
