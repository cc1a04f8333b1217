import { Type } from 'typebox';
import { yearOf } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import { matterById, maySee } from '#commons/casework/index.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { blanksOnly } from '#platform/validation.ts';
import { columnRoutes } from './column-routes.ts';
import { type ContentTypeLine, NewDocument } from './contract.ts';
import { type DocumentFilter, DocumentQuery } from './document-contract.ts';
import { documentDetail } from './document-detail.ts';
import { documentLedger } from './document-ledger.ts';
import { createDocument, refuseDraft } from './documents.ts';
import { gateRoutes } from './gate/routes.ts';
import { publicationKind } from './kind.ts';
import { readersOf } from './usefulness.ts';
import { draftingRoutes } from './media/drafting-routes.ts';
import { redirectRoutes } from './redirects/routes.ts';
import { StatisticsQuery } from './statistics/contract.ts';
import { publishingStatistics } from './statistics/queries.ts';
import { setRoutes } from './sets/routes.ts';
import { SignMany } from './sign-many-contract.ts';
import { signMany, toSign } from './sign-many.ts';
import { draftingFor, revisionContent } from './queries.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** The workbench's API over documents. Steps of a document go through the casework's one route for steps. */
export function publishingRoutes(app: App, services: Services): void {
  gateRoutes(app, services);
  setRoutes(app, services);
  redirectRoutes(app, services);
  const read = { action: 'publishing.read', limit: 'read' } as const;
  draftingRoutes(app, services);

  app.get('/api/documents', { config: read, schema: { querystring: DocumentQuery } }, (request) =>
    // The schema has checked every value; its type is only wider than the filter's.
    documentLedger(services, actorOf(request), request.query as DocumentFilter),
  );

  app.post(
    '/api/documents',
    { config: { action: 'publishing.draft', limit: 'write' }, schema: { body: NewDocument }, attachValidation: true },
    async (request, reply) => {
      const { validationError } = request;
      if (validationError) {
        const blanks = blanksOnly(validationError.validation, request.body, NewDocument);
        if (!blanks) throw validationError;
        await act(services, actorOf(request), (a) => refuseDraft(a, blanks, request.body));
      }
      const matter = await act(services, actorOf(request), (a) => createDocument(a, request.body));
      return reply.code(201).send({ id: matter.id, number: matter.number, version: matter.version });
    },
  );

  const signs = { action: 'publishing.sign-many' } as const;
  app.get('/api/documents/to-sign', { config: { ...signs, limit: 'read' } }, (request) =>
    toSign(services, actorOf(request)),
  );

  app.post(
    '/api/documents/sign-many',
    { config: { ...signs, limit: 'export' }, schema: { body: SignMany } },
    async (request) => ({ results: await signMany(services, actorOf(request), request.body) }),
  );

  app.get('/api/documents/:id', { config: read, schema: { params: ById } }, async (request) => {
    await demandSight(request.params.id, actorOf(request));
    return documentDetail(services, request.params.id);
  });

  app.get('/api/documents/:id/readers', { config: read, schema: { params: ById } }, async (request) => {
    await demandSight(request.params.id, actorOf(request));
    return readersOf(services.db, request.params.id);
  });

  app.get(
    '/api/documents/:id/revisions/:number',
    {
      config: read,
      schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }), number: Type.Integer({ minimum: 1 }) }) },
    },
    async (request) => {
      await demandSight(request.params.id, actorOf(request));
      return (await revisionContent(services.db, request.params.id, request.params.number)) ?? missing();
    },
  );

  app.get('/api/drafting', { config: { action: 'publishing.draft', limit: 'read' } }, (request) =>
    draftingFor(services, actorOf(request)),
  );

  app.get(
    '/api/publishing-statistics',
    { config: { action: 'publishing.read-statistics', limit: 'read' }, schema: { querystring: StatisticsQuery } },
    (request) => publishingStatistics(services, actorOf(request), request.query.year ?? yearOf(services.time.today())),
  );

  columnRoutes(app, services);

  app.get('/api/content-types', { config: read }, (): ContentTypeLine[] =>
    [...services.catalogue.contentTypes.values()].map(
      ({
        key,
        label,
        about,
        chain,
        statutoryClass,
        documentNumber,
        interpretation,
        columns,
        byHand,
        data,
        template,
      }) => ({
        key,
        label,
        about,
        chain,
        statutoryClass,
        documentNumber,
        interpretation,
        columns,
        byHand,
        data: data as unknown as Readonly<Record<string, unknown>>,
        template: template ?? null,
      }),
    ),
  );

  async function demandSight(id: string, actor: Parameters<typeof maySee>[2]): Promise<void> {
    const matter = await matterById(services.db, id);
    if (matter?.kind !== 'publication' || !maySee(publicationKind, matter, actor)) missing();
  }
}

function missing(): never {
  throw notFound('这份文件');
}
