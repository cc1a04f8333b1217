import type { FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Actor } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { type LetterForms, type LetterPreview, LetterReason, type LetterWritten } from './contract.ts';
import { discardLetter, rewriteLetter, writeLetter } from './drafts.ts';
import { letterForms } from './letter-forms.ts';
import { letterPreview } from './letter-preview.ts';
import { letterFile, openForWriting, openLetter } from './opening.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByLetter = Type.Object({ id: Type.String({ format: 'uuid' }), letterId: Type.String({ format: 'uuid' }) });
const closed = { additionalProperties: false } as const;
// Each kind has its own form, checked by the command.
const content = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { title: '内容', maxProperties: 40 });
const kind = Type.String({ title: '文书种类', maxLength: 30 });
const formId = Type.Optional(Type.String({ title: '表单编号', format: 'uuid' }));
const NewLetter = Type.Object({ kind, content, formId }, closed);
const LetterBody = Type.Object({ kind, content }, closed);
const ContentBody = Type.Object({ content }, closed);

const read = { action: 'requests.read', limit: 'read' } as const;
const write = { action: 'requests.write-letter', limit: 'write' } as const;

/** Letters about a request: their forms, writing and rewriting, and the printed text. */
export function letterRoutes(app: App, services: Services): void {
  app.get(
    '/api/requests/:id/letter-forms',
    { config: read, schema: { params: ById } },
    async (request): Promise<LetterForms> => {
      const { matter } = await seenMatter(services.db, services, actorOf(request), request.params.id);
      return letterForms(services, matter);
    },
  );
  app.post(
    '/api/requests/:id/letters',
    { config: write, schema: { params: ById, body: NewLetter } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) =>
        writeLetter(a, { requestId: request.params.id, ...request.body }),
      );
      return reply.code(201).send({ id });
    },
  );
  app.post(
    '/api/requests/:id/letters/preview',
    { config: { action: 'requests.write-letter', limit: 'read' }, schema: { params: ById, body: LetterBody } },
    async (request): Promise<LetterPreview> => {
      await seenMatter(services.db, services, actorOf(request), request.params.id);
      return letterPreview(services, { requestId: request.params.id, ...request.body });
    },
  );
  app.get(
    '/api/requests/:id/letters/:letterId',
    { config: read, schema: { params: ByLetter } },
    async (request): Promise<LetterWritten> => {
      const { id, letterId } = request.params;
      return act(services, actorOf(request), (a) => openForWriting(a, id, letterId));
    },
  );
  app.put(
    '/api/requests/:id/letters/:letterId',
    { config: write, schema: { params: ByLetter, body: ContentBody } },
    async (request, reply) => {
      const { id, letterId } = request.params;
      await act(services, actorOf(request), (a) => rewriteLetter(a, id, letterId, request.body.content));
      return reply.code(204).send();
    },
  );
  app.delete(
    '/api/requests/:id/letters/:letterId',
    { config: write, schema: { params: ByLetter } },
    async (request, reply) => {
      const { id, letterId } = request.params;
      await act(services, actorOf(request), (a) => discardLetter(a, id, letterId));
      return reply.code(204).send();
    },
  );
  letterFiles(app, services, 'pdf');
  letterFiles(app, services, 'docx');
  letterFiles(app, services, 'zip');
}

const FORMS = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
} as const;

function letterFiles(app: App, services: Services, form: keyof typeof FORMS): void {
  const url = `/api/requests/:id/letters/:letterId/${form}`;
  const config = { action: 'requests.read', limit: 'export' } as const;
  const sent = async (
    reply: FastifyReply,
    actor: Actor,
    { id, letterId }: Static<typeof ByLetter>,
    reason?: string,
  ) => {
    const letter = await act(services, actor, (a) => openLetter(a, id, letterId, reason));
    return reply
      .type(FORMS[form])
      .header('content-disposition', contentDisposition(`${letter.number ?? '文书（未签发）'}.${form}`))
      .header('cache-control', 'private, no-store')
      .send(await letterFile(services, letter, form));
  };
  // For those whom the letter waits for: their task is the reason.
  app.get(url, { config, schema: { params: ByLetter } }, (request, reply) =>
    sent(reply, actorOf(request), request.params),
  );
  // For everybody else; the reason stands in no address.
  app.post(url, { config, schema: { params: ByLetter, body: LetterReason } }, (request, reply) =>
    sent(reply, actorOf(request), request.params, request.body.reason),
  );
}
