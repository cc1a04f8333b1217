import type { FastifyRequest } from 'fastify';
import { AppError, invalid } from '#kernel/errors.ts';
import type { Services } from '#platform/services.ts';
import { type Brake, addressBrake, countFailure, lockedError, lockedUntil, nameBrake, personBrake } from './brake.ts';
import type { SecondFactor, SignIn } from './contract.ts';
import { headersOf } from './headers.ts';
import { libraryOf, unlessRefused } from './library.ts';
import { callerOf, liveSession } from './sessions.ts';
import { settle } from './settle.ts';
import { type SignInEvent, logSignIn } from './sign-in-log.ts';

/** What sign-in comes to: the cookies to set, and whether a second factor is still asked for. */
export interface SignedIn {
  readonly cookies: readonly string[];
  readonly next: 'done' | 'second-factor';
}

/**
 * Checks a name and a password. A new session is made each time and the one that asked is ended, so that a session
 * planted beforehand is worth nothing. Refuses with the same words and after the same work whether or not there is
 * such an account; says that an account is closed only to whoever knows its password.
 */
export async function signIn(
  services: Services,
  request: FastifyRequest,
  { username, password }: SignIn,
): Promise<SignedIn> {
  const brakes = [nameBrake(services, username), addressBrake(services, request.ip)];
  const personId = await personCalled(services, username);
  const attempt: Attempt = { services, request, brakes, personId, method: 'password' };
  await demandUnlocked(attempt);
  const previous = await liveSession(services, request);
  const { api } = libraryOf(services);
  const answer = await unlessRefused(() =>
    api.signInUsername({ body: { username, password }, headers: headersOf(request, isNotOurs), returnHeaders: true }),
  );
  if (!answer || !personId)
    throw await wrong(attempt, () => new AppError('wrong-credentials', 401, ['用户名或密码不正确']));
  const cookies = answer.headers.getSetCookie();
  const token = tokenOf(answer.response);
  if (!token) return askSecondFactor(attempt, cookies);
  await settle(services, request, { personId, token, brakes, method: 'password', previousToken: previous?.token });
  return { cookies, next: 'done' };
}

/** The second step of a sign-in: a code of the authenticator or one of the recovery codes, within five minutes of the password. */
export async function giveSecondFactor(
  services: Services,
  request: FastifyRequest,
  given: SecondFactor,
): Promise<SignedIn> {
  const personId = await personChallenged(services, request);
  const brakes = [...(personId ? [personBrake(services, personId)] : []), addressBrake(services, request.ip)];
  const method = given.kind === 'totp' ? 'second-factor' : 'recovery-code';
  const attempt: Attempt = { services, request, brakes, personId, method };
  await demandUnlocked(attempt);
  const previous = await liveSession(services, request);
  const code = given.code.trim();
  // Without the session's cookie: with one, better-auth would check the code of whoever is signed in.
  const asked = { body: { code }, headers: headersOf(request, isNotOurs), returnHeaders: true } as const;
  const { api } = libraryOf(services);
  const verify = () => (given.kind === 'totp' ? api.verifyTOTP(asked) : api.verifyBackupCode(asked));
  const answer = personId ? await unlessRefused(verify) : undefined;
  const token = tokenOf(answer?.response);
  if (!answer || !token || !personId)
    throw await wrong(attempt, () => invalid({ code: '验证码不正确或已失效，请重新输入；超过 5 分钟请重新登录' }));
  const totpCode = given.kind === 'totp' ? code : undefined;
  await settle(services, request, { personId, token, brakes, method, totpCode, previousToken: previous?.token });
  return { cookies: answer.headers.getSetCookie(), next: 'done' };
}

/**
 * Whose second factor is awaited: the library keeps it under a random identifier that only the cookie of the first step names.
 * Nobody's where there are several such cookies: the library might read another one than we do, and the tries and the code
 * used would be put down to somebody else.
 */
async function personChallenged({ db }: Services, request: FastifyRequest): Promise<string | null> {
  if ((request.headers.cookie ?? '').split('two_factor=').length !== 2) return null;
  const cookie = Object.entries(request.cookies).find(([name]) => name.endsWith('.two_factor'))?.[1];
  if (!cookie) return null;
  const row = await db
    .selectFrom('auth_verification')
    .select('value')
    .where('identifier', '=', cookie.slice(0, cookie.lastIndexOf('.')))
    .executeTakeFirst();
  return row?.value ?? null;
}

interface Attempt {
  readonly services: Services;
  readonly request: FastifyRequest;
  readonly brakes: readonly Brake[];
  readonly personId: string | null;
  readonly method: SignInEvent['method'];
}

async function personCalled({ db }: Services, username: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth_user')
    .select('id')
    .where('username', '=', username.toLowerCase())
    .executeTakeFirst();
  return row?.id ?? null;
}

async function demandUnlocked(attempt: Attempt): Promise<void> {
  const { services, brakes } = attempt;
  const until = await lockedUntil(services.db, brakes, services.time.now());
  if (!until) return;
  await note(attempt, 'locked');
  throw lockedError(until);
}

async function wrong(attempt: Attempt, refusal: () => AppError): Promise<AppError> {
  const { services, brakes } = attempt;
  const until = await countFailure(services.db, brakes, services.time.now());
  await note(attempt, 'wrong');
  return until ? lockedError(until) : refusal();
}

/** The password was right; nothing is open yet. The library's cookie remembers for five minutes who is asked. */
async function askSecondFactor(attempt: Attempt, cookies: readonly string[]): Promise<SignedIn> {
  const until = await lockedUntil(attempt.services.db, attempt.brakes, attempt.services.time.now());
  if (until) throw lockedError(until);
  await note(attempt, 'second-factor-asked');
  return { cookies, next: 'second-factor' };
}

const note = ({ services, request, personId, method }: Attempt, outcome: SignInEvent['outcome']) =>
  logSignIn(services.db, services, callerOf(request), { personId, method, outcome });

function tokenOf(answer: unknown): string | undefined {
  const token = (answer as { token?: unknown } | null)?.token;
  return typeof token === 'string' ? token : undefined;
}

/** Session cookies are left out where a new session is asked for. */
const isNotOurs = (cookieName: string) => !cookieName.includes('session_token');
