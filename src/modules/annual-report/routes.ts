import { Type } from 'typebox';
import { forbidden } from '#kernel/errors.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { behindCell } from './computing/behind.ts';
import { Answer, BehindQuery, NewEntry, NewReport, RollUpQuery, SavedPart } from './contract.ts';
import { answerFinding } from './reports/answering.ts';
import { reportDetail } from './reports/detail.ts';
import { enterFigure } from './reports/entries.ts';
import { bureausOf, reportLines, rollUp, unitsBelow } from './reports/listing.ts';
import { openReport } from './reports/opening.ts';
import { savePart } from './reports/parts.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const read = { action: 'annual-report.read', limit: 'read' } as const;
const writes = (action: string) => ({ action: `annual-report.${action}`, limit: 'write' }) as const;

/** The workbench's API over annual reports. Steps go through casework's one route for steps. */
export function annualReportRoutes(app: App, services: Services): void {
  app.get('/api/annual-reports', { config: read }, async (request) => ({
    rows: await reportLines(services.db, actorOf(request)),
  }));
  app.get('/api/annual-reports/roll-up', { config: read, schema: { querystring: RollUpQuery } }, async (request) => {
    const own = bureausOf(actorOf(request));
    const bureau = request.query.bureau ?? own[0];
    const below = await unitsBelow(services.db, own);
    if (!bureau || !below.some(({ id }) => id === bureau)) throw forbidden('只能汇总本局和下级局的年度报告');
    return rollUp(services.db, bureau, request.query.year, services.time.today());
  });
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
}
