import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { invalid } from '#kernel/errors.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { behindCell } from './computing/behind.ts';
import {
  Answer,
  BehindQuery,
  NewEntry,
  NewReport,
  type ReportList,
  ROLL_UP_FORMATS,
  type RollUpFormat,
  RollUpQuery,
  SavedPart,
  Urging,
} from './contract.ts';
import { importDetail, readPrevious, takePrevious } from './importing/imports.ts';
import { answerFinding } from './reports/answering.ts';
import { composeReport } from './reports/composing.ts';
import { reportDetail } from './reports/detail.ts';
import { enterFigure } from './reports/entries.ts';
import { EXPORTS, type ExportFormat, exportReport } from './reports/exporting.ts';
import { exportRollUp } from './reports/exporting-roll-up.ts';
import { dueYear } from './reports/last-day.ts';
import { reportLines, rollUp, rolledUpBureau } from './reports/listing.ts';
import { openReport } from './reports/opening.ts';
import { urgeReports } from './reports/urging.ts';
import { savePart } from './reports/parts.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByImport = Type.Object({ id: Type.String({ format: 'uuid' }), importId: Type.String({ format: 'uuid' }) });
const Exported = Type.Object({
  id: Type.String({ format: 'uuid' }),
  format: Type.Unsafe<ExportFormat>({ type: 'string', enum: Object.keys(EXPORTS) }),
});
const RolledUp = Type.Object({ format: Type.Unsafe<RollUpFormat>({ type: 'string', enum: [...ROLL_UP_FORMATS] }) });
const read = { action: 'annual-report.read', limit: 'read' } as const;
const writes = (action: string) => ({ action: `annual-report.${action}`, limit: 'write' }) as const;

/** The workbench's API over annual reports. Steps go through casework's one route for steps. */
export function annualReportRoutes(app: App, services: Services): void {
  app.get(
    '/api/annual-reports',
    { config: read },
    async (request): Promise<ReportList> => ({
      rows: await reportLines(services.db, actorOf(request)),
      dueYear: dueYear(services.time.today()),
    }),
  );
  app.get(
    '/api/annual-reports/roll-up',
    { config: { action: 'annual-report.roll-up', limit: 'read' }, schema: { querystring: RollUpQuery } },
    async (request) => {
      const { year, bureau } = request.query;
      const whose = await rolledUpBureau(services.db, actorOf(request), 'annual-report.roll-up', bureau);
      return rollUp(services.db, whose, year, services.time.today());
    },
  );
  app.post('/api/annual-reports/roll-up/urging', { config: writes('urge'), schema: { body: Urging } }, (request) =>
    act(services, actorOf(request), (a) => urgeReports(a, request.body)),
  );
  app.get(
    '/api/annual-reports/roll-up/export/:format',
    {
      config: { action: 'annual-report.roll-up', limit: 'export' },
      schema: { params: RolledUp, querystring: RollUpQuery },
    },
    async (request, reply) => {
      const { format } = request.params;
      const file = await act(services, actorOf(request), (a) => exportRollUp(a, request.query, format));
      return sendExport(reply, file);
    },
  );
  app.post('/api/annual-reports', { config: writes('open'), schema: { body: NewReport } }, async (request, reply) =>
    reply.code(201).send({ id: await act(services, actorOf(request), (a) => openReport(a, request.body)) }),
  );
  app.get('/api/annual-reports/:id', { config: read, schema: { params: ById } }, (request) =>
    reportDetail(services, actorOf(request), request.params.id),
  );
  app.get(
    '/api/annual-reports/:id/behind',
    { config: { action: 'annual-report.drill', limit: 'read' }, schema: { params: ById, querystring: BehindQuery } },
    (request) => behindCell(services, actorOf(request), request.params.id, request.query),
  );
  app.post(
    '/api/annual-reports/:id/entries',
    { config: writes('enter'), schema: { params: ById, body: NewEntry } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => enterFigure(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.put(
    '/api/annual-reports/:id/parts',
    { config: writes('write'), schema: { params: ById, body: SavedPart }, bodyLimit: 512 * 1024 },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => savePart(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/annual-reports/:id/answers',
    { config: writes('answer'), schema: { params: ById, body: Answer } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => answerFinding(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  publishing(app, services);
  importing(app, services);
}

function publishing(app: App, services: Services): void {
  app.post(
    '/api/annual-reports/:id/publication',
    { config: writes('compose'), schema: { params: ById } },
    async (request, reply) =>
      reply.code(201).send({ documentId: await composeReport(services, actorOf(request), request.params.id) }),
  );
  app.get(
    '/api/annual-reports/:id/export/:format',
    { config: { action: 'annual-report.export', limit: 'export' }, schema: { params: Exported } },
    async (request, reply) => {
      const { id, format } = request.params;
      const file = await act(services, actorOf(request), (a) => exportReport(a, id, format));
      return sendExport(reply, { ...file, type: EXPORTS[format] });
    },
  );
}

const sendExport = (
  reply: FastifyReply,
  { name, type, body }: { readonly name: string; readonly type: string; readonly body: Buffer },
) =>
  reply
    .type(type)
    .header('content-disposition', contentDisposition(name))
    .header('cache-control', 'private, no-store')
    .send(body);

function importing(app: App, services: Services): void {
  app.post(
    '/api/annual-reports/:id/imports',
    {
      config: { action: 'annual-report.import', limit: 'upload' },
      schema: { params: ById },
      bodyLimit: 20 * 1024 * 1024,
    },
    async (request, reply) => {
      const part = request.isMultipart() ? await request.file() : undefined;
      if (!part) throw invalid({ file: '请选择上一年度报告的文件' });
      const file = { bytes: await part.toBuffer(), name: part.filename };
      return reply.code(201).send(await readPrevious(services, actorOf(request), request.params.id, file));
    },
  );
  app.get('/api/annual-reports/:id/imports/:importId', { config: read, schema: { params: ByImport } }, (request) =>
    importDetail(services, actorOf(request), request.params.id, request.params.importId),
  );
  app.post(
    '/api/annual-reports/:id/imports/:importId/take',
    { config: writes('import'), schema: { params: ByImport } },
    async (request, reply) => {
      const { id, importId } = request.params;
      await act(services, actorOf(request), (a) => takePrevious(a, id, importId));
      return reply.code(204).send();
    },
  );
}
