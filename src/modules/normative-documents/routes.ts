import { Type } from 'typebox';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { announce, beginCleaning, decide, propose } from './cleaning.ts';
import { cleaningDetail, cleanings } from './cleaning-queries.ts';
import { Announcement, Filing, Judgement, LedgerQuery, NewCleaning } from './contract.ts';
import { recordFiling } from './filing.ts';
import { exportLedger } from './ledger-export.ts';
import { ledgerDetail, ledgerPage } from './queries.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ByItem = Type.Object({ id: Type.String({ format: 'uuid' }), documentId: Type.String({ format: 'uuid' }) });
const read = { action: 'normative-documents.read', limit: 'read' } as const;
const writes = (action: string) => ({ action: `normative-documents.${action}`, limit: 'write' }) as const;

/** The workbench's API over the ledger and its cleanings. */
export function normativeRoutes(app: App, services: Services): void {
  app.get('/api/normative-documents', { config: read, schema: { querystring: LedgerQuery } }, (request) =>
    ledgerPage(services, actorOf(request), request.query),
  );
  app.get(
    '/api/normative-documents/export.xlsx',
    { config: { action: 'normative-documents.export', limit: 'export' }, schema: { querystring: LedgerQuery } },
    async (request, reply) => {
      const file = await act(services, actorOf(request), (a) => exportLedger(a, request.query));
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', contentDisposition('规范性文件台账.xlsx'))
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(file));
    },
  );
  app.get('/api/normative-documents/:id', { config: read, schema: { params: ById } }, (request) =>
    ledgerDetail(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/normative-documents/:id/filing',
    { config: writes('file'), schema: { params: ById, body: Filing } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => recordFiling(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  cleaningRoutes(app, services);
}

function cleaningRoutes(app: App, services: Services): void {
  app.get('/api/normative-cleanings', { config: read }, async (request) => ({
    rows: await cleanings(services, actorOf(request)),
  }));
  app.get('/api/normative-cleanings/:id', { config: read, schema: { params: ById } }, (request) =>
    cleaningDetail(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/normative-cleanings',
    { config: writes('clean'), schema: { body: NewCleaning } },
    async (request, reply) =>
      reply.code(201).send({ id: await act(services, actorOf(request), (a) => beginCleaning(a, request.body)) }),
  );
  app.post(
    '/api/normative-cleanings/:id/items/:documentId/proposal',
    { config: writes('propose'), schema: { params: ByItem, body: Judgement } },
    async (request, reply) => {
      const { id, documentId } = request.params;
      await act(services, actorOf(request), (a) => propose(a, id, documentId, request.body));
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/normative-cleanings/:id/items/:documentId/decision',
    { config: writes('decide'), schema: { params: ByItem, body: Judgement } },
    async (request, reply) => {
      const { id, documentId } = request.params;
      await act(services, actorOf(request), (a) => decide(a, id, documentId, request.body));
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/normative-cleanings/:id/announcement',
    { config: writes('announce'), schema: { params: ById, body: Announcement } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => announce(a, request.params.id, request.body.leadUnitId));
      return reply.code(201).send({ id });
    },
  );
}
