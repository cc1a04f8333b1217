import { Readable } from 'node:stream';
import { localDate } from '#kernel/dates.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { ExportQuery, JournalQuery } from './contract.ts';
import { exportLines, recordExport } from './export.ts';
import { journalPage, sealList } from './queries.ts';
import { verifyJournal } from './verify.ts';

/** What the auditor reads, proves and takes along. */
export function journalRoutes(app: App, services: Services): void {
  app.get(
    '/api/journal',
    { config: { action: 'journal.read', limit: 'read' }, schema: { querystring: JournalQuery } },
    (request) => act(services, actorOf(request), (a) => journalPage(a, request.query)),
  );

  app.get('/api/journal/seals', { config: { action: 'journal.read', limit: 'read' } }, async () => ({
    seals: await sealList(services),
  }));

  app.get('/api/journal/verify', { config: { action: 'journal.verify', limit: 'export' } }, () =>
    verifyJournal(services.db, services.time.today()),
  );

  app.get(
    '/api/journal/export',
    { config: { action: 'journal.export', limit: 'export' }, schema: { querystring: ExportQuery } },
    async (request, reply) => {
      const { from, to } = request.query;
      const period = { from: from ? localDate(from) : undefined, to: to ? localDate(to) : undefined };
      await act(services, actorOf(request), (a) => recordExport(a, period));
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', contentDisposition(`留痕-${services.time.today()}.ndjson`))
        .header('cache-control', 'private, no-store')
        .send(Readable.from(exportLines(services.db, period, services.time.now())));
    },
  );
}
