import { createSign, generateKeyPairSync } from 'node:crypto';
import Fastify from 'fastify';
import { wallClock } from '#platform/time.ts';

/** A provider of the kind a province runs, as small as the standard allows (OpenID Connect Core 1.0, code flow with PKCE). */
export async function startIdentityProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const app = Fastify();
  const given = new Map<string, object>();
  let issuer = '';
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get('/.well-known/openid-configuration', () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
  }));
  app.get('/keys', () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] }));
  app.post('/token', (request) => {
    const claims = given.get((request.body as { code: string }).code) ?? {};
    return {
      access_token: Buffer.from(JSON.stringify(claims)).toString('base64url'),
      token_type: 'Bearer',
      expires_in: 300,
      id_token: signed(claims),
    };
  });
  app.get('/userinfo', (request) => {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  });
  issuer = await app.listen({ host: '127.0.0.1', port: 0 });

  function signed(claims: object): string {
    const now = Math.floor(Date.parse(wallClock.now()) / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part({ iss: issuer, aud: 'sunlit', iat: now, exp: now + 300, ...claims })}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
  }

  return {
    issuer,
    /** The person agrees at the provider: gives the address the browser is sent back to. */
    agree(authorizeUrl: string, claims: Readonly<Record<string, string>>): string {
      const asked = new URL(authorizeUrl).searchParams;
      const code = `code-${given.size}`;
      given.set(code, { ...claims, nonce: asked.get('nonce') });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return `${back.pathname}${back.search}`;
    },
    close: () => app.close(),
  };
}
