import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import type { Services } from '#platform/services.ts';
import { relatedRequests } from './related.ts';

/** What stands beside a request: others of the applicant, alike ones, the lead and the parts. */
export function relatedRoutes(app: App, services: Services): void {
  app.get(
    '/api/requests/:id/related',
    {
      config: { action: 'requests.read', limit: 'read' },
      schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }) },
    },
    (request) => relatedRequests(services, actorOf(request), request.params.id),
  );
}
