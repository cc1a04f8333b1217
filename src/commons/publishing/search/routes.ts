import { Type } from 'typebox';
import { addDays } from '#kernel/dates.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { NewSearchHelp, VainQuery } from './contract.ts';
import { addSearchHelp, endSearchHelp, searchHelp } from './helping.ts';
import { searchesInVain } from './in-vain.ts';

const MOST_LINES = 500;

/** What the openness office sees of the search, and how it helps it. */
export function searchOfficeRoutes(app: App, services: Services): void {
  const action = 'publishing.help-search';

  app.get(
    '/api/searches/in-vain',
    { config: { action, limit: 'read' }, schema: { querystring: VainQuery } },
    (request) => searchesInVain(services.db, addDays(services.time.today(), 1 - request.query.days), MOST_LINES),
  );

  app.get('/api/searches/help', { config: { action, limit: 'read' } }, () => searchHelp(services));

  app.post(
    '/api/searches/help',
    { config: { action, limit: 'write' }, schema: { body: NewSearchHelp } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => addSearchHelp(a, request.body));
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/searches/help/:id/end',
    {
      config: { action, limit: 'write' },
      schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }) },
    },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => endSearchHelp(a, request.params.id));
      return reply.code(204).send();
    },
  );
}
