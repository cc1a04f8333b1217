import type { FastifyRequest } from 'fastify';
import { type Instant, hoursBetween } from '#kernel/dates.ts';
import { AppError, forbidden, notFound, unauthenticated } from '#kernel/errors.ts';
import { type Grant, allows } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Session } from '#platform/http.ts';
import { type Act, type Services, act } from '#platform/services.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { grantsOf } from '#commons/organisations/index.ts';
import { accountChain } from './chain.ts';
import type { SessionRow, Settings } from './contract.ts';
import { headersOf } from './headers.ts';
import { libraryOf } from './library.ts';
import { policy } from './policy.ts';
import { splitGrants } from './second-factor-demand.ts';
import { settingsOf } from './settings.ts';
import { logSignIn } from './sign-in-log.ts';

/** What a live session says beyond who it is. */
export interface LiveSession extends Session {
  readonly token: string;
  readonly mustChangePassword: boolean;
  readonly secondFactorEnrolled: boolean;
  /** All that the person holds, whether or not it counts in this session. */
  readonly held: readonly Grant[];
  /** What counts only once a second factor has been given. */
  readonly withheld: readonly Grant[];
  readonly settings: Settings;
}

/**
 * For `buildHttp`: who asks. Roles are read anew for every request, so that a post given or taken counts at once.
 * Null when the cookie is not ours, the session has been ended, has idled too long or lasted too long, or the account is closed.
 */
export const authenticate =
  (services: Services) =>
  (request: FastifyRequest): Promise<Session | null> =>
    liveSession(services, request);

export async function liveSession(services: Services, request: FastifyRequest): Promise<LiveSession | null> {
  // better-auth checks the cookie's signature and its own expiry; the rest is ours.
  const known = await libraryOf(services)
    .api.getSession({ headers: headersOf(request) })
    .catch(cannotTell);
  if (!known) return null;
  const row = await sessionRow(services.db, known.session.id);
  if (!row?.signed_in_at || !row.last_seen_at) return null;
  if (row.disabled_at || !row.active) return null;
  const settings = await settingsOf(services.db);
  const now = services.time.now();
  const over = overBecause(row.signed_in_at, row.last_seen_at, now, settings);
  if (over) {
    await closeSession(services, request, row, over);
    return null;
  }
  await markSeen(services, row.id, row.last_seen_at, now);
  return live(services, row, settings);
}

/** The library hides why it could not look; a cookie that is wrong gives null, so it is the database. Nobody is signed out by that. */
function cannotTell(): never {
  throw new AppError('unavailable', 503, ['系统正忙，请稍后再试']);
}

/** The session of a route that is not public. */
export async function currentSession(services: Services, request: FastifyRequest): Promise<LiveSession> {
  const session = await liveSession(services, request);
  if (!session) throw unauthenticated();
  return session;
}

const sessionRow = (db: Db, id: string) =>
  db
    .selectFrom('auth_session as s')
    .innerJoin('auth_user as u', 'u.id', 's.user_id')
    .innerJoin('account as a', 'a.person_id', 's.user_id')
    .innerJoin('person as p', 'p.id', 's.user_id')
    .select(['s.id', 's.token', 's.user_id', 's.signed_in_at', 's.last_seen_at', 's.second_factor_at', 's.method'])
    .select([
      'a.disabled_at',
      'a.must_change_password',
      'a.password_set_at',
      'p.name',
      'p.active',
      'u.two_factor_enabled',
    ])
    .where('s.id', '=', id)
    .executeTakeFirst();

type Row = NonNullable<Awaited<ReturnType<typeof sessionRow>>>;

async function live(services: Services, row: Row, settings: Settings): Promise<LiveSession> {
  const mustChangePassword =
    row.must_change_password ||
    (row.method === 'password' && tooOld(row.password_set_at, services.time.now(), settings));
  const held = await grantsOf(services.db, row.user_id, services.time.today());
  const given = row.second_factor_at !== null || (row.method === 'oidc' && settings.providerCounts);
  const { counting, withheld } = splitGrants(held, given, settings);
  return {
    id: row.id,
    token: row.token,
    actor: { id: row.user_id, name: row.name, grants: mustChangePassword ? [] : counting, secondFactor: given },
    mustChangePassword,
    secondFactorEnrolled: row.two_factor_enabled,
    held,
    withheld,
    settings,
  };
}

function tooOld(setAt: Instant, now: Instant, { passwordMaxAgeDays }: Settings): boolean {
  return passwordMaxAgeDays > 0 && hoursBetween(setAt, now) > passwordMaxAgeDays * 24;
}

