import type { FastifyRequest } from 'fastify';
import { notFound } from '#kernel/errors.ts';
import type { Services } from '#platform/services.ts';
import { addressBrake, lockedError, lockedUntil } from './brake.ts';
import { headersOf } from './headers.ts';
import { OIDC_CALLBACK, libraryOf, sessionTokenIn } from './library.ts';
import { callerOf, liveSession } from './sessions.ts';
import { settle } from './settle.ts';
import { logSignIn } from './sign-in-log.ts';

export const WORKBENCH = '/workbench/';
/** Where the workbench says why a sign-in by the identity provider came to nothing. */
const FAILED = '/workbench/?sign-in=';

export interface Sent {
  readonly to: string;
  readonly cookies: readonly string[];
}

/** Sends the browser to the identity provider. Not found when none is configured. */
export async function beginOidc(services: Services, request: FastifyRequest): Promise<Sent> {
  if (!services.config.oidc) throw notFound('统一身份认证');
  const until = await lockedUntil(services.db, [addressBrake(services, request.ip)], services.time.now());
  if (until) throw lockedError(until);
  const { headers, response } = await libraryOf(services).api.signInSocial({
    body: { provider: 'oidc', callbackURL: WORKBENCH, errorCallbackURL: `${FAILED}refused`, disableRedirect: true },
    headers: headersOf(request, () => false),
    returnHeaders: true,
  });
  return { to: response.url ?? `${FAILED}unavailable`, cookies: headers.getSetCookie() };
}

/**
 * The way back. better-auth checks state, nonce, signature and issuer, and links the provider's account to ours by staff number
 * or user name (`oidc-profile.ts`); nobody is registered. The one request of better-auth's own routes that is let through.
 */
export async function endOidc(services: Services, request: FastifyRequest): Promise<Sent> {
  if (!services.config.oidc) throw notFound('统一身份认证');
  const url = new URL(OIDC_CALLBACK, services.config.baseUrl);
  url.search = new URL(request.url, services.config.baseUrl).search;
  const previous = await liveSession(services, request);
  const answer = await libraryOf(services).handler(
    new Request(url, { headers: headersOf(request, (name) => !name.includes('session_token')) }),
  );
  const cookies = answer.headers.getSetCookie();
  const token = sessionTokenIn(cookies);
  const owner = token && (await ownerOf(services, token));
  if (!token || !owner) {
    await logSignIn(services.db, services, callerOf(request), {
      personId: null,
      method: 'oidc',
      outcome: 'unknown-person',
    });
    return { to: `${FAILED}unknown`, cookies: [] };
  }
  await settle(services, request, {
    personId: owner,
    token,
    brakes: [],
    method: 'oidc',
    previousToken: previous?.token,
  });
  return { to: WORKBENCH, cookies };
}

async function ownerOf({ db }: Services, token: string): Promise<string | undefined> {
  const row = await db.selectFrom('auth_session').select('user_id').where('token', '=', token).executeTakeFirst();
  return row?.user_id;
}
