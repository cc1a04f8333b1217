import { countsByStatutoryClass, STATUTORY_CLASSES } from '#commons/publishing/index.ts';
import { contentDisposition } from '#platform/files.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { printCsv } from '#platform/tables/csv.ts';
import { printSheet, type SheetColumn, XLSX } from '#platform/tables/spreadsheet.ts';
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
    const file = await printSheet('主动公开基本目录', COLUMNS, await items());
    return reply
      .type(XLSX)
      .header('content-disposition', contentDisposition('主动公开基本目录.xlsx'))
      .send(Buffer.from(file));
  });
}

const column = (header: string, value: (item: PublicItem) => string) => ({ header, width: 24, value });

const COLUMNS: readonly SheetColumn<PublicItem>[] = [
  column('法定类别', ({ statutoryClass }) => STATUTORY_CLASSES[statutoryClass] ?? ''),
  column('公开事项', ({ name }) => name),
  column('公开内容', ({ content }) => content),
  column('公开依据', ({ basis }) => basis),
  column('责任单位', ({ unitName }) => unitName ?? ''),
  column('公开频次', ({ frequency }) => frequency),
  column('公开渠道', ({ channel }) => channel),
  column('公开时限', ({ timeLimit }) => timeLimit),
  column('公开对象', ({ audience }) => audience),
  column('公开栏目', ({ columnName }) => columnName ?? ''),
  column('已公开件数', ({ documents }) => String(documents)),
  column('最近公开', ({ latestTitle }) => latestTitle ?? ''),
  column('最近更新', ({ updatedOn }) => updatedOn ?? ''),
];

const tableOf = (items: readonly PublicItem[]): string[][] => [
  COLUMNS.map(({ header }) => header),
  ...items.map((item) => COLUMNS.map(({ value }) => value(item))),
];
