import { type RawBuilder, sql } from 'kysely';
import { addHours, hoursBetween, type Instant } from '#kernel/dates.ts';
import type { Services } from './services.ts';
import type { DB } from './schema.gen.ts';

/** Rows that wait in a state to be worked at, each by one worker: the table has the columns claimed_at and tries. */
export interface Waiting {
  readonly table: Claimable;
  readonly state: string;
  /** The column by which the oldest goes first. */
  readonly since: string;
  readonly unless?: RawBuilder<boolean>;
}

type Claimable = {
  [T in keyof DB]: DB[T] extends { id: unknown; state: unknown; claimed_at: unknown; tries: unknown } ? T : never;
}[keyof DB];

/** A piece of work in the hands of one worker. */
export interface Claim {
  readonly id: string;
  /** This one included; `tooOften` says when to give up. */
  readonly tries: number;
  /** To be called as the work goes on. Throws `ClaimLost` where somebody else has it by now, or where it is no longer to be done. */
  renew(): Promise<void>;
  /** The row is still this worker's, and still waits: the condition under which the work may be ended. */
  mine(): RawBuilder<boolean>;
}

/** Not a fault of the work: another worker goes on with it, and this one is to stop. */
export class ClaimLost extends Error {}

/** Whoever took up a piece of work and gave no sign for so long has gone down with it. */
const SILENT_HOURS = 0.5;
/** A sign is given no oftener than every minute. */
const SIGN_HOURS = 1 / 60;
const MOST_TRIES = 3;

/** Taken up so often and never ended: whatever it is, it brings down who works at it, and is set aside with a word to people. */
export const tooOften = ({ tries }: Claim): boolean => tries > MOST_TRIES;

/** Takes up the piece of work that waits longest; undefined when there is none. */
export async function takeUp({ db, time }: Services, waiting: Waiting): Promise<Claim | undefined> {
  const table = sql.table(waiting.table);
  let at: Instant = time.now();
  const { rows } = await sql<{ id: string; tries: number }>`
    update ${table} set claimed_at = ${at}, tries = tries + 1
    where id = (
      select id from ${table}
      where state = ${waiting.state} and not (${waiting.unless ?? sql`false`})
        and (claimed_at is null or claimed_at < ${addHours(at, -SILENT_HOURS)})
      order by ${sql.ref(waiting.since)}, id limit 1 for update skip locked)
    returning id, tries`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const mine = () =>
    sql<boolean>`(id = ${row.id} and state = ${waiting.state} and claimed_at = ${at} and tries = ${row.tries})`;
  return {
    ...row,
    mine,
    async renew() {
      const now = time.now();
      if (hoursBetween(at, now) < SIGN_HOURS) return;
      const { numAffectedRows } = await sql`update ${table} set claimed_at = ${now} where ${mine()}`.execute(db);
      if (numAffectedRows !== 1n) throw new ClaimLost();
      at = now;
    },
  };
}

/** Works at all that waits, one after the other. `work` ends with an update under `mine()`, and throws `ClaimLost` where it hit no row. */
export async function eachWaiting(
  services: Services,
  waiting: Waiting,
  work: (claim: Claim) => Promise<void>,
): Promise<number> {
  let done = 0;
  for (;;) {
    const claim = await takeUp(services, waiting);
    if (!claim) return done;
    try {
      await work(claim);
      done += 1;
    } catch (error) {
      if (!(error instanceof ClaimLost)) throw error;
      services.log.warn('work was taken over by another worker, or is not to be done any more', { id: claim.id });
    }
  }
}
