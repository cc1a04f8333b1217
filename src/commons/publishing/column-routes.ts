import { Type } from 'typebox';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { ByForm, TABLE_FORMS } from '#platform/tables/table-file.ts';
import {
  ColumnChange,
  ColumnImport,
  ColumnOpening,
  ColumnRehearsal,
  ColumnRetirement,
  NewColumn,
} from './column-contract.ts';
import { exportColumns, importColumns, rehearseColumns } from './column-transfer.ts';
import { addColumn, changeColumn, openColumn, retireColumn } from './columns.ts';
import { columnForecasts, columnsWithFreshness } from './queries.ts';

const ByKey = Type.Object({ key: Type.String({ maxLength: 60 }) });

/** A file as base64 in JSON. */
const IMPORT_LIMIT = 5 * 1024 * 1024;

/** The workbench's API over columns: what they are, how they stand, and the list as a table out and in. */
export function columnRoutes(app: App, services: Services): void {
  const config = { action: 'publishing.manage-columns', limit: 'write' } as const;

  const read = { action: 'publishing.read', limit: 'read' } as const;

  app.get('/api/columns', { config: read }, () => columnsWithFreshness(services));
  app.get('/api/column-forecast', { config: read }, () => columnForecasts(services));

  app.post('/api/columns', { config, schema: { body: NewColumn } }, async (request, reply) => {
    await act(services, actorOf(request), (a) => addColumn(a, request.body));
    return reply.code(201).send({ key: request.body.key });
  });

  app.put('/api/columns/:key', { config, schema: { params: ByKey, body: ColumnChange } }, async (request, reply) => {
    await act(services, actorOf(request), (a) => changeColumn(a, request.params.key, request.body));
    return reply.code(204).send();
  });

  app.post(
    '/api/columns/:key/open',
    { config, schema: { params: ByKey, body: ColumnOpening } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => openColumn(a, request.params.key, request.body));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/columns/:key/retire',
    { config, schema: { params: ByKey, body: ColumnRetirement } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => retireColumn(a, request.params.key, request.body));
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/column-exports/:form',
    { config: { ...config, limit: 'export' }, schema: { params: ByForm } },
    async (request, reply) => {
      const { form } = request.params;
      const file = await act(services, actorOf(request), (a) => exportColumns(a, form));
      return reply
        .type(TABLE_FORMS[form])
        .header('content-disposition', contentDisposition(`栏目.${form}`))
        .header('cache-control', 'private, no-store')
        .send(file);
    },
  );
  app.post(
    '/api/column-rehearsals',
    { config, bodyLimit: IMPORT_LIMIT, schema: { body: ColumnRehearsal } },
    (request) => act(services, actorOf(request), (a) => rehearseColumns(a, request.body)),
  );
  app.post('/api/column-imports', { config, bodyLimit: IMPORT_LIMIT, schema: { body: ColumnImport } }, (request) =>
    act(services, actorOf(request), (a) => importColumns(a, request.body)),
  );
}