function overBecause(
  signedInAt: Instant,
  lastSeenAt: Instant,
  now: Instant,
  settings: Settings,
): 'idle' | 'expired' | undefined {
  if (hoursBetween(signedInAt, now) >= settings.absoluteHours) return 'expired';
  return hoursBetween(lastSeenAt, now) * 60 >= settings.idleMinutes ? 'idle' : undefined;
}

async function closeSession(
  services: Services,
  request: FastifyRequest,
  row: Row,
  outcome: 'idle' | 'expired',
): Promise<void> {
  const { numDeletedRows } = await services.db.deleteFrom('auth_session').where('id', '=', row.id).executeTakeFirst();
  if (numDeletedRows === 0n) return;
  const method = row.method === 'oidc' ? 'oidc' : 'password';
  await logSignIn(services.db, services, callerOf(request), { personId: row.user_id, method, outcome });
}

/** At most once a minute: reading a screen should not write a row each time. */
async function markSeen(services: Services, id: string, lastSeenAt: Instant, now: Instant): Promise<void> {
  if (hoursBetween(lastSeenAt, now) * 60 < 1) return;
  await services.db.updateTable('auth_session').set({ last_seen_at: now }).where('id', '=', id).execute();
}

export const callerOf = (request: FastifyRequest) => ({
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
});

/** Sessions of a person that still count, newest first. */
export async function sessionsOf(
  services: Services,
  personId: string,
  currentId: string | null,
): Promise<SessionRow[]> {
  const settings = await settingsOf(services.db);
  const now = services.time.now();
  const rows = await services.db
    .selectFrom('auth_session')
    .select(['id', 'signed_in_at', 'last_seen_at', 'method', 'second_factor_at', 'user_agent'])
    .where('user_id', '=', personId)
    .orderBy('signed_in_at', 'desc')
    .execute();
  return rows.flatMap(
    ({ id, signed_in_at: signedInAt, last_seen_at: lastSeenAt, method, second_factor_at, user_agent }) => {
      if (!signedInAt || !lastSeenAt || overBecause(signedInAt, lastSeenAt, now, settings)) return [];
      return [
        {
          id,
          signedInAt,
          lastSeenAt,
          method: method ?? 'password',
          secondFactor: second_factor_at !== null,
          userAgent: user_agent ?? '',
          current: id === currentId,
        },
      ];
    },
  );
}

/** Ends one session: one's own, or anyone's by those who may. Refuses what is not there or not theirs with the same words. */
export async function endSession(act: Act, sessionId: string): Promise<void> {
  const row = await act.tx.selectFrom('auth_session').select('user_id').where('id', '=', sessionId).executeTakeFirst();
  const own = row?.user_id === act.actor.id;
  if (!row || !(own || allows(policy['identity.end-sessions'], act.actor))) throw notFound('这次登录');
  await act.tx.deleteFrom('auth_session').where('id', '=', sessionId).execute();
  await appendJournal(act, {
    chain: accountChain(row.user_id),
    action: 'identity.session-ended',
    payload: { sessionId, own },
  });
}

/** Ends every session of one's own but this one. */
export async function endOtherSessions(act: Act, keepId: string): Promise<{ ended: number }> {
  if (!allows(policy['identity.own-account'], act.actor)) throw forbidden();
  const ended = await dropSessions(act.tx, act.actor.id, keepId);
  await appendJournal(act, {
    chain: accountChain(act.actor.id),
    action: 'identity.other-sessions-ended',
    payload: { ended },
  });
  return { ended };
}

/** Removes a person's sessions, all or all but one, within the caller's transaction. Gives how many there were. */
export async function dropSessions(tx: Tx, personId: string, keepId?: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('auth_session')
    .where('user_id', '=', personId)
    .$if(keepId !== undefined, (q) => q.where('id', '<>', keepId ?? ''))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Sign-out of the session that asks. */
export async function signOut(services: Services, request: FastifyRequest, session: LiveSession): Promise<void> {
  await act(services, session.actor, async (verb) => {
    await verb.tx.deleteFrom('auth_session').where('id', '=', session.id).execute();
    await logSignIn(verb.tx, services, callerOf(request), {
      personId: session.actor.id,
      method: 'password',
      outcome: 'signed-out',
    });
    await appendJournal(verb, {
      chain: accountChain(session.actor.id),
      action: 'identity.signed-out',
      payload: { sessionId: session.id },
    });
  });
}
