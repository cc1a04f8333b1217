import { act, type Services } from '#platform/services.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { RequestQuery } from './contract.ts';
import { requestDesk } from './desks.ts';
import { exportRequests } from './exporting.ts';
import { requestLedger } from './ledger.ts';

/** The ledger of requests and the numbers the openness office begins its day with. */
export function requestLedgerRoutes(app: App, services: Services): void {
  const config = { action: 'requests.read', limit: 'read' } as const;
  app.get('/api/requests', { config, schema: { querystring: RequestQuery } }, (request) =>
    requestLedger(services, actorOf(request), request.query),
  );
  app.get('/api/requests/desk', { config }, (request) => requestDesk(services, actorOf(request)));
  app.get(
    '/api/requests/export.xlsx',
    { config: { action: 'requests.read', limit: 'export' }, schema: { querystring: RequestQuery } },
    async (request, reply) => {
      const file = await act(services, actorOf(request), (a) => exportRequests(a, request.query));
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', contentDisposition('依申请公开台账.xlsx'))
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(file));
    },
  );
}
