import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { openConversion } from './opening.ts';
import { conversionsOf } from './reading.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Whether what a request asks for is, or becomes, public for everybody; the steps themselves are casework's. */
export function conversionRoutes(app: App, services: Services): void {
  app.get(
    '/api/requests/:id/conversions',
    { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } },
    (request) => conversionsOf(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/requests/:id/conversions',
    { config: { action: 'requests.open-conversion', limit: 'write' }, schema: { params: ById } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => openConversion(a, request.params.id));
      return reply.code(201).send({ id });
    },
  );
}
