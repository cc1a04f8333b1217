import { sql } from 'kysely';
import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';

const Narrowing = Type.Object({ year: Type.Optional(Type.String({ maxLength: 4 })) });
/** More than a province publishes in ten years. */
const MOST = 2_000;

const ByYear = Type.Object({ year: Type.String({ title: '年度', pattern: '^20[0-9]{2}$' }) });

/**
 * The reports that are public, as sunlit_portal: the address by which a year's report of the bureau at the top is cited, leading to its page, and the figures of all
 * of them for machines.
 */
export function annualReportPages(app: App, site: PortalSite): void {
  const db = site.services.portalDb;
  app.get(
    '/annual-reports/:year',
    { config: { action: 'annual-report.read-public', limit: 'page' }, schema: { params: ByYear } },
    async (request, reply) => {
      const { rows } = await sql<{ indexNumber: string }>`
        select d.index_number as "indexNumber" from portal.record r
        join portal.document d on d.id = r.document_id and d.withdrawn_at is null
        join portal.unit u on u.name = r.body ->> 'authority' and u.parent_id is null
        where r.kind = 'annual-report' and r.body ->> 'year' = ${request.params.year}
        order by d.first_released_at desc, d.id limit 1`.execute(db);
      const [report] = rows;
      if (!report) throw notFound(`${request.params.year}年的政府信息公开工作年度报告`);
      return reply.redirect(`/documents/${report.indexNumber}`, 302);
    },
  );
  machineReadable(app, site);
}

/** The figures of the reports that are public, for machines, as sunlit_portal: as they stand on their pages. */
function machineReadable(app: App, site: PortalSite): void {
  const db = site.services.portalDb;
  site.page(
    app,
    { url: '/open/v1/annual-reports', action: 'annual-report.read-public', query: Narrowing },
    async ({ query }) => {
      const year = Number(query.year);
      const { rows } = await sql<{ indexNumber: string; title: string; body: object }>`
        select d.index_number as "indexNumber", d.title, r.body from portal.record r
        join portal.document d on d.id = r.document_id and d.withdrawn_at is null
        where r.kind = 'annual-report' ${Number.isInteger(year) && year > 0 ? sql`and (r.body ->> 'year')::int = ${year}` : sql``}
        order by (r.body ->> 'year')::int desc, d.first_released_at desc, d.id limit ${MOST}`.execute(db);
      return {
        type: 'application/json; charset=utf-8',
        body: JSON.stringify({ items: rows.map(({ body, ...document }) => ({ ...document, ...body })) }),
      };
    },
  );
}
