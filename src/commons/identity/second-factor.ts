import type { FastifyRequest } from 'fastify';
import { invalid, refused } from '#kernel/errors.ts';
import { type Act, type Services, act } from '#platform/services.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { removeSecondFactor } from './accounts.ts';
import { countFailure, lockedError, lockedUntil, personBrake, releaseBrakes } from './brake.ts';
import { accountChain } from './chain.ts';
import type { Enrolment } from './contract.ts';
import { headersOf } from './headers.ts';
import { ISSUER_LABEL, libraryOf, libraryWithin, sessionTokenIn, unlessRefused } from './library.ts';
import { demandPassword } from './passwords.ts';
import { asksForSecondFactor } from './second-factor-demand.ts';
import { type LiveSession, dropSessions } from './sessions.ts';
import { spendCode } from './settle.ts';

/** Begins enrolment: a new secret and recovery codes, shown this once. It counts when a code has confirmed it. */
export async function enrol(
  services: Services,
  request: FastifyRequest,
  { actor }: LiveSession,
  password: string,
): Promise<Enrolment> {
  await demandPassword(services, actor.id, password);
  return act(services, actor, async (verb) => {
    const { api } = libraryWithin(services, verb.tx);
    const answer = await unlessRefused(() =>
      api.enableTwoFactor({ body: { password, method: 'totp' }, headers: headersOf(request) }),
    );
    if (answer?.method !== 'totp') throw refused(['已经启用双因素登录；如需更换，请先停用再重新启用']);
    await note(verb, 'identity.second-factor-begun');
    const { username } = await verb.tx
      .selectFrom('auth_user')
      .select('username')
      .where('id', '=', actor.id)
      .executeTakeFirstOrThrow();
    return enrolmentOf(answer.totpURI, username, answer.backupCodes);
  });
}

/** The library labels the secret with its e-mail address; people know their user name. */
function enrolmentOf(totpUri: string, username: string, recoveryCodes: readonly string[]): Enrolment {
  const secret = new URL(totpUri).searchParams.get('secret') ?? '';
  const label = encodeURIComponent(`${ISSUER_LABEL}:${username}`);
  const uri = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(ISSUER_LABEL)}&digits=6&period=30`;
  return { uri, secret: secret.match(/.{1,4}/g)?.join(' ') ?? '', recoveryCodes };
}

/** The session after a second factor was given: its cookies, if it was renewed, and its id. */
export interface Proven {
  readonly cookies: readonly string[];
  readonly sessionId: string;
}

/**
 * Confirms an enrolment, or proves the second factor again within a session (step-up). The session remembers it; the first
 * time it is also renewed, and every other session of the person ends. Refuses a wrong code beside `code`, and one used before; wrong ones are counted.
 */
export async function proveSecondFactor(
  services: Services,
  request: FastifyRequest,
  session: LiveSession,
  code: string,
): Promise<Proven> {
  const brakes = [personBrake(services, session.actor.id)];
  const now = services.time.now();
  const locked = await lockedUntil(services.db, brakes, now);
  if (locked) throw lockedError(locked);
  const proven = await act(services, session.actor, (verb) => prove(verb, request, session, code));
  if (proven) {
    await releaseBrakes(services.db, brakes);
    return proven;
  }
  const until = await countFailure(services.db, brakes, now);
  throw until ? lockedError(until) : invalid({ code: '验证码不正确，请核对手机时间后重新输入' });
}

async function prove(
  verb: Act,
  request: FastifyRequest,
  session: LiveSession,
  code: string,
): Promise<Proven | undefined> {
  const { tx, now, services, actor } = verb;
  const before = await tx
    .selectFrom('auth_session')
    .select(['signed_in_at', 'method'])
    .where('id', '=', session.id)
    .executeTakeFirstOrThrow();
  const answer = await unlessRefused(() =>
    libraryWithin(services, tx).api.verifyTOTP({ body: { code }, headers: headersOf(request), returnHeaders: true }),
  );
  if (!answer) return undefined;
  if (!(await spendCode(verb, actor.id, code))) throw invalid({ code: '这个验证码已经用过，请等下一个' });
  // Confirming an enrolment makes the library replace the session by a new one; a step-up keeps it.
  const cookies = session.secondFactorEnrolled ? [] : answer.headers.getSetCookie();
  const { id: sessionId } = await tx
    .updateTable('auth_session')
    .set({ ...before, last_seen_at: now, second_factor_at: now })
    .where('token', '=', sessionTokenIn(cookies) ?? session.token)
    .returning('id')
    .executeTakeFirstOrThrow();
  if (session.secondFactorEnrolled) await note(verb, 'identity.second-factor-proven');
  else {
    // Opened by the password alone, elsewhere and perhaps by somebody else.
    const otherSessionsEnded = await dropSessions(tx, actor.id, sessionId);
    await note(verb, 'identity.second-factor-enrolled', { otherSessionsEnded });
  }
  return { cookies, sessionId };
}

/** Who knows the password alone must not be able to do away with the second factor, or to make a key to it. */
function demandGiven({ actor, secondFactorEnrolled }: LiveSession): void {
  if (secondFactorEnrolled && !actor.secondFactor) throw refused(['请先在本次登录中输入双因素验证码，再办理这一项']);
}

/**
 * Takes one's own second factor off. Refuses a session that has not given it, and whoever holds a role that asks for it: the
 * administrator resets a lost one.
 */
export async function disableSecondFactor(services: Services, session: LiveSession, password: string): Promise<void> {
  const { actor, held, settings } = session;
  demandGiven(session);
  await demandPassword(services, actor.id, password);
  if (held.some(({ role }) => asksForSecondFactor(role, settings)))
    throw refused(['您的岗位要求双因素登录，不能自行停用；如更换或遗失手机，请联系系统管理员重置']);
  await act(services, actor, async (verb) => {
    await removeSecondFactor(verb, actor.id);
    await verb.tx.updateTable('auth_session').set({ second_factor_at: null }).where('user_id', '=', actor.id).execute();
    await note(verb, 'identity.second-factor-disabled');
  });
}

/** New recovery codes, shown this once; the old ones count no more. Refuses a session that has not given the second factor. */
export async function renewRecoveryCodes(
  services: Services,
  request: FastifyRequest,
  session: LiveSession,
  password: string,
): Promise<{ recoveryCodes: readonly string[] }> {
  const { actor } = session;
  demandGiven(session);
  await demandPassword(services, actor.id, password);
  return act(services, actor, async (verb) => {
    const { api } = libraryWithin(services, verb.tx);
    const answer = await unlessRefused(() =>
      api.generateBackupCodes({ body: { password }, headers: headersOf(request) }),
    );
    if (!answer) throw refused(['还没有启用双因素登录']);
    await note(verb, 'identity.recovery-codes-renewed');
    return { recoveryCodes: answer.backupCodes };
  });
}

/** How many recovery codes are left; null without a second factor. */
export async function recoveryCodesLeft(services: Services, personId: string): Promise<number | null> {
  const row = await services.db
    .selectFrom('auth_two_factor')
    .select('verified')
    .where('user_id', '=', personId)
    .executeTakeFirst();
  if (!row?.verified) return null;
  const { backupCodes } = await libraryOf(services).api.viewBackupCodes({ body: { userId: personId } });
  return backupCodes.length;
}

const note = (verb: Act, action: string, payload: Readonly<Record<string, unknown>> = {}) =>
  appendJournal(verb, { chain: accountChain(verb.actor.id), action, payload });
