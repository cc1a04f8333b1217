import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { beginSet, cancelSet, changeMembers, dissolveSet, orderSet } from './commands.ts';
import { MembersChange, NewSet, SetReason, SetRelease, SetSchedule } from './contract.ts';
import { releaseSet, releaseSets } from './queries.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

export function setRoutes(app: App, services: Services): void {
  const read = { action: 'publishing.read-sets', limit: 'read' } as const;
  const manage = { action: 'publishing.manage-sets', limit: 'write' } as const;
  const release = { action: 'publishing.release-sets', limit: 'write' } as const;

  app.get('/api/release-sets', { config: read }, (request) => releaseSets(services, actorOf(request)));

  app.get('/api/release-sets/:id', { config: read, schema: { params: ById } }, (request) =>
    releaseSet(services, actorOf(request), request.params.id),
  );

  app.post('/api/release-sets', { config: manage, schema: { body: NewSet } }, async (request, reply) => {
    const id = await act(services, actorOf(request), (a) => beginSet(a, request.body));
    return reply.code(201).send({ id });
  });

  app.post(
    '/api/release-sets/:id/members',
    { config: manage, schema: { params: ById, body: MembersChange } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => changeMembers(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/release-sets/:id/release',
    { config: release, schema: { params: ById, body: SetRelease } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => orderSet(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/release-sets/:id/schedule',
    { config: release, schema: { params: ById, body: SetSchedule } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => orderSet(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/release-sets/:id/cancel',
    { config: release, schema: { params: ById, body: SetReason } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => cancelSet(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/release-sets/:id/dissolve',
    { config: manage, schema: { params: ById, body: SetReason } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => dissolveSet(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
}
