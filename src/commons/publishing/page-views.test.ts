import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeViewCounter } from '#platform/view-counter.ts';
import { type Archive, makeArchive } from '../journal/testing/archive.ts';
import { addUpPageViews } from './page-views.ts';

let archive: Archive;
beforeAll(async () => {
  archive = await makeArchive();
});
afterAll(() => archive.close());

async function read(...paths: string[]): Promise<void> {
  const counter = makeViewCounter(archive.services);
  for (const path of paths) counter.count(path);
  await counter.close();
}
const totals = async () =>
  Object.fromEntries(
    (await archive.services.portalDb.selectFrom('portal.page_views').selectAll().orderBy('path').execute()).map(
      ({ path, views }) => [path, views],
    ),
  );
const edition = () => archive.services.portalDb.selectFrom('portal.edition').select('number').executeTakeFirstOrThrow();

test('views are added up, each once, even when two processes add at once, and no edition begins', async () => {
  const before = await edition();
  await read('/', '/', '/columns/news');
  await read('/');
  expect(await addUpPageViews(archive.services)).toBe(3);
  expect(await totals()).toEqual({ '/': 3, '/columns/news': 1 });
  await read('/', '/search');
  await Promise.all([1, 2, 3].map(() => addUpPageViews(archive.services)));
  expect(await totals()).toEqual({ '/': 4, '/columns/news': 1, '/search': 1 });
  expect(await addUpPageViews(archive.services)).toBe(0);
  expect(await edition()).toEqual(before);
});
