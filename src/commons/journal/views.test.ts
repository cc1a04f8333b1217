import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addHours } from '#kernel/dates.ts';
import { type Act, act as inOneAct } from '#platform/services.ts';
import { keepView, keepViewOnce } from './index.ts';
import { type Archive, makeArchive } from './testing/archive.ts';

let archive: Archive;
beforeAll(async () => {
  archive = await makeArchive();
});
afterAll(() => archive.close());

const reader = { id: randomUUID(), name: '经办甲', grants: [], secondFactor: true };
const at = (hours: number, work: (act: Act) => Promise<void>, actor = reader) =>
  inOneAct(archive.services, actor, (a) => work({ ...a, now: addHours(a.now, hours) }));
const kept = (id: string) =>
  archive.services.db
    .selectFrom('view_log')
    .select(['person_id', 'fields', 'reason'])
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();

test('one look at several is a line for each of them, with its fields and reason; a look at nobody is none', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  await at(0, (act) => keepView(act, { kind: 'expert', id: [a, b] }, ['name', 'phone'], ' 核对名单 '));
  for (const id of [a, b])
    expect(await kept(id)).toEqual([{ person_id: reader.id, fields: ['name', 'phone'], reason: '核对名单' }]);
  await at(0, (act) => keepView(act, { kind: 'expert', id: [] }, ['name'], '没有人'));
});

test('what is worked at page by page is one look in half a day, for each person and set of fields', async () => {
  const id = randomUUID();
  const look = (hours: number, fields = ['pages'], actor = reader) =>
    at(hours, (act) => keepViewOnce(act, { kind: 'request-record', id }, fields, '核对材料'), actor);
  await look(0);
  await look(11);
  expect(await kept(id)).toHaveLength(1);
  await look(11, ['proposals']);
  await look(11, ['pages'], { ...reader, id: randomUUID() });
  await look(13);
  expect(await kept(id)).toHaveLength(4);
});

test('the log of views is written in one place', () => {
  const writers = globSync('src/**/*.{ts,tsx}', { exclude: ['**/*.test.ts', '**/testing/**'] }).filter((path) =>
    /insert\s*Into\(\s*['"`]view_log|insert into view_log/i.test(readFileSync(path, 'utf8')),
  );
  expect(writers).toEqual(['src/commons/journal/views.ts']);
});
