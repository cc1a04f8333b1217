import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { AppError, invalid } from '#kernel/errors.ts';
import type { Instant } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import { type Act, type Services, act } from '#platform/services.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { type Brake, lockedError, lockedUntil, releaseBrakes } from './brake.ts';
import { accountChain } from './chain.ts';
import { callerOf } from './sessions.ts';
import { settingsOf } from './settings.ts';
import { type SignInEvent, logSignIn } from './sign-in-log.ts';

export interface Opened {
  readonly personId: string;
  /** Of the session the library has made. */
  readonly token: string;
  readonly method: SignInEvent['method'];
  /** Checked again and released: the first is the account's, the address's count stays. */
  readonly brakes: readonly Brake[];
  readonly previousToken?: string | undefined;
  /** A code counts once. */
  readonly totpCode?: string | undefined;
}

/**
 * Makes the library's new session count, or takes it away again: the lock is looked at once more under its row lock, so that
 * guesses sent at once are worth no more than guesses sent in turn; a closed account stays closed; a code used is used; the
 * session is the person's own, whoever it was put down to.
 */
export async function settle(services: Services, request: FastifyRequest, opened: Opened): Promise<void> {
  const { personId, token, method, previousToken } = opened;
  const refusal = await act(services, await actorOf(services, personId), async (verb) => {
    const { tx, now } = verb;
    const because = await barrier(verb, opened);
    if (because) {
      await tx.deleteFrom('auth_session').where('token', '=', token).execute();
      await logSignIn(tx, services, callerOf(request), { personId, method, outcome: because.outcome });
      return because.error;
    }
    if (opened.brakes[0]) await releaseBrakes(tx, [opened.brakes[0]]);
    if (previousToken) await tx.deleteFrom('auth_session').where('token', '=', previousToken).execute();
    await open(tx, opened, now);
    await endOldest(verb, opened);
    await logSignIn(tx, services, callerOf(request), { personId, method, outcome: 'signed-in' });
    await appendJournal(verb, { chain: accountChain(personId), action: 'identity.signed-in', payload: { method } });
    return undefined;
  });
  if (refusal) throw refusal;
}

async function open(tx: Tx, { token, method }: Opened, now: Instant): Promise<void> {
  const second = method === 'second-factor' || method === 'recovery-code';
  await tx
    .updateTable('auth_session')
    .set({
      signed_in_at: now,
      last_seen_at: now,
      method: method === 'oidc' ? 'oidc' : 'password',
      second_factor_at: second ? now : null,
    })
    .where('token', '=', token)
    .execute();
}

/** No more sessions at once than the settings say (GB/T 22239 asks that they are bounded; the number is ours): the oldest end, the new one stays. */
async function endOldest(verb: Act, { personId, token }: Opened): Promise<void> {
  const { sessionsAtOnce } = await settingsOf(verb.tx);
  if (sessionsAtOnce === 0) return;
  const older = await verb.tx
    .selectFrom('auth_session')
    .select('id')
    .where('user_id', '=', personId)
    .where('token', '<>', token)
    .where('signed_in_at', 'is not', null)
    .orderBy('signed_in_at', 'desc')
    .orderBy('id')
    .offset(sessionsAtOnce - 1)
    .execute();
  if (older.length === 0) return;
  const ids = older.map(({ id }) => id);
  await verb.tx.deleteFrom('auth_session').where('id', 'in', ids).execute();
  await appendJournal(verb, {
    chain: accountChain(personId),
    action: 'identity.other-sessions-ended',
    payload: { ended: ids.length, because: 'too-many' },
  });
}

interface Barrier {
  readonly outcome: SignInEvent['outcome'];
  readonly error: AppError;
}

async function barrier(verb: Act, { personId, token, brakes, totpCode }: Opened): Promise<Barrier | undefined> {
  const { tx, now } = verb;
  const opened = await tx.selectFrom('auth_session').select('user_id').where('token', '=', token).executeTakeFirst();
  if (opened?.user_id !== personId)
    return { outcome: 'wrong', error: new AppError('wrong-credentials', 401, ['登录没有完成，请重新登录']) };
  const until = brakes.length > 0 ? await lockedUntil(tx, brakes, now) : undefined;
  if (until) return { outcome: 'locked', error: lockedError(until) };
  const account = await tx
    .selectFrom('account as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.disabled_at', 'p.active'])
    .where('a.person_id', '=', personId)
    .forUpdate('a')
    .executeTakeFirst();
  if (!account || account.disabled_at || !account.active)
    return { outcome: 'disabled', error: new AppError('disabled', 403, ['账号已停用，如需恢复请联系系统管理员']) };
  if (totpCode && !(await spendCode(verb, personId, totpCode)))
    return { outcome: 'wrong', error: invalid({ code: '这个验证码已经用过，请等下一个' }) };
  return undefined;
}

/**
 * Marks a one-time code as used; false when it was used before. The code has been found right by the wall clock, so it is
 * remembered by the wall clock: three steps of half a minute, the longest it is taken by clocks that differ.
 */
export async function spendCode({ tx, services }: Act, personId: string, code: string): Promise<boolean> {
  const identifier = `used-code:${services.secrets.keyedHash(`${personId} ${code}`, 'totp.used')}`;
  await tx.selectFrom('account').select('person_id').where('person_id', '=', personId).forUpdate().execute();
  const used = await tx
    .selectFrom('auth_verification')
    .select('id')
    .where('identifier', '=', identifier)
    .where('expires_at', '>', sql<Instant>`now()`)
    .executeTakeFirst();
  if (used) return false;
  const now = sql<Instant>`now()`;
  await tx
    .insertInto('auth_verification')
    .values({
      identifier,
      value: '',
      expires_at: sql<Instant>`now() + interval '90 seconds'`,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return true;
}

/** Who is signing in, for the journal: no role counts yet. */
async function actorOf({ db }: Services, personId: string) {
  const person = await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow();
  return { id: personId, name: person.name, grants: [], secondFactor: false };
}
