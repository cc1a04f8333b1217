import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import {
  disableAccount,
  enableAccount,
  openAccount,
  resetPassword,
  resetSecondFactor,
  unlockAccount,
} from '../accounts.ts';
import { AccountVersion, AccountsQuery, ById, NewAccount, Settings, SignInsQuery, WithReason } from '../contract.ts';
import { accountsLike, peopleWithoutAccount } from '../queries.ts';
import { endSession, sessionsOf } from '../sessions.ts';
import { changeSignInSettings, settingsOf } from '../settings.ts';
import { signInsLike } from '../sign-in-log.ts';

const read = { action: 'identity.read-accounts', limit: 'read' } as const;
const manage = { action: 'identity.manage-accounts', limit: 'write' } as const;

/** What the administrator, the security officer and the auditor do about the accounts of others. */
export function accountRoutes(app: App, services: Services): void {
  app.get('/api/identity/accounts', { config: read, schema: { querystring: AccountsQuery } }, (request) =>
    accountsLike(services, request.query.q),
  );

  app.get(
    '/api/identity/people-without-account',
    { config: { ...manage, limit: 'read' }, schema: { querystring: AccountsQuery } },
    (request) => peopleWithoutAccount(services, request.query.q),
  );

  app.post('/api/identity/accounts', { config: manage, schema: { body: NewAccount } }, async (request, reply) => {
    reply.code(201).header('cache-control', 'no-store');
    return act(services, actorOf(request), (verb) => openAccount(verb, request.body));
  });

  const one = { params: ById, body: AccountVersion };
  app.post(
    '/api/identity/accounts/:id/disable',
    { config: manage, schema: { params: ById, body: WithReason } },
    async (request, reply) => {
      await act(services, actorOf(request), (verb) => disableAccount(verb, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.post('/api/identity/accounts/:id/enable', { config: manage, schema: one }, async (request, reply) => {
    await act(services, actorOf(request), (verb) => enableAccount(verb, request.params.id, request.body));
    return reply.code(204).send();
  });
  app.post('/api/identity/accounts/:id/unlock', { config: manage, schema: one }, async (request, reply) => {
    await act(services, actorOf(request), (verb) => unlockAccount(verb, request.params.id, request.body));
    return reply.code(204).send();
  });
  app.post('/api/identity/accounts/:id/reset', { config: manage, schema: one }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return act(services, actorOf(request), (verb) => resetPassword(verb, request.params.id, request.body));
  });
  app.post(
    '/api/identity/accounts/:id/reset-second-factor',
    { config: manage, schema: one },
    async (request, reply) => {
      await act(services, actorOf(request), (verb) => resetSecondFactor(verb, request.params.id, request.body));
      return reply.code(204).send();
    },
  );

  app.get('/api/identity/accounts/:id/sessions', { config: read, schema: { params: ById } }, (request) =>
    sessionsOf(services, request.params.id, request.sessionId),
  );
  const end = { action: 'identity.end-sessions', limit: 'write' } as const;
  app.delete('/api/identity/sessions/:id', { config: end, schema: { params: ById } }, async (request, reply) => {
    await act(services, actorOf(request), (verb) => endSession(verb, request.params.id));
    return reply.code(204).send();
  });

  const log = { action: 'identity.read-sign-ins', limit: 'read' } as const;
  app.get('/api/identity/sign-ins', { config: log, schema: { querystring: SignInsQuery } }, (request) =>
    signInsLike(services.db, request.query),
  );

  app.get('/api/identity/settings', { config: { action: 'identity.read-settings', limit: 'read' } }, () =>
    settingsOf(services.db),
  );
  const change = { action: 'identity.change-settings', limit: 'write' } as const;
  app.put('/api/identity/settings', { config: change, schema: { body: Settings } }, async (request, reply) => {
    await act(services, actorOf(request), (verb) => changeSignInSettings(verb, request.body));
    return reply.code(204).send();
  });
}
