import { Type } from 'typebox';
import { invalid } from '#kernel/errors.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { checked } from '#platform/validation.ts';
import { composeBulletin, composeResults } from './composing.ts';
import { confirmImport } from './confirm.ts';
import { ComposeBody, type ItemsFilter, ItemsQuery } from './contract.ts';
import { ConfirmBody, CorrectionBody, PastedPlan } from './import-contract.ts';
import { EvaluationBody } from './item-contract.ts';
import { composeEvaluation, recordEvaluation } from './evaluations.ts';
import { correctImport, discardImport, importDetail, startImport } from './imports.ts';
import { itemDetail } from './item-queries.ts';
import { exportItems } from './ledger-export.ts';
import { itemsOf, planDetail, plansOf } from './queries.ts';

const ById = Type.Object({ id: Type.String({ title: '编号', format: 'uuid' }) });
const Version = Type.Object({ version: Type.Integer({ title: '版本', minimum: 1 }) }, { additionalProperties: false });
const Report = Type.Object(
  { title: ComposeBody.properties.title, lead: ComposeBody.properties.lead },
  { additionalProperties: false },
);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The workbench's API over work plans. Steps of an item go through the casework's one route for steps. */
export function workPlanRoutes(app: App, services: Services): void {
  importing(app, services);
  reading(app, services);
  composing(app, services);
}

function importing(app: App, services: Services): void {
  const config = { action: 'work-plans.import', limit: 'write' } as const;

  app.post(
    '/api/work-plans/imports',
    { config: { action: 'work-plans.import', limit: 'upload' }, bodyLimit: 4 * 1024 * 1024 },
    async (request, reply) => {
      const actor = actorOf(request);
      const given = request.isMultipart()
        ? await uploaded(await request.file())
        : checked(PastedPlan, request.body ?? {});
      const id = await startImport(services, actor, given);
      return reply.code(201).send(await importDetail(services, actor, id));
    },
  );

  app.get(
    '/api/work-plans/imports/:id',
    { config: { action: 'work-plans.import', limit: 'read' }, schema: { params: ById } },
    (request) => importDetail(services, actorOf(request), request.params.id),
  );

  app.patch(
    '/api/work-plans/imports/:id',
    { config, schema: { params: ById, body: CorrectionBody }, bodyLimit: 4 * 1024 * 1024 },
    async (request) => {
      const actor = actorOf(request);
      await act(services, actor, (a) => correctImport(a, request.params.id, request.body));
      return importDetail(services, actor, request.params.id);
    },
  );

  app.post('/api/work-plans/imports/:id/confirm', { config, schema: { params: ById, body: ConfirmBody } }, (request) =>
    act(services, actorOf(request), (a) => confirmImport(a, request.params.id, request.body)),
  );

  app.post(
    '/api/work-plans/imports/:id/discard',
    { config, schema: { params: ById, body: Version } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => discardImport(a, request.params.id, request.body.version));
      return reply.code(204).send();
    },
  );
}

async function uploaded(part: { readonly filename?: string; toBuffer(): Promise<Buffer> } | undefined) {
  if (!part) throw invalid({ file: '请选择要导入的文件' });
  return { bytes: await part.toBuffer(), fileName: part.filename ?? '' };
}

function reading(app: App, services: Services): void {
  const config = { action: 'work-plans.read', limit: 'read' } as const;

  app.get('/api/work-plans', { config }, (request) => plansOf(services, actorOf(request)));

  app.get('/api/work-plans/:id', { config, schema: { params: ById } }, (request) =>
    planDetail(services, actorOf(request), request.params.id),
  );

  app.get('/api/work-plans/:id/items', { config, schema: { params: ById, querystring: ItemsQuery } }, (request) =>
    itemsOf(services, actorOf(request), request.params.id, filterOf(request.query)),
  );

  app.get(
    '/api/work-plans/:id/export.xlsx',
    { config: { action: 'work-plans.export', limit: 'export' }, schema: { params: ById, querystring: ItemsQuery } },
    async (request, reply) => {
      const file = await act(services, actorOf(request), (a) =>
        exportItems(a, request.params.id, filterOf(request.query)),
      );
      return reply
        .type(XLSX)
        .header('content-disposition', contentDisposition('工作要点任务台账.xlsx'))
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(file));
    },
  );

  app.get('/api/work-items/:id', { config, schema: { params: ById } }, (request) =>
    itemDetail(services, actorOf(request), request.params.id),
  );
}

function composing(app: App, services: Services): void {
  const config = { action: 'work-plans.compose', limit: 'write' } as const;

  app.post(
    '/api/work-plans/:id/bulletins',
    { config, schema: { params: ById, body: ComposeBody } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await act(services, actorOf(request), (a) => composeBulletin(a, request.params.id, request.body))),
  );

  app.post(
    '/api/work-plans/:id/results',
    { config, schema: { params: ById, body: ComposeBody } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await act(services, actorOf(request), (a) => composeResults(a, request.params.id, request.body))),
  );

  app.post(
    '/api/work-plans/:id/evaluation-reports',
    { config, schema: { params: ById, body: Report } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await act(services, actorOf(request), (a) => composeEvaluation(a, request.params.id, request.body))),
  );

  app.post(
    '/api/work-plans/:id/evaluations',
    { config: { action: 'work-plans.evaluate', limit: 'write' }, schema: { params: ById, body: EvaluationBody } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await act(services, actorOf(request), (a) => recordEvaluation(a, request.params.id, request.body))),
  );
}

/** The schema has checked every value; its type is only wider than the filter's. */
const filterOf = (query: unknown): ItemsFilter => query as ItemsFilter;
