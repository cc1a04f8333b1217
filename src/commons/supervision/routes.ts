import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { XLSX } from '#platform/tables/spreadsheet.ts';
import { supervisionBoard } from './board.ts';
import { onTime, onTimeMatters } from './on-time.ts';
import { OnTimeMattersQuery, OnTimeQuery } from './on-time-contract.ts';
import { stayFigures, stayMatters } from './stays.ts';
import { StayMattersQuery, StaysQuery } from './stays-contract.ts';
import { exportStays } from './stays-export.ts';
import { stuckMatters } from './stuck.ts';

export function supervisionRoutes(app: App, services: Services): void {
  const board = { action: 'supervision.board', limit: 'read' } as const;

  app.get('/api/supervision', { config: board }, (request) => supervisionBoard(services, actorOf(request)));

  app.get('/api/supervision/stuck', { config: { action: 'supervision.stuck', limit: 'read' } }, (request) =>
    stuckMatters(services, actorOf(request)),
  );

  app.get('/api/supervision/stays', { config: board, schema: { querystring: StaysQuery } }, (request) =>
    stayFigures(services, actorOf(request), request.query),
  );

  app.get('/api/supervision/stays/matters', { config: board, schema: { querystring: StayMattersQuery } }, (request) =>
    stayMatters(services, actorOf(request), request.query),
  );

  app.get('/api/supervision/on-time', { config: board, schema: { querystring: OnTimeQuery } }, (request) =>
    onTime(services, actorOf(request), request.query),
  );

  app.get(
    '/api/supervision/on-time/matters',
    { config: board, schema: { querystring: OnTimeMattersQuery } },
    (request) => onTimeMatters(services, actorOf(request), request.query),
  );

  const files = { xlsx: XLSX, csv: 'text/csv; charset=utf-8' } as const;
  for (const form of ['xlsx', 'csv'] as const)
    app.get(
      `/api/supervision/stays.${form}`,
      { config: { action: 'supervision.board', limit: 'export' }, schema: { querystring: StaysQuery } },
      async (request, reply) => {
        const file = await act(services, actorOf(request), (a) => exportStays(a, request.query, form));
        return reply
          .type(files[form])
          .header('content-disposition', contentDisposition(`各环节用时.${form}`))
          .header('cache-control', 'private, no-store')
          .send(Buffer.from(file));
      },
    );
}
