import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { type Archive, makeArchive } from '../journal/testing/archive.ts';
import { sealPromise } from './promises.ts';
import { sealOverdueDays } from './index.ts';

let archive: Archive;
beforeEach(async () => {
  archive = await makeArchive();
  await archive.write('matter:a');
});
afterEach(() => archive.close());

test.each([
  ['2026-03-02T23:59:00+08:00', 0, null],
  ['2026-03-03T00:30:00+08:00', 0, null],
  ['2026-03-03T01:00:01+08:00', 1, '2026-03-02T16:00:00.000Z'],
  ['2026-03-05T00:30:00+08:00', 2, '2026-03-02T16:00:00.000Z'],
])('at %s the promise to seal is broken for %i days', async (now, count, oldest) => {
  archive.clock.moveTo(instant(now));
  expect(await sealPromise.broken(archive.services)).toEqual({ count, oldest });
  await sealOverdueDays(archive.services);
  expect(await sealPromise.broken(archive.services)).toEqual({ count: 0, oldest: null });
});
