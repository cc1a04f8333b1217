import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { IdentityBody } from './contract.ts';
import { recordIdentity } from './recording.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Proof of identity that came after the application. */
export function identityRoutes(app: App, services: Services): void {
  app.post(
    '/api/requests/:id/identity',
    { config: { action: 'requests.record-identity', limit: 'write' }, schema: { params: ById, body: IdentityBody } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => recordIdentity(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
}
