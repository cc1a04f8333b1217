import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { PassOnBody } from './contract.ts';
import { passingOf, passOn } from './passing-on.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** An application that goes on to another bureau of this system. */
export function passingOnRoutes(app: App, services: Services): void {
  const url = '/api/requests/:id/passing-on';
  app.get(url, { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } }, (request) =>
    passingOf(services, actorOf(request), request.params.id),
  );
  app.post(
    url,
    { config: { action: 'requests.pass-on', limit: 'write' }, schema: { params: ById, body: PassOnBody } },
    async (request, reply) =>
      reply.code(201).send(await act(services, actorOf(request), (a) => passOn(a, request.params.id, request.body))),
  );
}
