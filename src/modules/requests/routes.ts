import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import { seenMatter } from '#commons/casework/index.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { newRequest } from './contract.ts';
import { requestDetail, viewApplicant } from './detail.ts';
import { lettersOf, writeLetter } from './letters/letters.ts';
import { asWord, preview, printed } from './letters/printing.ts';
import { registerRequest } from './registering.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByLetter = Type.Object({ id: Type.String({ format: 'uuid' }), letterId: Type.String({ format: 'uuid' }) });
const Reason = Type.Object(
  { reason: Type.String({ title: '查看原因', minLength: 2, maxLength: 300 }) },
  { additionalProperties: false },
);
const LetterBody = Type.Object(
  {
    kind: Type.String({ title: '文书种类', maxLength: 30 }),
    // Each kind has its own form, checked by the command.
    content: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { title: '内容' }),
  },
  { additionalProperties: false },
);

/** The workbench's API over requests, beside the steps that casework has. */
export function requestRoutes(app: App, services: Services): void {
  const read = { action: 'requests.read', limit: 'read' } as const;
  const write = { action: 'requests.write-letter', limit: 'write' } as const;

  app.post(
    '/api/requests',
    { config: { action: 'requests.register', limit: 'write' }, schema: { body: newRequest } },
    async (request, reply) => {
      const { matter, receipt, queryCode } = await act(services, actorOf(request), (a) =>
        registerRequest(a, request.body),
      );
      return reply.code(201).send({ id: matter.id, number: matter.number, receipt, queryCode });
    },
  );
  app.get('/api/requests/:id', { config: read, schema: { params: ById } }, (request) =>
    requestDetail(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/requests/:id/applicant',
    { config: { action: 'requests.view-applicant', limit: 'write' }, schema: { params: ById, body: Reason } },
    (request) => act(services, actorOf(request), (a) => viewApplicant(a, request.params.id, request.body.reason)),
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

  const file = (form: 'pdf' | 'docx', type: string) =>
    app.get(
      `/api/requests/:id/letters/:letterId/${form}`,
      { config: { action: 'requests.read', limit: 'export' }, schema: { params: ByLetter } },
      async (request, reply) => {
        const { id, letterId } = request.params;
        await seenMatter(services.db, services, actorOf(request), id);
        const letter = (await lettersOf(services.db, id)).find((one) => one.id === letterId);
        if (!letter) throw notFound('这份文书');
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
