import { Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { filledColumns, publicColumns, publicDocument, relatedDocuments } from '../portal-queries.ts';
import { filterOf, yearsOfRelease } from '../portal-search.ts';
import { unitsWithDocuments } from '../portal-units.ts';
import { lastDay } from '../last-day.ts';
import { typeFacts } from '../type-facts.ts';
import { publishedByNumber } from '../cited-documents.ts';
import { numbersCited } from './body.tsx';
import { ColumnPage } from './column.tsx';
import { DocumentPage, PrintPage, TombstonePage } from './document.tsx';
import { DocumentsPage } from './documents.tsx';
import { documentFinder, Narrowing } from './finding.ts';

const action = 'publishing.read-public';
const Key = Type.Object({ key: Type.String({ maxLength: 60 }) });
const IndexNumber = Type.Object({ indexNumber: Type.String({ maxLength: 120 }) });

/** Lists of documents, and each document. */
export function documentRoutes(app: App, site: PortalSite): void {
  const { portalDb: db, catalogue, config, calendar } = site.services;
  const siteFacts = () => site.remember('facts', () => readSiteFacts(db));
  const allColumns = () => site.remember('columns', () => publicColumns(db));
  const find = documentFinder(site);

  site.page(app, { url: '/documents', action, query: Narrowing }, async ({ query, today }) => {
    const filter = filterOf(query);
    const [facts, found, columns, units, years] = await Promise.all([
      siteFacts(),
      find(filter, query.page, today),
      allColumns(),
      site.remember('units with documents', () => unitsWithDocuments(db)),
      site.remember('years', () => yearsOfRelease(db)),
    ]);
    return { element: <DocumentsPage {...{ site: facts, filter, found, columns, units, years }} /> };
  });

  site.page(app, { url: '/columns/:key', action, params: Key, query: Narrowing }, async ({ params, query, today }) => {
    const columns = await allColumns();
    const column = columns.find(({ key }) => key === params.key);
    if (!column) throw notFound('这个栏目');
    const { q, year } = filterOf(query);
    const filter = { ...(q && { q }), ...(year && { year }), column: column.key };
    const [facts, found, years] = await Promise.all([
      siteFacts(),
      find(filter, query.page, today),
      site.remember(`years ${column.key}`, () => yearsOfRelease(db, column.key)),
    ]);
    const filled = await site.remember('filled columns', () => filledColumns(db));
    const siblings = columns.filter(
      ({ key, section }) =>
        section === column.section && (key === column.key || filled.some((other) => other.key === key)),
    );
    const successor = columns.find(({ key }) => key === column.successorKey);
    return { element: <ColumnPage {...{ site: facts, column, filter, found, years, siblings, successor }} /> };
  });

  const shown = (print: boolean) => async (asked: { params: { indexNumber: string }; today: LocalDate }) => {
    const { params, today } = asked;
    const [facts, document, columns] = await Promise.all([
      siteFacts(),
      publicDocument(db, params.indexNumber),
      allColumns(),
    ]);
    if (!document) throw notFound('这份文件');
    const column = columns.find(({ key }) => key === document.columnKey);
    // Gone for good and said so: the address answers, search engines let go of it.
    if (document.withdrawnAt)
      return { status: 410, element: <TombstonePage site={facts} document={document} column={column} /> };
    const related = await relatedDocuments(db, document);
    const cited = await publishedByNumber(db, numbersCited(document.bodyHtml));
    const type = catalogue.contentTypes.get(document.type);
    const ownPage = type?.path?.(document.id);
    const own = type ? typeFacts(type, document.data, calendar(), document.validity !== null) : [];
    const begunOn = type?.displayedFrom?.(document);
    const expiresOn = document.expiresOn && lastDay(document.expiresOn, calendar(), begunOn);
    const page = {
      site: facts,
      document: { ...document, expiresOn },
      column,
      related,
      ownPage,
      schemaOrg: type?.schemaOrg,
      own,
      cited,
      today,
      baseUrl: config.baseUrl,
    };
    return { element: print ? <PrintPage {...page} /> : <DocumentPage {...page} /> };
  };
  site.page(app, { url: '/documents/:indexNumber', action, params: IndexNumber }, shown(false));
  site.page(app, { url: '/documents/:indexNumber/print', action, params: IndexNumber }, shown(true));
}
