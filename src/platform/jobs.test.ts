import type { PgBoss } from 'pg-boss';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineJob, makeJobQueue } from './jobs.ts';
import { type TestDatabase, freshDatabase } from './testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const job = defineJob({
  name: 'test.send',
  label: '发送',
  data: Type.Object({ to: Type.Optional(Type.String()) }),
  run: () => Promise.resolve(),
});

test('what one transaction asks for twice in the same words is sent once; another transaction sends it again', async () => {
  const sent: unknown[] = [];
  const boss = { send: (_name: string, data: object) => Promise.resolve(sent.push(data)) } as unknown as PgBoss;
  const queue = makeJobQueue(boss);
  const transaction = () =>
    database.db.transaction().execute(async (tx) => {
      for (let i = 0; i < 3; i++) await queue.enqueue(tx, job, {});
      await queue.enqueue(tx, job, { to: '某人' });
      await queue.enqueue(tx, job, {}, { startAfter: '2026-03-02T09:00:00Z' });
    });
  await transaction();
  expect(sent).toEqual([{}, { to: '某人' }, {}]);
  await transaction();
  expect(sent).toHaveLength(6);
});
