import { sql } from 'kysely';
import { makeCalendar } from '#kernel/calendar.ts';
import { type LocalDate, instant } from '#kernel/dates.ts';
import type { HashAlgorithm } from '#kernel/hash-chain.ts';
import type { Actor } from '#kernel/policy.ts';
import { readConfig } from '#platform/config.ts';
import type { Tx } from '#platform/db.ts';
import { makeLog } from '#platform/log.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { freshDatabase } from '#platform/testing/database.ts';
import { movableClock } from '#platform/time.ts';
import { appendJournal } from '../index.ts';

export const FIRST_DAY = '2026-03-02' as LocalDate;

/** A database in which nothing but the journal lives, under a clock moved by hand. */
export async function makeArchive(algorithm: HashAlgorithm = 'sm3') {
  const database = await freshDatabase();
  const clock = movableClock(instant(`${FIRST_DAY}T09:00:00+08:00`));
  const calendar = makeCalendar([], []);
  const services: Services = {
    config: readConfig({ DATABASE_URL: 'postgres://nowhere/none', SUNLIT_JOURNAL_ALGORITHM: algorithm }),
    log: makeLog('silent'),
    db: database.db,
    portalDb: database.portalDb,
    jobs: { enqueue: () => Promise.resolve() },
    // Nothing here keeps files.
    files: {} as Services['files'],
    secrets: makeSecretBox('a master key for tests, 32 characters or more'),
    catalogue: { kinds: new Map(), contentTypes: new Map() } as unknown as Services['catalogue'],
    time: clock,
    calendar: () => calendar,
    reloadCalendar: () => Promise.resolve(),
    portalChanged: () => undefined,
  };
  return {
    services,
    clock,
    database,
    /** Appends entries to a chain, one act each. */
    async write(chain: string, count = 1, actor: Actor = systemActor) {
      for (let i = 0; i < count; i++)
        await act(services, actor, (a) =>
          appendJournal(a, { chain, action: 'test.written', payload: { 内容: `第${i}件`, amount: 12.5 + i } }),
        );
    },
    moveToDay: (day: string) => clock.moveTo(instant(`${day}T09:00:00+08:00`)),
    /** As a superuser whom no trigger stops: alters, lets `look` at what is left, and takes it all back. */
    async tampered<T>(statement: string, look: (tx: Tx) => Promise<T>): Promise<T> {
      const tx = await database.ownerDb.startTransaction().execute();
      try {
        await sql`set local session_replication_role = replica`.execute(tx);
        const { numAffectedRows } = await sql.raw(statement).execute(tx);
        if (!numAffectedRows) throw new Error(`nothing was altered by: ${statement}`);
        return await look(tx);
      } finally {
        await tx.rollback().execute();
      }
    },
    /** The same, and it stays. */
    async altered(statement: string) {
      await database.ownerDb.transaction().execute(async (tx) => {
        await sql`set local session_replication_role = replica`.execute(tx);
        await sql.raw(statement).execute(tx);
      });
    },
    close: () => database.drop(),
  };
}

export type Archive = Awaited<ReturnType<typeof makeArchive>>;
