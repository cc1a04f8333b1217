import { sql } from 'kysely';
import { type Instant, addHours, chineseDateTime } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import { callerOf } from '#platform/rate-limit.ts';
import type { Services } from '#platform/services.ts';

/** One count of wrong tries. `subject` is a keyed hash, so the table tells nothing of who tried what. */
export interface Brake {
  readonly subject: string;
  /** Wrong tries in a row until it locks. */
  readonly failures: number;
}

/** 等级保护 asks for a lock-out; 5 tries and 15 minutes are usual. An address may be shared by a whole bureau: 60 tries. */
const ACCOUNT_FAILURES = 5;
const ADDRESS_FAILURES = 60;
const LOCK_HOURS = 0.25;

/** Counted for the name as typed, whether or not it has an account: being locked tells nothing. */
export const nameBrake = (services: Services, username: string): Brake => ({
  subject: services.secrets.keyedHash(username.trim().toLowerCase(), 'brake.name'),
  failures: ACCOUNT_FAILURES,
});

export const addressBrake = (services: Services, address: string): Brake => ({
  subject: services.secrets.keyedHash(callerOf(address), 'brake.address'),
  failures: ADDRESS_FAILURES,
});

/** For the password or code asked again within a session. */
export const personBrake = (services: Services, personId: string): Brake => ({
  subject: services.secrets.keyedHash(personId, 'brake.person'),
  failures: ACCOUNT_FAILURES,
});

/** Until when any of these is locked; undefined when none is. In a transaction the rows are held until it ends. */
export async function lockedUntil(db: Db | Tx, brakes: readonly Brake[], now: Instant): Promise<Instant | undefined> {
  const rows = await db
    .selectFrom('sign_in_brake')
    .select('locked_until')
    .where('subject', 'in', subjects(brakes))
    .where('locked_until', '>', now)
    .orderBy('subject')
    .$if(db.isTransaction, (q) => q.forUpdate())
    .execute();
  return rows
    .map((row) => row.locked_until)
    .filter((until) => until !== null)
    .sort()
    .at(-1);
}

/**
 * Counts one wrong try on each brake; the count survives whatever becomes of the request. A count older than the lock
 * begins anew. Gives until when one of them is now locked.
 */
export async function countFailure(db: Db, brakes: readonly Brake[], now: Instant): Promise<Instant | undefined> {
  const fresh = addHours(now, -LOCK_HOURS);
  const until = addHours(now, LOCK_HOURS);
  for (const { subject, failures } of [...brakes].sort((a, b) => (a.subject < b.subject ? -1 : 1))) {
    const counted = sql<number>`case when sign_in_brake.last_failed_at <= ${fresh} or sign_in_brake.locked_until <= ${now} then 1 else sign_in_brake.failures + 1 end`;
    await db
      .insertInto('sign_in_brake')
      .values({ subject, failures: 1, last_failed_at: now, locked_until: failures <= 1 ? until : null })
      .onConflict((oc) =>
        oc.column('subject').doUpdateSet({
          failures: counted,
          last_failed_at: now,
          locked_until: sql<Instant | null>`case when ${counted} >= ${failures} then ${until}::timestamptz end`,
        }),
      )
      .execute();
  }
  return lockedUntil(db, brakes, now);
}

export async function releaseBrakes(db: Db | Tx, brakes: readonly Brake[]): Promise<void> {
  await db.deleteFrom('sign_in_brake').where('subject', 'in', subjects(brakes)).execute();
}

/** Counts that no longer matter; safe to run at any time. */
export async function sweepBrakes(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('sign_in_brake')
    .where('last_failed_at', '<', addHours(now, -24))
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', now)]))
    .execute();
}

export const lockedError = (until: Instant) =>
  new AppError('locked', 429, [
    `连续输错次数过多，已暂停登录至 ${chineseDateTime(until)}。请届时再试，或联系系统管理员核实身份后解锁`,
  ]);

const subjects = (brakes: readonly Brake[]) => brakes.map(({ subject }) => subject);
