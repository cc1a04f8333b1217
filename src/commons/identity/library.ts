import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { genericOAuth, twoFactor, username } from 'better-auth/plugins';
import type { KyselyPlugin } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { USERNAME_PATTERN } from './contract.ts';
import { hashPassword, isPassword } from './hashing.ts';
import { addressFor, usernameOfProfile } from './oidc-profile.ts';

export const ISSUER_LABEL = '阳光药监';
/** Where the identity provider sends people back to; the only address of better-auth that is reachable from outside. */
export const OIDC_CALLBACK = '/api/session/callback/oidc';
/** The longest a session can last by the library's own count; ours (`settings.ts`) is shorter or equal. */
export const LONGEST_SESSION_HOURS = 24;

const MINUTE = 60;

/**
 * better-auth within one transaction, for verbs that change an account: what it writes and what we write is one commit.
 * Knows no identity provider: those need the network.
 */
export const libraryWithin = (services: Services, tx: Tx) => build(services, tx, []);

/** better-auth on the pool, made once for each set of services. */
export function libraryOf(services: Services): Library {
  const known = made.get(services);
  if (known) return known;
  const library = build(services, services.db, identityProvider(services));
  made.set(services, library);
  return library;
}

export type Library = ReturnType<typeof build>;

/** What better-auth answers, or undefined where it refuses; what it cannot do is thrown on. */
export async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    return undefined;
  }
}

/** The token of the session that these Set-Cookie lines open; undefined when they open none. */
export function sessionTokenIn(cookies: readonly string[]): string | undefined {
  const value = cookies
    .map((line) => /^[^=]*session_token=([^;]+)/.exec(line)?.[1])
    .find((found) => found !== undefined);
  // `token.signature`
  return value && decodeURIComponent(value).split('.', 1)[0];
}

const made = new WeakMap<Services, Library>();

function build(services: Services, db: Db | Tx, providers: Parameters<typeof genericOAuth>[0]['config']) {
  const { config, secrets } = services;
  return betterAuth({
    appName: ISSUER_LABEL,
    baseURL: config.baseUrl,
    basePath: '/api/session',
    secret: secrets.keyedHash('better-auth', 'library-secret'),
    trustedOrigins: [config.baseUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Its routes are not mounted; ours have limits and a lock-out of their own.
    rateLimit: { enabled: false },
    database: { db: db.withPlugin(instantsAsDates), type: 'postgres', transaction: false },
    advanced: {
      cookiePrefix: 'sunlit',
      useSecureCookies: config.baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // Addresses are kept as keyed hashes in the sign-in log only.
      ipAddress: { disableIpTracking: true },
      // The migrations are checked by our own tests.
      database: { generateId: 'uuid', validateSchema: false },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(password, hash) },
    },
    user: { modelName: 'auth_user', fields: { emailVerified: 'email_verified', ...STAMPS } },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...STAMPS,
      },
      expiresIn: LONGEST_SESSION_HOURS * 60 * MINUTE,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'auth_account',
      fields: ACCOUNT_FIELDS,
      encryptOAuthTokens: true,
      accountLinking: { enabled: true, trustedProviders: ['oidc'] },
    },
    verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...STAMPS } },
    plugins: [
      username({ displayUsername: false, usernameValidator: (name) => USERNAME_PATTERN.test(name.toLowerCase()) }),
      twoFactor({
        issuer: ISSUER_LABEL,
        twoFactorCookieMaxAge: 5 * MINUTE,
        accountLockout: { enabled: true, maxFailedAttempts: 5, durationSeconds: 15 * MINUTE },
        backupCodeOptions: { storeBackupCodes: 'encrypted' },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: { modelName: 'auth_two_factor', fields: TWO_FACTOR_FIELDS },
        },
      }),
      genericOAuth({ config: providers }),
    ],
  });
}

const STAMPS = { createdAt: 'created_at', updatedAt: 'updated_at' };
const ACCOUNT_FIELDS = {
  userId: 'user_id',
  providerId: 'provider_id',
  accountId: 'account_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  ...STAMPS,
};
const TWO_FACTOR_FIELDS = {
  userId: 'user_id',
  backupCodes: 'backup_codes',
  failedVerificationCount: 'failed_verification_count',
  lockedUntil: 'locked_until',
};

/** One provider at most, by configuration. It signs in people we have an account for and never makes one. */
function identityProvider(services: Services): Parameters<typeof genericOAuth>[0]['config'] {
  const { oidc } = services.config;
  if (!oidc) return [];
  return [
    {
      providerId: 'oidc',
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
      discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      scopes: ['openid', 'profile'],
      pkce: true,
      requireIdTokenVerification: true,
      disableImplicitSignUp: true,
      disableSignUp: true,
      mapProfileToUser: async (profile) => ({
        email: addressFor((await usernameOfProfile(services.db, profile)) ?? ''),
        emailVerified: true,
      }),
    },
  ];
}

/** Our pool gives instants as text; better-auth compares them as dates. */
const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, dated(name, value)])),
    ),
  }),
};

// date-ok: better-auth wants Date objects of what the database kept.
const dated = (name: string, value: unknown) =>
  typeof value === 'string' && (name.endsWith('_at') || name === 'locked_until') ? new Date(value) : value;
