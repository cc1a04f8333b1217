import { renderToStaticMarkup } from 'react-dom/server';
import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import { atomFeed } from '#platform/atom.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { DISCLOSURE, Emblem, readSiteFacts, shownSections } from '#portal/index.ts';
import {
  type ListedDocument,
  newestByColumn,
  newestDocuments,
  newestSeals,
  publicColumns,
  readableIndexNumbers,
} from '../portal-queries.ts';
import { documentPath } from '../document-path.ts';
import { publicUnits } from '../portal-units.ts';

const action = 'publishing.read-public';
const ATOM = 'application/atom+xml; charset=utf-8';
const FEED_LENGTH = 30;
/** The protocol allows 50,000 addresses in one file. */
const MAP_LENGTH = 45_000;

/** What machines read: feeds, the site map, seals, robots, the icon. */
export function machineRoutes(app: App, site: PortalSite): void {
  const { portalDb: db, config, time } = site.services;
  const at = (path: string) => `${config.baseUrl}${path}`;

  site.page(app, { url: '/feed.xml', action }, async () => {
    const [facts, documents] = await Promise.all([readSiteFacts(db), newestDocuments(db, FEED_LENGTH)]);
    const about = { title: facts.name, subtitle: '最新公开', url: at('/'), feedUrl: at('/feed.xml') };
    return { type: ATOM, body: feedOf({ ...about, rights: facts.host }, documents) };
  });

  site.page(
    app,
    { url: '/columns/:key/feed.xml', action, params: Type.Object({ key: Type.String({ maxLength: 60 }) }) },
    async ({ params: { key }, path }) => {
      const [facts, columns, byColumn] = await Promise.all([
        readSiteFacts(db),
        publicColumns(db),
        newestByColumn(db, FEED_LENGTH),
      ]);
      const column = columns.find((each) => each.key === key);
      if (!column) throw notFound('这个栏目');
      const about = { title: `${column.name} - ${facts.name}`, subtitle: column.description };
      const addresses = { url: at(`/columns/${key}`), feedUrl: at(path) };
      return { type: ATOM, body: feedOf({ ...about, ...addresses, rights: facts.host }, byColumn.get(key) ?? []) };
    },
  );

  function feedOf(
    about: Omit<Parameters<typeof atomFeed>[0], 'entries' | 'changedAt'>,
    documents: readonly ListedDocument[],
  ): string {
    const entries = documents.map(({ indexNumber, title, summary, unitName, releasedAt }) => ({
      url: at(documentPath(indexNumber)),
      title,
      summary: summary ?? undefined,
      author: unitName,
      publishedAt: releasedAt,
      changedAt: releasedAt,
    }));
    return atomFeed({ ...about, changedAt: entries[0]?.changedAt ?? time.now(), entries });
  }

  site.page(app, { url: '/sitemap.xml', action }, async () => {
    const [{ filled }, documents, columns, units] = await Promise.all([
      readSiteFacts(db),
      readableIndexNumbers(db, MAP_LENGTH),
      publicColumns(db),
      publicUnits(db),
    ]);
    const fixed = [
      '/',
      DISCLOSURE,
      '/documents',
      '/catalogue',
      '/organisation',
      '/seals',
      '/feeds',
      '/sitemap',
      '/accessibility',
      '/privacy',
    ];
    const paths = [
      ...fixed,
      ...shownSections(filled).map(({ href }) => href),
      ...columns.map(({ key }) => `/columns/${key}`),
      ...units.map(({ key }) => `/organisation/${key}`),
      ...documents.map(documentPath),
    ];
    const addresses = paths.map((path) => `<url><loc>${at(path).replaceAll('&', '&amp;')}</loc></url>`);
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('\n')}\n</urlset>\n`;
    return { type: 'application/xml; charset=utf-8', body };
  });

  site.page(app, { url: '/seals.json', action }, async () => ({
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ seals: await newestSeals(db, 4000) }, null, 2),
  }));

  site.page(app, { url: '/robots.txt', action }, async () => {
    const { demo } = await readSiteFacts(db);
    // A demonstration must not be found in place of a real authority.
    const rules = demo
      ? 'Disallow: /'
      : 'Disallow: /workbench\nDisallow: /api/\nDisallow: /search\nDisallow: /feedback';
    return { type: 'text/plain; charset=utf-8', body: `User-agent: *\n${rules}\nSitemap: ${at('/sitemap.xml')}\n` };
  });

  site.page(app, { url: '/favicon.svg', action }, async () => ({
    type: 'image/svg+xml',
    body: renderToStaticMarkup(<Emblem />).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '),
  }));
}
