import { Type } from 'typebox';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { decideList, keepLonger, proposeList } from './commands.ts';
import { KeepLonger, RetentionDecision } from './contract.ts';
import { certificateOf, retentionLists } from './reading.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** The lists of what need not be known any more. */
export function retentionRoutes(app: App, services: Services): void {
  const review = { action: 'requests.review-retention', limit: 'write' } as const;
  app.get('/api/retention', { config: { action: 'requests.read-retention', limit: 'read' } }, (request) =>
    retentionLists(services, actorOf(request)),
  );
  app.post(
    '/api/retention/:id/keep',
    { config: review, schema: { params: ById, body: KeepLonger } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => keepLonger(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.post('/api/retention/:id/propose', { config: review, schema: { params: ById } }, async (request, reply) => {
    await act(services, actorOf(request), (a) => proposeList(a, request.params.id));
    return reply.code(204).send();
  });
  app.post(
    '/api/retention/:id/decide',
    {
      config: { action: 'requests.approve-retention', limit: 'write' },
      schema: { params: ById, body: RetentionDecision },
    },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => decideList(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.get(
    '/api/retention/:id/certificate.json',
    { config: { action: 'requests.read-retention', limit: 'export' }, schema: { params: ById } },
    async (request, reply) => {
      const row = await certificateOf(services, actorOf(request), request.params.id);
      return reply
        .header('content-disposition', contentDisposition('个人信息销毁证明.json'))
        .header('cache-control', 'private, no-store')
        .send(row);
    },
  );
}
