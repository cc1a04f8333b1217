import { randomInt } from 'node:crypto';
import { AppError, invalid } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { countFailure, lockedError, lockedUntil, personBrake, releaseBrakes } from './brake.ts';
import { accountChain } from './chain.ts';
import type { ChangePassword } from './contract.ts';
import { hashPassword, isPassword } from './hashing.ts';
import { REMEMBERED_PASSWORDS, passwordProblems } from './password-rules.ts';
import { dropSessions } from './sessions.ts';

/**
 * Asks a signed-in person for the password again before something weighty. Wrong tries are counted as at sign-in.
 * Refuses with a sentence beside `field`.
 */
export async function demandPassword(
  services: Services,
  personId: string,
  password: string,
  field = 'password',
): Promise<void> {
  const brakes = [personBrake(services, personId)];
  const now = services.time.now();
  const locked = await lockedUntil(services.db, brakes, now);
  if (locked) throw lockedError(locked);
  const hash = await currentHash(services.db, personId);
  if (hash && (await isPassword(password, hash))) return releaseBrakes(services.db, brakes);
  const until = await countFailure(services.db, brakes, now);
  throw until ? lockedError(until) : invalid({ [field]: '当前密码不正确' });
}

/**
 * Changes one's own password; the current one has been asked for (`demandPassword`). Every other session of the person ends.
 * Refuses a password against the rules or among the last five, with every reason at once.
 */
export async function changePassword(act: Act, { current, chosen }: ChangePassword, sessionId: string): Promise<void> {
  const personId = act.actor.id;
  const { username } = await act.tx
    .selectFrom('auth_user')
    .select('username')
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const problems = passwordProblems(chosen, username);
  const used = current === chosen || (await wasUsed(act.tx, personId, chosen));
  if (used) problems.push(`不能与最近 ${REMEMBERED_PASSWORDS} 次用过的密码相同`);
  if (problems.length > 0) throw new AppError('invalid', 422, problems, { chosen: problems.join('；') });
  await setPassword(act, personId, await hashPassword(chosen), { mustChange: false });
  const ended = await dropSessions(act.tx, personId, sessionId);
  await appendJournal(act, {
    chain: accountChain(personId),
    action: 'identity.password-changed',
    payload: { otherSessionsEnded: ended },
  });
}

async function wasUsed(tx: Tx, personId: string, password: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('password_history')
    .select('hash')
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(REMEMBERED_PASSWORDS)
    .execute();
  const same = await Promise.all(rows.map(({ hash }) => isPassword(password, hash)));
  return same.includes(true);
}

async function currentHash(db: Services['db'], personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth_account')
    .select('password')
    .where('user_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? null;
}

/** Replaces the hash within the act and keeps the last ones. The account's password row exists. */
export async function setPassword(
  { tx, now }: Act,
  personId: string,
  hash: string,
  { mustChange }: { mustChange: boolean },
): Promise<void> {
  await tx
    .updateTable('auth_account')
    .set({ password: hash, updated_at: now })
    .where('user_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .execute();
  await tx
    .updateTable('account')
    .set((eb) => ({ must_change_password: mustChange, password_set_at: now, version: eb('version', '+', 1) }))
    .where('person_id', '=', personId)
    .execute();
  await remember(tx, personId, hash, now);
}

/** Adds a hash to the history and drops those that no longer count. */
export async function remember(tx: Tx, personId: string, hash: string, now: Act['now']): Promise<void> {
  await tx.insertInto('password_history').values({ person_id: personId, hash, set_at: now }).execute();
  await tx
    .deleteFrom('password_history')
    .where('person_id', '=', personId)
    .where('id', 'not in', (eb) =>
      eb
        .selectFrom('password_history')
        .select('id')
        .where('person_id', '=', personId)
        .orderBy('id', 'desc')
        .limit(REMEMBERED_PASSWORDS),
    )
    .execute();
}

/** A password for one sign-in: four groups of four, without letters that look alike; about 78 bits. */
export function oneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters.charAt(randomInt(letters.length))).join('');
  return [group(), group(), group(), group()].join('-');
}
