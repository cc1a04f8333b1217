import { Type } from 'typebox';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { settleNotice } from './bounces.ts';
import { closeMail, fileMail, mailInHand, openMail, originalOf } from './claiming.ts';
import { CloseMail, FileMail, NoticeSettled } from './contract.ts';
import { mailsOf, mailsOfRequest } from './reading.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByMail = Type.Object({ mailId: Type.String({ format: 'uuid' }) });
const ByNotice = Type.Object({ id: Type.String({ format: 'uuid' }), noticeId: Type.String({ format: 'uuid' }) });

/** The workbench's API over what came to the mailbox. */
export function mailboxRoutes(app: App, services: Services): void {
  const read = { action: 'requests.claim-mail', limit: 'read' } as const;
  const look = { action: 'requests.view-applicant', limit: 'write' } as const;
  const write = { action: 'requests.claim-mail', limit: 'write' } as const;

  app.get('/api/requests/mails', { config: read }, (request) => mailsOf(services, actorOf(request)));

  app.get(
    '/api/requests/:id/mails',
    { config: { action: 'requests.read', limit: 'read' }, schema: { params: ById } },
    (request) => mailsOfRequest(services, actorOf(request), request.params.id),
  );

  app.post('/api/requests/mails/:mailId/open', { config: look, schema: { params: ByMail } }, async (request, reply) =>
    reply.header('cache-control', 'no-store').send(await openMail(services, actorOf(request), request.params.mailId)),
  );

  app.post(
    '/api/requests/mails/:mailId/original',
    { config: look, schema: { params: ByMail } },
    async (request, reply) => {
      const bytes = await act(services, actorOf(request), (a) => originalOf(a, request.params.mailId));
      return reply
        .type('application/octet-stream')
        .headers({
          'content-disposition': contentDisposition(`来信-${request.params.mailId}.eml`),
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-store',
        })
        .send(bytes);
    },
  );

  app.post(
    '/api/requests/mails/:mailId/file',
    { config: write, schema: { params: ByMail, body: FileMail } },
    async (request) => {
      const actor = actorOf(request);
      const mail = await mailInHand(services, actor, request.params.mailId);
      return { id: await act(services, actor, (a) => fileMail(a, mail, request.body.number)) };
    },
  );

  app.post(
    '/api/requests/mails/:mailId/close',
    { config: write, schema: { params: ByMail, body: CloseMail } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => closeMail(a, request.params.mailId, request.body.reason));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/requests/:id/notices/:noticeId/settled',
    { config: write, schema: { params: ByNotice, body: NoticeSettled } },
    async (request, reply) => {
      const { id, noticeId } = request.params;
      await act(services, actorOf(request), (a) => settleNotice(a, id, noticeId, request.body.note));
      return reply.code(204).send();
    },
  );
}
