import { Type } from 'typebox';
import { invalid } from '#kernel/errors.ts';
import { askedRange, contentDisposition, rangeHeaders } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { addAttachment, attach, removeAttachment } from './commands.ts';
import { clearSecretFile } from './clearing.ts';
import { AttachBody, ClearBody, RemoveBody, UploadQuery } from './contract.ts';
import { attachmentFor, attachmentsOf } from './queries.ts';
import { receiveFile } from './receiving.ts';

const ById = Type.Object({ id: Type.String({ title: '编号', format: 'uuid' }) });

export function attachmentsRoutes(app: App, services: Services): void {
  app.post(
    '/api/attachments',
    { config: { action: 'attachments.add', limit: 'upload' }, schema: { querystring: UploadQuery } },
    async (request, reply) => {
      const actor = actorOf(request);
      const part = request.isMultipart() ? await request.file() : undefined;
      if (!part) throw invalid({ file: '请选择要上传的文件' });
      const file = await receiveFile(services, actor, part.file, nameOf(part), request.query.purpose);
      const id = await act(services, actor, (a) => addAttachment(a, { file, ...request.query }));
      return reply.code(201).send((await attachmentFor(services, actor, id)).line);
    },
  );

  app.post(
    '/api/attachments/:id/attach',
    { config: { action: 'attachments.add', limit: 'write' }, schema: { params: ById, body: AttachBody } },
    async (request) => {
      const { id } = request.params;
      await act(services, actorOf(request), (a) => attach(a, { attachmentId: id, ...request.body }));
      return (await attachmentFor(services, actorOf(request), id)).line;
    },
  );

  app.post(
    '/api/attachments/:id/remove',
    { config: { action: 'attachments.remove', limit: 'write' }, schema: { params: ById, body: RemoveBody } },
    async (request, reply) => {
      const input = { attachmentId: request.params.id, reason: request.body.reason };
      await act(services, actorOf(request), (a) => removeAttachment(a, input));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/attachments/:id/clear',
    { config: { action: 'attachments.clear', limit: 'write' }, schema: { params: ById, body: ClearBody } },
    async (request, reply) => {
      const { reason, fileName } = request.body;
      const clearing = { attachmentId: request.params.id, reason, hideName: fileName === 'hidden' };
      await clearSecretFile(services, actorOf(request), clearing);
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/matters/:id/attachments',
    { config: { action: 'attachments.read', limit: 'read' }, schema: { params: ById } },
    (request) => attachmentsOf(services, actorOf(request), request.params.id),
  );

  app.get(
    '/api/attachments/:id/content',
    { config: { action: 'attachments.read', limit: 'read' }, schema: { params: ById } },
    async (request, reply) => {
      const { line, hash } = await attachmentFor(services, actorOf(request), request.params.id);
      // A film is asked for in parts.
      const range = askedRange(request.headers, line.size, `"${hash}"`);
      const bytes = await services.files.open(hash, range);
      return (
        reply
          .code(range ? 206 : 200)
          .headers(rangeHeaders(range, line.size))
          .type(line.mediaType)
          .header('content-disposition', contentDisposition(line.name))
          .header('x-content-type-options', 'nosniff')
          // Should a browser show it all the same, it runs nothing and has no origin.
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cache-control', 'private, no-store')
          .send(bytes)
      );
    },
  );
}

/** A part may come without a file name, whatever its type says. */
const nameOf = ({ filename }: { readonly filename?: string }): string => filename ?? '';
