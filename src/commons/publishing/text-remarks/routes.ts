import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { NewRemarkEntry, NewTextRemark } from '../text-remark-contract.ts';
import { followTextRemark, makeTextRemark } from './commands.ts';
import { textRemarksOf } from './queries.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Remarks that stand at words of a document. */
export function textRemarkRoutes(app: App, services: Services): void {
  const write = { action: 'publishing.remark-on-text', limit: 'write' } as const;

  app.get(
    '/api/documents/:id/text-remarks',
    { config: { action: 'publishing.read', limit: 'read' }, schema: { params: ById } },
    (request) => textRemarksOf(services, actorOf(request), request.params.id),
  );

  app.post(
    '/api/documents/:id/text-remarks',
    { config: write, schema: { params: ById, body: NewTextRemark } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => makeTextRemark(a, request.params.id, request.body));
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/text-remarks/:id/entries',
    { config: write, schema: { params: ById, body: NewRemarkEntry } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => followTextRemark(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
}
