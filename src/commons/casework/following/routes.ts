import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import type { Services } from '#platform/services.ts';
import { ColleaguesQuery, LookBody } from './contract.ts';
import { look } from './looks.ts';
import { colleaguesOf } from './mentions.ts';
import { unwatch, watch } from './watches.ts';

const params = Type.Object({ id: Type.String({ title: '编号', format: 'uuid' }) });

export function followingRoutes(app: App, services: Services): void {
  app.post(
    '/api/matters/:id/look',
    { config: { action: 'casework.read', limit: 'read' }, schema: { params, body: LookBody } },
    async (request, reply) => {
      await look(services, actorOf(request), request.params.id, request.body.seq);
      return reply.code(204).send();
    },
  );

  app.put(
    '/api/matters/:id/watch',
    { config: { action: 'casework.watch', limit: 'write' }, schema: { params } },
    async (request, reply) => {
      await watch(services, actorOf(request), request.params.id);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/api/matters/:id/watch',
    { config: { action: 'casework.watch', limit: 'write' }, schema: { params } },
    async (request, reply) => {
      await unwatch(services, actorOf(request), request.params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/matters/:id/colleagues',
    { config: { action: 'casework.read', limit: 'read' }, schema: { params, querystring: ColleaguesQuery } },
    async (request) => ({
      people: await colleaguesOf(services, actorOf(request), request.params.id, request.query.q),
    }),
  );
}
