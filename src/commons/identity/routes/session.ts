import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/http.ts';
import { notFound } from '#kernel/errors.ts';
import type { Services } from '#platform/services.ts';
import { SecondFactor, SetUp, SignIn } from '../contract.ts';
import { OIDC_CALLBACK } from '../library.ts';
import { beginOidc, endOidc, type Sent } from '../oidc.ts';
import { currentSession, signOut } from '../sessions.ts';
import { setUp, setUpNeeded } from '../set-up.ts';
import { giveSecondFactor, signIn } from '../sign-in.ts';
import { whoAmI } from '../who-am-i.ts';

/** In and out. What is answered here depends on who asks, so nothing of it is kept by anyone. */
export function sessionRoutes(app: App, services: Services): void {
  app.get('/api/session', { config: { action: 'identity.who-am-i', limit: 'read' } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return whoAmI(services, request);
  });

  app.post(
    '/api/session',
    { config: { action: 'identity.sign-in', limit: 'sign-in' }, schema: { body: SignIn } },
    async (request, reply) => {
      const { cookies, next } = await signIn(services, request, request.body);
      return withCookies(reply, cookies).send({ next });
    },
  );

  app.post(
    '/api/session/second-factor',
    { config: { action: 'identity.sign-in', limit: 'sign-in' }, schema: { body: SecondFactor } },
    async (request, reply) => {
      const { cookies, next } = await giveSecondFactor(services, request, request.body);
      return withCookies(reply, cookies).send({ next });
    },
  );

  app.delete('/api/session', { config: { action: 'identity.own-account', limit: 'write' } }, async (request, reply) => {
    await signOut(services, request, await currentSession(services, request));
    return forgetCookies(services, request, reply).code(204).send();
  });

  app.get('/api/session/oidc', { config: { action: 'identity.sign-in', limit: 'sign-in' } }, async (request, reply) =>
    sendOn(reply, await beginOidc(services, request)),
  );

  app.get(OIDC_CALLBACK, { config: { action: 'identity.sign-in', limit: 'sign-in' } }, async (request, reply) =>
    sendOn(reply, await endOidc(services, request)),
  );

  app.get('/api/setup', { config: { action: 'identity.set-up', limit: 'sign-in' } }, async () => {
    if (!(await setUpNeeded(services.db))) throw notFound('这个页面');
    return { needed: true };
  });

  app.post(
    '/api/setup',
    { config: { action: 'identity.set-up', limit: 'sign-in' }, schema: { body: SetUp } },
    async (request, reply) => {
      await setUp(services, request.ip, request.body);
      return reply.code(201).send({ done: true });
    },
  );
}

export function withCookies(reply: FastifyReply, cookies: readonly string[]): FastifyReply {
  reply.header('cache-control', 'no-store');
  return cookies.length > 0 ? reply.header('set-cookie', [...cookies]) : reply;
}

const sendOn = (reply: FastifyReply, { to, cookies }: Sent) => withCookies(reply, cookies).redirect(to, 303);

function forgetCookies(services: Services, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const secure = services.config.baseUrl.startsWith('https:');
  for (const name of Object.keys(request.cookies).filter((one) => one.includes('sunlit.')))
    reply.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure });
  return reply;
}
