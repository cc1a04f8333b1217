import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { codesOf } from './open-codes.ts';
import { changesAfter, documentBy, documentsAfter } from './open-queries.ts';
import { ByIndexNumber, ChangesQuery, DocumentsQuery } from './open-schema.ts';
import { openApi } from './openapi.ts';
import { OpenPage } from './pages/open.tsx';

const action = 'exchange.read-open-data';
const JSON_TYPE = 'application/json; charset=utf-8';
const json = (value: unknown, status = 200) => ({ type: JSON_TYPE, body: JSON.stringify(value), status });

/** What anybody may read with a program: the documents, what changed, and the description of it all. */
export function openRoutes(app: App, site: PortalSite): void {
  const { portalDb: db, config, catalogue } = site.services;
  const knows = (type: string) => catalogue.contentTypes.has(type);

  site.page(app, { url: '/open', action }, async () => ({
    element: <OpenPage site={await site.remember('facts', () => readSiteFacts(db))} base={config.baseUrl} />,
  }));

  site.page(app, { url: '/open/v1/openapi.json', action }, async () => json(openApi(config.baseUrl)));

  site.page(app, { url: '/open/v1/codes', action }, async () =>
    json(await codesOf(db, catalogue.contentTypes.values())),
  );

  site.page(app, { url: '/open/v1/changes', action, query: ChangesQuery }, async ({ query }) =>
    json(await changesAfter(db, config.baseUrl, query, knows)),
  );

  site.page(app, { url: '/open/v1/documents', action, query: DocumentsQuery }, async ({ query }) =>
    json(await documentsAfter(db, config.baseUrl, query, knows)),
  );

  site.page(app, { url: '/open/v1/documents/:indexNumber', action, params: ByIndexNumber }, async ({ params }) => {
    const document = await documentBy(db, config.baseUrl, params.indexNumber);
    if (!document) throw notFound('这份文件');
    return json(document, 'withdrawnAt' in document ? 410 : 200);
  });
}
