import { sql } from 'kysely';
import { AppError, type Objections } from '#kernel/errors.ts';
import type { Act } from '#platform/services.ts';

const NOBODY = { enqueue: () => Promise.resolve() };

/** Tries a piece of work and undoes it: what refused it, or nothing. The work must keep to the transaction. */
export async function tried(act: Act, work: (act: Act) => Promise<unknown>): Promise<unknown> {
  const { tx, services } = act;
  await sql`savepoint tried`.execute(tx);
  try {
    await work({
      ...act,
      services: { ...services, jobs: NOBODY },
      beforeCommit: () => undefined,
      afterCommit: () => undefined,
    });
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await sql`rollback to savepoint tried`.execute(tx);
    // Left standing, it would be the one that a trial around this trial goes back to.
    await sql`release savepoint tried`.execute(tx);
  }
}

/**
 * What stands against a piece of work as far as it is given: tried, listened to, and undone, so that one refusal tells everything. For
 * what is refused already: what breaks for want of something that was not given says nothing.
 */
export async function heard(act: Act, work: (act: Act) => Promise<unknown>): Promise<Objections> {
  const error = await tried(act, work);
  if (!(error instanceof AppError) || (error.code !== 'refused' && error.code !== 'invalid')) return {};
  const beside = new Set(Object.values(error.fields));
  return { reasons: error.reasons.filter((reason) => !beside.has(reason)), fields: error.fields };
}
