import { Type } from 'typebox';
import type { FastifyRequest } from 'fastify';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import {
  DeliveryQuery,
  NewKey,
  NewLegalityRequest,
  NewPartner,
  NewSubscription,
  PartnerChange,
  RecordQuery,
  SubscriptionChange,
  WithReason,
} from './contract.ts';
import { deliveriesLike, subscriptionsWithState } from './delivery-queries.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { issueKey, revokeKey } from './keys.ts';
import { askPlatform, callOffRequest } from './legality.ts';
import { legalityBoard } from './legality-board.ts';
import { changePartner, closePartner, registerPartner, reopenPartner } from './partners.ts';
import { bureausOfPartners } from './partner-sight.ts';
import { partnersWithKeys, recordsLike } from './queries.ts';
import { signedRoutes } from './signed-routes.ts';
import { abandonDelivery, changeSubscription, pauseSubscription, replayDelivery, subscribe } from './subscriptions.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid', title: '编号' }) });
const read = { action: 'exchange.read', limit: 'read' } as const;
const seenBy = (request: FastifyRequest) => bureausOfPartners(actorOf(request));
const manage = { action: 'exchange.manage-partners', limit: 'write' } as const;

/** What staff do about partners, and what partners call. */
export function officeRoutes(app: App, services: Services): void {
  app.get('/api/exchange/partners', { config: read }, async (request) => ({
    rows: await partnersWithKeys(services, seenBy(request)),
  }));

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
    recordsLike(services, request.query, seenBy(request)),
  );

  subscriptionRoutes(app, services);
  legalityRoutes(app, services);
  signedRoutes(app, services, exchangeRoutes);
}

function subscriptionRoutes(app: App, services: Services): void {
  app.get('/api/exchange/subscriptions', { config: read }, async (request) => ({
    rows: await subscriptionsWithState(services, seenBy(request)),
  }));
  app.post(
    '/api/exchange/subscriptions',
    { config: manage, schema: { body: NewSubscription } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => subscribe(a, request.body));
      return reply.code(201).send({ id });
    },
  );
  app.put(
    '/api/exchange/subscriptions/:id',
    { config: manage, schema: { params: ById, body: SubscriptionChange } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => changeSubscription(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  const withReason = { params: ById, body: WithReason };
  app.post('/api/exchange/subscriptions/:id/pause', { config: manage, schema: withReason }, async (request, reply) => {
    await act(services, actorOf(request), (a) => pauseSubscription(a, request.params.id, request.body.reason));
    return reply.code(204).send();
  });

  app.get('/api/exchange/deliveries', { config: read, schema: { querystring: DeliveryQuery } }, (request) =>
    deliveriesLike(services, request.query, seenBy(request)),
  );
  const settle = { config: { action: 'exchange.settle-deliveries', limit: 'write' }, schema: withReason } as const;
  app.post('/api/exchange/deliveries/:id/replay', settle, async (request, reply) => {
    await act(services, actorOf(request), (a) => replayDelivery(a, request.params.id, request.body.reason));
    return reply.code(204).send();
  });
  app.post('/api/exchange/deliveries/:id/abandon', settle, async (request, reply) => {
    await act(services, actorOf(request), (a) => abandonDelivery(a, request.params.id, request.body.reason));
    return reply.code(204).send();
  });
}

function legalityRoutes(app: App, services: Services): void {
  app.get('/api/exchange/legality', { config: { action: 'exchange.read-legality', limit: 'read' } }, (request) =>
    legalityBoard(services, actorOf(request)),
  );
  const ask = { action: 'exchange.ask-legality', limit: 'write' } as const;
  app.post(
    '/api/exchange/legality-requests',
    { config: ask, schema: { body: NewLegalityRequest } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => askPlatform(a, request.body));
      return reply.code(201).send({ id });
    },
  );
  app.post(
    '/api/exchange/legality-requests/:id/call-off',
    { config: ask, schema: { params: ById, body: WithReason } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => callOffRequest(a, request.params.id, request.body.reason));
      return reply.code(204).send();
    },
  );
}
