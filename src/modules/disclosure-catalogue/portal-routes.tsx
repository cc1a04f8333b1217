import { writeXlsx } from 'hucre/xlsx';
import { xmlText } from '#kernel/xml-text.ts';
import { printCsv } from '#commons/organisations/index.ts';
import { countsByStatutoryClass, STATUTORY_CLASSES } from '#commons/publishing/index.ts';
import { contentDisposition } from '#platform/files.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { CataloguePage } from './pages/catalogue.tsx';
import { type PublicItem, publicItems } from './portal-queries.ts';

const action = 'disclosure-catalogue.read-public';

/** The catalogue for the public, as sunlit_portal: to read, to print, to take away. */
export function cataloguePages(app: App, site: PortalSite): void {
  const db = site.services.portalDb;
  const items = () => site.remember('catalogue items', () => publicItems(db));

  site.page(app, { url: '/catalogue', action }, async () => {
    const [facts, counts, listed] = await Promise.all([readSiteFacts(db), countsByStatutoryClass(db), items()]);
    return { element: <CataloguePage site={facts} counts={counts} items={listed} /> };
  });

  site.page(app, { url: '/open/v1/catalogue', action }, async () => ({
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ items: await items() }),
  }));

  app.get('/catalogue.csv', { config: { action, limit: 'export' } }, async (_request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', contentDisposition('主动公开基本目录.csv'))
      .send(printCsv(tableOf(await items()))),
  );
  app.get('/catalogue.xlsx', { config: { action, limit: 'export' } }, async (_request, reply) => {
    const [heading = [], ...rows] = tableOf(await items());
    const file = await writeXlsx({
      sheets: [
        {
          name: '主动公开基本目录',
          columns: heading.map((header) => ({ header, width: 24 })),
          rows: [heading, ...rows.map((row) => row.map(guarded))],
          freezePane: { rows: 1 },
        },
      ],
    });
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', contentDisposition('主动公开基本目录.xlsx'))
      .send(Buffer.from(file));
  });
}

/** A cell that a spreadsheet could take for a formula is shown as text by a leading apostrophe (OWASP, CSV injection). */
const guarded = (text: string) => xmlText(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const COLUMNS: readonly { readonly heading: string; readonly of: (item: PublicItem) => string }[] = [
  { heading: '法定类别', of: ({ statutoryClass }) => STATUTORY_CLASSES[statutoryClass] ?? '' },
  { heading: '公开事项', of: ({ name }) => name },
  { heading: '公开内容', of: ({ content }) => content },
  { heading: '公开依据', of: ({ basis }) => basis },
  { heading: '责任单位', of: ({ unitName }) => unitName ?? '' },
  { heading: '公开频次', of: ({ frequency }) => frequency },
  { heading: '公开渠道', of: ({ channel }) => channel },
  { heading: '公开时限', of: ({ timeLimit }) => timeLimit },
  { heading: '公开对象', of: ({ audience }) => audience },
  { heading: '公开栏目', of: ({ columnName }) => columnName ?? '' },
  { heading: '已公开件数', of: ({ documents }) => String(documents) },
  { heading: '最近公开', of: ({ latestTitle }) => latestTitle ?? '' },
  { heading: '最近更新', of: ({ updatedOn }) => updatedOn ?? '' },
];

const tableOf = (items: readonly PublicItem[]): string[][] => [
  COLUMNS.map(({ heading }) => heading),
  ...items.map((item) => COLUMNS.map(({ of }) => of(item))),
];
