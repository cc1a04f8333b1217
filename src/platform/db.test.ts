import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kept } from './db.ts';
import { type TestDatabase, freshDatabase } from './testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const ownProcess = sql<{ pid: number }>`select pg_backend_pid() as pid`;

/** Ends one connection as a database that is killed ends them all. */
const cut = (pid: number) => sql`select pg_terminate_backend(${pid})`.execute(database.ownerDb);

/** What the runtime would have died of. */
function uncaught(): { readonly errors: unknown[]; stop(): void } {
  const errors: unknown[] = [];
  const hear = (error: unknown) => errors.push(error);
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', hear);
  return {
    errors,
    stop() {
      process.off('uncaughtException', hear);
      for (const other of others) process.on('uncaughtException', other);
    },
  };
}

test('a database that goes away in the middle of a transaction ends the transaction, not the process', async () => {
  const heard = uncaught();
  try {
    const verb = database.db.transaction().execute(async (tx) => {
      const pid = (await ownProcess.execute(tx)).rows[0]?.pid ?? 0;
      // Nothing is being asked of the connection when it breaks: the verb is thinking.
      await cut(pid);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await sql`select 1`.execute(tx);
    });
    await expect(verb).rejects.toThrow();
    expect(heard.errors).toEqual([]);
  } finally {
    heard.stop();
  }
  expect((await ownProcess.execute(database.db)).rows).toHaveLength(1);
});

test('the plan of a statement that is marked is kept by its connection, of another it is not', async () => {
  await database.db.connection().execute(async (db) => {
    const names = async () =>
      (await sql<{ name: string }>`select name from pg_prepared_statements`.execute(db)).rows.map(({ name }) => name);
    await sql`select ${1}::int as n`.execute(db);
    const before = await names();
    for (const n of [1, 2, 3]) {
      const { rows } = await sql<{ n: number }>`${kept} select ${n}::int as n`.execute(db);
      expect(rows).toEqual([{ n }]);
    }
    expect(await names()).toHaveLength(before.length + 1);
  });
});

test('what transactions ask again and again is planned once, what they ask a few times is not, nor what is asked outside', async () => {
  await database.db.connection().execute(async (db) => {
    const names = async () =>
      (await sql<{ name: string }>`select name from pg_prepared_statements`.execute(db)).rows.map(({ name }) => name);
    const before = await names();
    const ask = async (tx: typeof db, times: number, what: string) => {
      for (let n = 0; n < times; n++) {
        const { rows } = await sql<{ n: number }>`select ${n}::int as n, ${sql.lit(what)} as what`.execute(tx);
        expect(rows).toEqual([{ n, what }]);
      }
    };
    await db.transaction().execute((tx) => ask(tx, 3, 'a few times'));
    await db.transaction().execute((tx) => ask(tx, 3, 'a few times'));
    expect(await names()).toEqual(before);
    await db.transaction().execute((tx) => ask(tx, 6, 'often'));
    expect(await names()).toHaveLength(before.length + 1);
    await ask(db, 20, 'outside');
    expect(await names()).toHaveLength(before.length + 1);
    for (let verbs = 0; verbs < 5; verbs += 1) await db.transaction().execute((tx) => ask(tx, 2, 'by many'));
    expect(await names()).toHaveLength(before.length + 2);
  });
});

test('a plan that is kept is given up where a table has changed under it: the statement fails once, and goes again', async () => {
  await sql`create table kept_of (n int)`.execute(database.ownerDb);
  await sql`grant select on kept_of to sunlit_office`.execute(database.ownerDb);
  await database.db.connection().execute(async (db) => {
    const ask = () => sql`${kept} select * from kept_of`.execute(db);
    await ask();
    await sql`alter table kept_of add column m int`.execute(database.ownerDb);
    await expect(ask()).rejects.toThrow('cached plan');
    expect((await ask()).rows).toEqual([]);
  });
});
