import { Type } from 'typebox';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { ByForm, TABLE_FORMS } from '#platform/tables/table-file.ts';
import { type Catalogue, ImportBody, ItemChange, ItemDrop, NewItem, OwedQuery, RehearsalBody } from './contract.ts';
import { addItem, changeItem, dropItem } from './editions.ts';
import { owedPage } from './owed.ts';
import { catalogueChoices, catalogueItems, editionsOf } from './queries.ts';
import { exportCatalogue, importCatalogue, rehearseImport } from './transfer.ts';

const ByKey = Type.Object({ key: Type.String({ maxLength: 60 }) });

/** A file as base64 in JSON. */
const IMPORT_LIMIT = 5 * 1024 * 1024;

/** The workbench's API over the catalogue. */
export function catalogueRoutes(app: App, services: Services): void {
  const read = { action: 'disclosure-catalogue.read', limit: 'read' } as const;
  const manage = { action: 'disclosure-catalogue.manage', limit: 'write' } as const;

  app.get(
    '/api/catalogue-items',
    { config: read },
    async (): Promise<Catalogue> => ({ today: services.time.today(), rows: await catalogueItems(services) }),
  );
  app.get('/api/catalogue-choices', { config: read }, () => catalogueChoices(services));
  app.get('/api/catalogue-items/:key/editions', { config: read, schema: { params: ByKey } }, (request) =>
    editionsOf(services.db, request.params.key),
  );
  app.get('/api/catalogue-owed', { config: read, schema: { querystring: OwedQuery } }, (request) =>
    owedPage(services, request.query),
  );

  app.post('/api/catalogue-items', { config: manage, schema: { body: NewItem } }, async (request, reply) => {
    await act(services, actorOf(request), (a) => addItem(a, request.body));
    return reply.code(201).send({ key: request.body.key });
  });
  app.put(
    '/api/catalogue-items/:key',
    { config: manage, schema: { params: ByKey, body: ItemChange } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => changeItem(a, request.params.key, request.body));
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/catalogue-items/:key/drop',
    { config: manage, schema: { params: ByKey, body: ItemDrop } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => dropItem(a, request.params.key, request.body));
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/catalogue-exports/:form',
    { config: { action: 'disclosure-catalogue.export', limit: 'export' }, schema: { params: ByForm } },
    async (request, reply) => {
      const { form } = request.params;
      const file = await act(services, actorOf(request), (a) => exportCatalogue(a, form));
      return reply
        .type(TABLE_FORMS[form])
        .header('content-disposition', contentDisposition(`主动公开基本目录.${form}`))
        .header('cache-control', 'private, no-store')
        .send(file);
    },
  );
  app.post(
    '/api/catalogue-rehearsals',
    { config: manage, bodyLimit: IMPORT_LIMIT, schema: { body: RehearsalBody } },
    (request) => act(services, actorOf(request), (a) => rehearseImport(a, request.body)),
  );
  app.post(
    '/api/catalogue-imports',
    { config: manage, bodyLimit: IMPORT_LIMIT, schema: { body: ImportBody } },
    (request) => act(services, actorOf(request), (a) => importCatalogue(a, request.body)),
  );
}
