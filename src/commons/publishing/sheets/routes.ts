import { Type } from 'typebox';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { ViewExpert } from '../expert-opinions/contract.ts';
import { VerifySheet } from './contract.ts';
import { expertNames, makeSheet, verifySheet } from './sheets.ts';

/** Sheets of signatures: made for printing, and held against what the system holds. */
export function sheetRoutes(app: App, services: Services): void {
  // A read of the person's own, which leaves a code.
  app.get(
    '/api/documents/:id/sheet',
    {
      config: { action: 'publishing.read', limit: 'read' },
      schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }) },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      return act(services, actorOf(request), (a) => makeSheet(a, request.params.id));
    },
  );

  app.post(
    '/api/documents/:id/sheet/names',
    {
      config: { action: 'publishing.read-experts', limit: 'write' },
      schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }), body: ViewExpert },
    },
    async (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .send(await act(services, actorOf(request), (a) => expertNames(a, request.params.id, request.body.reason))),
  );

  app.post(
    '/api/sheets/verify',
    { config: { action: 'publishing.verify-sheet', limit: 'sign-in' }, schema: { body: VerifySheet } },
    (request) => act(services, actorOf(request), (a) => verifySheet(a, request.body.code)),
  );
}
