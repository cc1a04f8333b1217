import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { NewKey, NewPartner, PartnerChange, RecordQuery, WithReason } from './contract.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { issueKey, revokeKey } from './keys.ts';
import { changePartner, closePartner, registerPartner, reopenPartner } from './partners.ts';
import { partnersWithKeys, recordsLike } from './queries.ts';
import { signedRoutes } from './signed-routes.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid', title: '编号' }) });
const read = { action: 'exchange.read', limit: 'read' } as const;
const manage = { action: 'exchange.manage-partners', limit: 'write' } as const;

/** What staff do about partners, and what partners call. */
export function officeRoutes(app: App, services: Services): void {
  app.get('/api/exchange/partners', { config: read }, async () => ({ rows: await partnersWithKeys(services) }));

  app.post('/api/exchange/partners', { config: manage, schema: { body: NewPartner } }, async (request, reply) => {
    const id = await act(services, actorOf(request), (a) => registerPartner(a, request.body));
    return reply.code(201).send({ id });
  });

  app.put(
    '/api/exchange/partners/:id',
    { config: manage, schema: { params: ById, body: PartnerChange } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => changePartner(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );

  const withReason = { params: ById, body: WithReason };
  app.post('/api/exchange/partners/:id/close', { config: manage, schema: withReason }, async (request, reply) => {
    await act(services, actorOf(request), (a) => closePartner(a, request.params.id, request.body.reason));
    return reply.code(204).send();
  });
  app.post('/api/exchange/partners/:id/reopen', { config: manage, schema: withReason }, async (request, reply) => {
    await act(services, actorOf(request), (a) => reopenPartner(a, request.params.id, request.body.reason));
    return reply.code(204).send();
  });

  app.post(
    '/api/exchange/partners/:id/keys',
    { config: { action: 'exchange.issue-keys', limit: 'write' }, schema: { params: ById, body: NewKey } },
    async (request, reply) => {
      reply.code(201).header('cache-control', 'no-store');
      return act(services, actorOf(request), (a) => issueKey(a, request.params.id, request.body));
    },
  );
  app.post(
    '/api/exchange/keys/:id/revoke',
    { config: { action: 'exchange.revoke-keys', limit: 'write' }, schema: withReason },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => revokeKey(a, request.params.id, request.body.reason));
      return reply.code(204).send();
    },
  );

  app.get('/api/exchange/records', { config: read, schema: { querystring: RecordQuery } }, (request) =>
    recordsLike(services, request.query),
  );

  signedRoutes(app, services, exchangeRoutes);
}
