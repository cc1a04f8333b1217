import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { NewWorkingCopy, WorkingCopyChange } from '../working-copy-contract.ts';
import { beginWorkingCopy, discardWorkingCopy, saveWorkingCopy } from './commands.ts';
import { workingCopiesOf, workingCopyById } from './queries.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** What somebody writes and has not saved, for its owner alone. */
export function workingCopyRoutes(app: App, services: Services): void {
  const keep = { action: 'publishing.keep-working-copy', limit: 'write' } as const;
  const own = { action: 'publishing.own-working-copy', limit: 'read' } as const;

  app.get(
    '/api/working-copies',
    {
      config: own,
      schema: {
        querystring: Type.Object({
          documentId: Type.Optional(Type.String({ format: 'uuid' })),
          fresh: Type.Optional(Type.Boolean()),
        }),
      },
    },
    (request) => workingCopiesOf(services, actorOf(request), request.query),
  );

  app.post('/api/working-copies', { config: keep, schema: { body: NewWorkingCopy } }, async (request, reply) =>
    reply.code(201).send(await act(services, actorOf(request), (a) => beginWorkingCopy(a, request.body))),
  );

  app.get('/api/working-copies/:id', { config: own, schema: { params: ById } }, (request) =>
    workingCopyById(services, actorOf(request), request.params.id),
  );

  app.put('/api/working-copies/:id', { config: keep, schema: { params: ById, body: WorkingCopyChange } }, (request) =>
    act(services, actorOf(request), (a) => saveWorkingCopy(a, request.params.id, request.body)),
  );

  app.delete(
    '/api/working-copies/:id',
    { config: { ...own, limit: 'write' }, schema: { params: ById } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => discardWorkingCopy(a, request.params.id));
      return reply.code(204).send();
    },
  );
}
