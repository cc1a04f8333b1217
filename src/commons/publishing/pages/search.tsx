import { Pagination, PortalPage, type SiteFacts } from '#portal/index.ts';
import type { PublicColumn } from '../portal-queries.ts';
import { addressOf, type DocumentFilter, type FoundDocuments } from '../portal-search.ts';
import type { PublicUnit } from '../portal-units.ts';
import { DocumentList } from './document-list.tsx';

/** Search over the whole site: documents by column, and the columns and units of that name. */
export function SearchPage(props: {
  readonly site: SiteFacts;
  readonly filter: DocumentFilter;
  readonly found: FoundDocuments;
  readonly byColumn: ReadonlyMap<string, number>;
  readonly columns: readonly PublicColumn[];
  readonly units: readonly PublicUnit[];
}) {
  const { site, filter, found, byColumn, columns, units } = props;
  const { q } = filter;
  const namedColumns = q ? columns.filter(({ name }) => name.includes(q)) : [];
  return (
    <PortalPage
      site={site}
      title={q ? `搜索“${q}”` : '搜索'}
      path="/search"
      breadcrumb={[{ label: '搜索' }]}
      searched={q}
      unlisted
    >
      <div className="frame">
        <div className="page-head">
          <h1>{q ? `搜索“${q}”` : '搜索'}</h1>
          {!q && <p className="lead">请在页面上方的搜索框中输入标题、文号或正文中的几个字。</p>}
        </div>
        {q && (
          <div className="with-aside">
            <section aria-labelledby="found">
              <h2 id="found">
                文件<span className="count"> {found.capped ? `超过 ${found.total}` : found.total} 件</span>
              </h2>
              {found.total === 0 && <NothingFound />}
              <DocumentList
                documents={found.rows}
                columnNames={new Map(columns.map(({ key, name }) => [key, name]))}
                searched={q}
              />
              <Pagination page={found.page} pages={found.pages} href={(page) => addressOf('/search', filter, page)} />
            </section>
            <div className="beside">
              <ByColumn filter={filter} byColumn={byColumn} columns={columns} />
              <Named title="栏目" items={namedColumns.map(({ key, name }) => [`/columns/${key}`, name])} />
              <Named title="机构" items={units.map(({ key, name }) => [`/organisation/${key}`, name])} />
            </div>
          </div>
        )}
      </div>
    </PortalPage>
  );
}

function NothingFound() {
  return (
    <div className="text empty">
      <p>没有找到。您可以：</p>
      <ul>
        <li>少输几个字，只用最关键的词</li>
        <li>检查有没有错别字</li>
        <li>
          到<a href="/documents">全部文件</a>里按单位和年份查找
        </li>
      </ul>
    </div>
  );
}

function ByColumn({
  filter,
  byColumn,
  columns,
}: {
  readonly filter: DocumentFilter;
  readonly byColumn: ReadonlyMap<string, number>;
  readonly columns: readonly PublicColumn[];
}) {
  const { column: chosen, ...others } = filter;
  const filled = columns.filter(({ key }) => byColumn.has(key));
  if (filled.length === 0) return null;
  return (
    <section aria-labelledby="by-column">
      <h2 id="by-column">按栏目查看</h2>
      <ul>
        <li aria-current={chosen ? undefined : 'true'}>
          <a href={addressOf('/search', others)}>全部栏目</a>
        </li>
        {filled.map(({ key, name }) => (
          <li key={key} aria-current={key === chosen ? 'true' : undefined}>
            <a href={addressOf('/search', { ...others, column: key })}>{name}</a>
            <span className="count">（{byColumn.get(key)}）</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Named({ title, items }: { readonly title: string; readonly items: readonly (readonly [string, string])[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-label={`名称相符的${title}`}>
      <h2>{title}</h2>
      <ul>
        {items.map(([href, name]) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
