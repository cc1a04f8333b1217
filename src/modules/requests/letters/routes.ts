import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import { seenMatter } from '#commons/casework/index.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import type { LetterForms, LetterPreview, LetterWritten } from './contract.ts';
import { letterForms } from './letter-forms.ts';
import { letterKind } from './letter-kinds.ts';
import { letterPreview } from './letter-preview.ts';
import { lettersOf, writeLetter } from './letters.ts';
import { asWord, preview, printed } from './printing.ts';
import { discardLetter, mayRewrite, rewriteLetter } from './rewriting.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByLetter = Type.Object({ id: Type.String({ format: 'uuid' }), letterId: Type.String({ format: 'uuid' }) });
const closed = { additionalProperties: false } as const;
// Each kind has its own form, checked by the command.
const content = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { title: '内容', maxProperties: 40 });
const LetterBody = Type.Object({ kind: Type.String({ title: '文书种类', maxLength: 30 }), content }, closed);
const ContentBody = Type.Object({ content }, closed);

const read = { action: 'requests.read', limit: 'read' } as const;
const write = { action: 'requests.write-letter', limit: 'write' } as const;

/** Letters about a request: their forms, writing and rewriting, and the printed text. */
export function letterRoutes(app: App, services: Services): void {
  app.get(
    '/api/requests/:id/letter-forms',
    { config: read, schema: { params: ById } },
    async (request): Promise<LetterForms> => {
      await seenMatter(services.db, services, actorOf(request), request.params.id);
      return letterForms(services.db, request.params.id);
    },
  );
  app.post(
    '/api/requests/:id/letters',
    { config: write, schema: { params: ById, body: LetterBody } },
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
      const actor = actorOf(request);
      const { id, letterId } = request.params;
      const { matter } = await seenMatter(services.db, services, actor, id);
      const { kind, content: written, state, draftedBy } = await oneLetter(services, id, letterId);
      const may = state === 'draft' && mayRewrite(actor, matter, draftedBy);
      return { kind, label: letterKind(kind)?.label ?? kind, content: written, mayRewrite: may };
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
  letterFiles(app, services);
}

async function oneLetter(services: Services, requestId: string, letterId: string) {
  const letter = (await lettersOf(services.db, requestId)).find(({ id }) => id === letterId);
  if (!letter) throw notFound('这份文书');
  return letter;
}

function letterFiles(app: App, services: Services): void {
  const file = (form: 'pdf' | 'docx', type: string) =>
    app.get(
      `/api/requests/:id/letters/:letterId/${form}`,
      { config: { action: 'requests.read', limit: 'export' }, schema: { params: ByLetter } },
      async (request, reply) => {
        const { id, letterId } = request.params;
        await seenMatter(services.db, services, actorOf(request), id);
        const letter = await oneLetter(services, id, letterId);
        const bytes =
          form === 'docx'
            ? await asWord(services, services.db, letter, id)
            : letter.number === null
              ? await preview(services, services.db, letter, id)
              : await printed(services, services.db, letterId);
        return reply
          .type(type)
          .header('content-disposition', contentDisposition(`${letter.number ?? '文书（未签发）'}.${form}`))
          .header('cache-control', 'private, no-store')
          .send(bytes);
      },
    );
  file('pdf', 'application/pdf');
  file('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
}
