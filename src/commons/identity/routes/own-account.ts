import { type App, actorOf, formToken } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { ById, ChangePassword, WithCode, WithPassword } from '../contract.ts';
import { changePassword, demandPassword } from '../passwords.ts';
import { disableSecondFactor, enrol, proveSecondFactor, renewRecoveryCodes } from '../second-factor.ts';
import { currentSession, endOtherSessions, endSession, sessionsOf } from '../sessions.ts';
import { formTokenKey } from '../who-am-i.ts';
import { withCookies } from './session.ts';

const own = { action: 'identity.own-account' } as const;

/** What everybody does with their own account. */
export function ownAccountRoutes(app: App, services: Services): void {
  app.post(
    '/api/session/password',
    { config: { ...own, limit: 'sign-in' }, schema: { body: ChangePassword } },
    async (request, reply) => {
      const { id, actor } = await currentSession(services, request);
      await demandPassword(services, actor.id, request.body.current, 'current');
      await act(services, actor, (verb) => changePassword(verb, request.body, id));
      return reply.code(204).send();
    },
  );

  app.get('/api/sessions', { config: { ...own, limit: 'read' } }, (request) =>
    sessionsOf(services, actorOf(request).id, request.sessionId),
  );

  app.delete('/api/sessions', { config: { ...own, limit: 'write' } }, (request) =>
    act(services, actorOf(request), (verb) => endOtherSessions(verb, request.sessionId ?? '')),
  );

  app.delete(
    '/api/sessions/:id',
    { config: { ...own, limit: 'write' }, schema: { params: ById } },
    async (request, reply) => {
      await act(services, actorOf(request), (verb) => endSession(verb, request.params.id));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/session/totp',
    { config: { ...own, limit: 'sign-in' }, schema: { body: WithPassword } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return enrol(services, request, await currentSession(services, request), request.body.password);
    },
  );

  app.post(
    '/api/session/totp/confirm',
    { config: { ...own, limit: 'sign-in' }, schema: { body: WithCode } },
    async (request, reply) => {
      const session = await currentSession(services, request);
      const { cookies, sessionId } = await proveSecondFactor(services, request, session, request.body.code);
      return withCookies(reply, cookies).send({ formToken: formToken(sessionId, formTokenKey(services)) });
    },
  );

  app.delete(
    '/api/session/totp',
    { config: { ...own, limit: 'sign-in' }, schema: { body: WithPassword } },
    async (request, reply) => {
      await disableSecondFactor(services, await currentSession(services, request), request.body.password);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/session/recovery-codes',
    { config: { ...own, limit: 'sign-in' }, schema: { body: WithPassword } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return renewRecoveryCodes(services, request, await currentSession(services, request), request.body.password);
    },
  );
}
