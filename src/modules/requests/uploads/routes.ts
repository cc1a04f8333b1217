import { Type } from 'typebox';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { UploadReason } from './contract.ts';
import { uploadsOf, viewUpload } from './kept-files.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByUpload = Type.Object({ id: Type.String({ format: 'uuid' }), uploadId: Type.String({ format: 'uuid' }) });
/** What an applicant sent along: the list for whoever sees the request, one file with a reason that is kept. */
export function uploadRoutes(app: App, services: Services): void {
  app.get(
    '/api/requests/:id/uploads',
    { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } },
    (request) => uploadsOf(services, actorOf(request), request.params.id),
  );
  // Not a GET: a view writes, and its reason stands in no address.
  app.post(
    '/api/requests/:id/uploads/:uploadId',
    { config: { action: 'requests.view-applicant', limit: 'write' }, schema: { params: ByUpload, body: UploadReason } },
    async (request, reply) => {
      const { id, uploadId } = request.params;
      const file = await act(services, actorOf(request), (a) => viewUpload(a, id, uploadId, request.body.reason));
      return reply
        .type(file.mediaType)
        .header('content-disposition', contentDisposition(file.name))
        .header('cache-control', 'private, no-store')
        .send(file.bytes);
    },
  );
}
