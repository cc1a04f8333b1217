import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { archivesOf, askArchive } from './asking.ts';
import { PackageReason } from './contract.ts';
import { archiveBytes, openArchive } from './opening.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByArchive = Type.Object({ id: Type.String({ format: 'uuid' }), archiveId: Type.String({ format: 'uuid' }) });

/** The package of a request's file: asked for, listed, handed out with a reason. */
export function archiveRoutes(app: App, services: Services): void {
  app.get(
    '/api/requests/:id/archive',
    { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } },
    (request) => archivesOf(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/requests/:id/archive',
    { config: { action: 'requests.archive', limit: 'write' }, schema: { params: ById } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => askArchive(a, request.params.id));
      return reply.code(202).send({ id });
    },
  );
  // Not a GET: it writes who took it and why, and its reason stands in no address.
  app.post(
    '/api/requests/:id/archive/:archiveId/package',
    { config: { action: 'requests.archive', limit: 'export' }, schema: { params: ByArchive, body: PackageReason } },
    async (request, reply) => {
      const { id, archiveId } = request.params;
      const { name, size } = await act(services, actorOf(request), (a) =>
        openArchive(a, id, archiveId, request.body.reason),
      );
      return reply
        .type('application/zip')
        .header('content-length', size)
        .header('content-disposition', contentDisposition(name))
        .header('cache-control', 'private, no-store')
        .send(Readable.from(archiveBytes(services, archiveId)));
    },
  );
}
