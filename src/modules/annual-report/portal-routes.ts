import { sql } from 'kysely';
import { Type } from 'typebox';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';

const Narrowing = Type.Object({ year: Type.Optional(Type.String({ maxLength: 4 })) });
/** More than a province publishes in ten years. */
const MOST = 2_000;

/** The figures of the reports that are public, for machines, as sunlit_portal: as they stand on their pages. */
export function annualReportPages(app: App, site: PortalSite): void {
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
