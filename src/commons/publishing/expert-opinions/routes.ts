import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import { seenMatter } from '#commons/casework/index.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { askExperts, handOutCode, viewExpert, withdrawExpert } from './ask.ts';
import { AskExperts, ViewExpert, WithdrawExpert } from './contract.ts';
import { expertRoutes } from './expert-routes.tsx';
import { expertRequests } from './queries.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Asking experts outside, for the workbench; and the page behind their links. */
export function expertOpinionRoutes(app: App, services: Services): void {
  expertRoutes(app, services);
  const asks = { action: 'publishing.ask-experts', limit: 'write' } as const;

  app.get(
    '/api/documents/:id/expert-requests',
    { config: { action: 'publishing.read', limit: 'read' }, schema: { params: ById } },
    async (request) => {
      const actor = actorOf(request);
      const { kind, matter } = await seenMatter(services.db, services, actor, request.params.id);
      if (kind.key !== 'publication') throw notFound('这份文件');
      return expertRequests(services, matter, actor);
    },
  );

  app.post(
    '/api/documents/:id/expert-requests',
    { config: asks, schema: { params: ById, body: AskExperts } },
    async (request, reply) => {
      const asked = await act(services, actorOf(request), (a) => askExperts(a, request.params.id, request.body));
      // The link is shown once; no cache keeps them.
      return reply.code(201).header('cache-control', 'no-store').send({ asked });
    },
  );

  app.post(
    '/api/expert-requests/:id/withdraw',
    {
      config: { action: 'publishing.withdraw-expert-link', limit: 'write' },
      schema: { params: ById, body: WithdrawExpert },
    },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => withdrawExpert(a, request.params.id, request.body.reason));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/expert-requests/:id/code',
    { config: { action: 'publishing.hand-out-expert-code', limit: 'write' }, schema: { params: ById } },
    async (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .send(await act(services, actorOf(request), (a) => handOutCode(a, request.params.id))),
  );

  app.post(
    '/api/expert-requests/:id/person',
    { config: { action: 'publishing.read-experts', limit: 'write' }, schema: { params: ById, body: ViewExpert } },
    async (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .send(await act(services, actorOf(request), (a) => viewExpert(a, request.params.id, request.body.reason))),
  );
}
