import { sql } from 'kysely';
import { Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { BytesAnswer, PortalSite } from '#platform/portal-site.ts';
import { DISCLOSURE, readSiteFacts, shownSections } from '#portal/index.ts';
import { documentPath } from '../document-path.ts';
import { publicColumns } from '../portal-queries.ts';
import { publicUnits } from '../portal-units.ts';

const action = 'publishing.read-public';
/** The protocol allows 50,000 addresses in one file. */
const PART = 45_000;
const FIXED = [
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

interface Place {
  readonly path: string;
  readonly changedAt?: Instant | null;
}

/** The map of addresses for search engines: an index, the standing pages, and the documents in parts, each with when it last changed. */
export function mapRoutes(app: App, site: PortalSite): void {
  const { portalDb: db, config } = site.services;
  const at = (path: string) => `${config.baseUrl}${path}`.replaceAll('&', '&amp;');

  site.page(app, { url: '/sitemap.xml', action }, async () => {
    const { rows } = await sql<{ part: number; changed: Instant }>`
      select place / ${PART} as part, max(released_at) as changed
      from (select released_at, (row_number() over (order by first_released_at, id) - 1)::int as place
        from portal.document where withdrawn_at is null) d
      group by 1 order by 1`.execute(db);
    const parts = [
      { path: '/sitemaps/pages.xml' },
      ...rows.map(({ part, changed }) => ({ path: `/sitemaps/documents-${part + 1}.xml`, changedAt: changed })),
    ];
    return xml('sitemapindex', 'sitemap', parts);
  });

  site.page(app, { url: '/sitemaps/pages.xml', action }, async () => {
    const [{ filled }, columns, units] = await Promise.all([readSiteFacts(db), publicColumns(db), publicUnits(db)]);
    return xml('urlset', 'url', [
      ...[...FIXED, ...shownSections(filled).map(({ href }) => href)].map((path) => ({ path })),
      ...columns.map(({ key, updatedAt }) => ({ path: `/columns/${key}`, changedAt: updatedAt })),
      ...units.map(({ key }) => ({ path: `/organisation/${key}` })),
    ]);
  });

  const Part = Type.Object({ file: Type.String({ pattern: '^documents-[1-9]\\d{0,4}\\.xml$' }) });
  site.page(app, { url: '/sitemaps/:file', action, params: Part }, async ({ params: { file } }) => {
    const part = Number(/\d+/.exec(file)?.[0]);
    const rows = await db
      .selectFrom('portal.document')
      .select(['index_number as indexNumber', 'released_at as changedAt'])
      .where('withdrawn_at', 'is', null)
      .orderBy('first_released_at')
      .orderBy('id')
      .limit(PART)
      .offset((part - 1) * PART)
      .execute();
    if (rows.length === 0) throw notFound('这一部分网站地图');
    return xml(
      'urlset',
      'url',
      rows.map(({ indexNumber, changedAt }) => ({ path: documentPath(indexNumber), changedAt })),
    );
  });

  function xml(root: string, each: string, places: readonly Place[]): BytesAnswer {
    const lines = places.map(
      ({ path, changedAt }) =>
        `<${each}><loc>${at(path)}</loc>${changedAt ? `<lastmod>${changedAt}</lastmod>` : ''}</${each}>`,
    );
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</${root}>\n`;
    return { type: 'application/xml; charset=utf-8', body };
  }
}
