import { randomUUID } from 'node:crypto';
import { writeFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/policy.ts';
import { type App, buildHttp } from '#platform/http.ts';
import { feature } from './index.ts';
import { type Archive, makeArchive } from './testing/archive.ts';
import { verifyExport } from './verify-export.ts';

let archive: Archive;
let app: App;
let people: Record<'auditor' | 'administrator', Actor>;

const person = async (name: string, role: string): Promise<Actor> => {
  const id = randomUUID();
  await archive.database.db.insertInto('person').values({ id, name, active: true }).execute();
  return { id, name, grants: [{ role, unitId: '', unitPath: [] }], secondFactor: true };
};

beforeAll(async () => {
  archive = await makeArchive();
  people = { auditor: await person('审计甲', 'auditor'), administrator: await person('管理乙', 'administrator') };
  app = await buildHttp({
    log: archive.services.log,
    policy: { ...feature.policy },
    authenticate: async ({ headers }) => {
      const actor = people[headers['x-who'] as keyof typeof people];
      return actor ? { id: actor.id, actor } : null;
    },
    errorPage: ({ reasons }) => reasons.join(),
    tokenKey: 'key',
    trustProxy: false,
    https: false,
    limitFactor: 1000,
  });
  feature.office?.(app, archive.services);
  await app.ready();
  await archive.write('matter:a', 3, people.administrator);
  archive.moveToDay('2026-03-03');
  await archive.write('matter:b', 2);
});
afterAll(async () => {
  await app.close();
  await archive.close();
});

const get = (url: string, who = 'auditor') => app.inject({ url, headers: { 'x-who': who } });
const ROUTES = ['/api/journal', '/api/journal/verify', '/api/journal/seals', '/api/journal/export'];

test.each(ROUTES)('%s is for the auditor: not for the administrator, nor for strangers', async (url) => {
  expect((await get(url)).statusCode).toBe(200);
  expect((await get(url, 'administrator')).statusCode).toBe(403);
  expect((await get(url, 'nobody')).statusCode).toBe(401);
});

test.each([
  ['', 5],
  ['?chain=matter:a', 3],
  ['?chain=matter', 5],
  ['?chain=matter%25', 0],
  ['?action=test.', 5],
  ['?action=written', 0],
  ['?from=2026-03-03&action=test', 2],
  ['?to=2026-03-02', 3],
  ['?from=2026-03-02&to=2026-03-02', 3],
])('the filter %j gives %i entries', async (query, total) => {
  const { entries, ...rest } = (await get(`/api/journal${query || '?action=test'}`)).json();
  expect(rest.total).toBe(total);
  expect(entries).toHaveLength(total);
});

test('entries come newest first, a page at a time, with the names of people', async () => {
  const first = (await get(`/api/journal?chain=matter:a&size=2`)).json();
  expect(first.entries.map(({ seq }: { seq: number }) => seq)).toEqual([3, 2]);
  expect(first.entries[0]).toMatchObject({
    actor: { name: '管理乙' },
    action: 'test.written',
    payload: { 内容: '第2件' },
  });
  const second = (await get(`/api/journal?chain=matter:a&size=2&page=2`)).json();
  expect(second.entries.map(({ seq }: { seq: number }) => seq)).toEqual([1]);
  const mine = (await get(`/api/journal?actor=${people.administrator.id}`)).json();
  expect(mine.total).toBe(3);
});

test('the auditor’s own looking is on record', async () => {
  await get('/api/journal?chain=matter:b&action=test');
  const [last] = await archive.services.db.selectFrom('view_log').selectAll().orderBy('id', 'desc').limit(1).execute();
  expect(last).toMatchObject({
    person_id: people.auditor.id,
    subject_kind: 'journal',
    subject_id: 'matter:b',
    fields: ['chain=matter:b', 'action=test', 'page=1'],
  });
});

test('a filter that makes no sense is refused in words', async () => {
  const answer = await get('/api/journal?from=yesterday&size=1000');
  expect(answer.statusCode).toBe(422);
  expect(answer.json().reasons.join()).toContain('「从」应是真实的日期');
});

test.each(['/api/journal', '/api/journal/export'])('%s refuses a day with no day after it', async (url) => {
  for (const query of ['to=9999-12-31', 'from=9999-12-31', 'from=0001-01-01'])
    expect((await get(`${url}?${query}`)).statusCode).toBe(422);
  expect((await get(`${url}?to=2999-12-31`)).statusCode).toBe(200);
});

test('what is downloaded verifies', async () => {
  const answer = await get('/api/journal/export');
  expect(answer.headers['content-disposition']).toContain('.ndjson');
  const file = path.join(tmpdir(), `${randomUUID()}.ndjson`);
  await writeFile(file, answer.body);
  expect(await verifyExport(file)).toMatchObject({ ok: true });
  await rm(file);
});
