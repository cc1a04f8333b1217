import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { CorrectedDisputeBody, NewDisputeBody, OutcomeBody } from './contract.ts';
import { correctDispute, decideDispute, disputesOf, recordDispute } from './disputes.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByDispute = Type.Object({ id: Type.String({ format: 'uuid' }), disputeId: Type.String({ format: 'uuid' }) });

/** Reviews and suits about how a request was handled. */
export function disputeRoutes(app: App, services: Services): void {
  const write = { action: 'requests.record-dispute', limit: 'write' } as const;

  app.get(
    '/api/requests/:id/disputes',
    { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } },
    (request) => disputesOf(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/requests/:id/disputes',
    { config: write, schema: { params: ById, body: NewDisputeBody } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => recordDispute(a, request.params.id, request.body));
      return reply.code(201).send({ id });
    },
  );
  app.post(
    '/api/requests/:id/disputes/:disputeId/outcome',
    { config: write, schema: { params: ByDispute, body: OutcomeBody } },
    async (request, reply) => {
      const { id, disputeId } = request.params;
      await act(services, actorOf(request), (a) => decideDispute(a, id, disputeId, request.body));
      return reply.code(204).send();
    },
  );
  app.put(
    '/api/requests/:id/disputes/:disputeId',
    { config: write, schema: { params: ByDispute, body: CorrectedDisputeBody } },
    async (request, reply) => {
      const { id, disputeId } = request.params;
      await act(services, actorOf(request), (a) => correctDispute(a, id, disputeId, request.body));
      return reply.code(204).send();
    },
  );
}
