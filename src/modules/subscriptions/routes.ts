import { Type } from 'typebox';
import { matterById, maySee } from '#commons/casework/index.ts';
import { publicationKind } from '#commons/publishing/index.ts';
import { notFound } from '#kernel/errors.ts';
import { type App, actorOf } from '#platform/http.ts';
import type { Services } from '#platform/services.ts';
import { deliveriesOf } from './deliveries.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** 公开和送达是两回事: whoever may see a document sees how many readers it was mailed to, and never whom. */
export function officeRoutes(app: App, services: Services): void {
  app.get(
    '/api/documents/:id/deliveries',
    { config: { action: 'subscriptions.read-deliveries', limit: 'read' }, schema: { params: ById } },
    async (request) => {
      const matter = await matterById(services.db, request.params.id);
      if (matter?.kind !== 'publication' || !maySee(publicationKind, matter, actorOf(request)))
        throw notFound('这份文件');
      return deliveriesOf(services, matter.id);
    },
  );
}
