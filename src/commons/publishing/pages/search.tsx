import { FilterForm, Pagination, PortalPage, type SiteFacts } from '#portal/index.ts';
import { documentPath } from '../document-path.ts';
import type { ListedDocument, PublicColumn } from '../portal-queries.ts';
import { addressOf, type DocumentFilter, type FoundDocuments } from '../portal-search.ts';
import { DocumentList } from './document-list.tsx';
import { type Named, NarrowingSelects } from './narrowing.tsx';

export interface SearchPageProps {
  readonly site: SiteFacts;
  readonly filter: DocumentFilter;
  readonly found: FoundDocuments;
  readonly columns: readonly PublicColumn[];
  readonly units: readonly Named[];
  readonly years: readonly number[];
  readonly types: readonly { readonly key: string; readonly label: string }[];
  /** Units of that name. */
  readonly namedUnits: readonly Named[];
  /** What the openness office has put above the results. */
  readonly bets: readonly ListedDocument[];
  /** What may have been meant, and finds more. */
  readonly meant: string | undefined;
}

/** Search over the whole site: documents, narrowed and in either order, and the columns and units of that name. */
export function SearchPage(props: SearchPageProps) {
  const { site, filter, found, columns, namedUnits, bets, meant } = props;
  const { q } = filter;
  const namedColumns = q ? columns.filter(({ name }) => name.includes(q)) : [];
  const title = q ? `搜索“${q}”` : '搜索';
  return (
    <PortalPage
      site={site}
      title={title}
      path="/search"
      breadcrumb={[{ label: '搜索' }]}
      searched={q}
      feed={q && addressOf('/search/feed.xml', filter)}
      unlisted
    >
      <div className="frame">
        <div className="page-head">
          <h1>{title}</h1>
          {!q && <p className="lead">请输入标题、文号、索引号，或正文、附件中的几个字；也可以输入拼音。</p>}
        </div>
        <Narrow {...props} />
        {q && (
          <div className="with-aside">
            <section aria-labelledby="found">
              <h2 id="found">
                文件<span className="count"> {found.capped ? `超过 ${found.total}` : found.total} 件</span>
              </h2>
              {meant !== undefined && (
                <p className="meant">
                  您是不是要找：<a href={addressOf('/search', { ...filter, q: meant })}>{meant}</a>
                </p>
              )}
              {found.partly && found.total > 0 && (
                <p className="notice">没有同时含有这些词的文件，下面是含有其中大部分词的文件。</p>
              )}
              {found.total === 0 && <NothingFound narrowed={Object.keys(filter).length > 1} q={q} />}
              <Bets bets={bets} />
              <Order filter={filter} found={found} />
              <DocumentList
                documents={found.rows}
                columnNames={new Map(columns.map(({ key, name }) => [key, name]))}
                marked={found.marked}
              />
              {found.capped && <p className="count">只列出前 {found.total} 件，请增加条件缩小范围。</p>}
              <Pagination page={found.page} pages={found.pages} href={(page) => addressOf('/search', filter, page)} />
            </section>
            <div className="beside">
              <ByColumn filter={filter} byColumn={found.byColumn} columns={columns} />
              <Titled title="栏目" items={namedColumns.map(({ key, name }) => [`/columns/${key}`, name])} />
              <Titled title="机构" items={namedUnits.map(({ key, name }) => [`/organisation/${key}`, name])} />
              <section aria-labelledby="stay-informed">
                <h2 id="stay-informed">以后有新的</h2>
                <ul>
                  <li>
                    <a href={addressOf('/search/feed.xml', filter)}>用阅读器订阅（Atom）</a>
                  </li>
                  <li>
                    <a href={addressOf('/subscriptions/new', filter)}>用邮件订阅</a>
                  </li>
                </ul>
              </section>
            </div>
          </div>
        )}
      </div>
    </PortalPage>
  );
}

/** Folded away until something is narrowed: most people only type. */
function Narrow({ filter, columns, units, years, types }: SearchPageProps) {
  const { q, sort, ...others } = filter;
  const narrowed = Object.keys(others).length > 0;
  return (
    <details className="narrowing" open={narrowed || !q}>
      <summary>按栏目、机构、年份、类别缩小范围</summary>
      <FilterForm
        action="/search"
        label="查找文件"
        searchLabel="标题、文号或正文、附件中的字"
        searched={q}
        clear={narrowed && q ? addressOf('/search', { q, ...(sort && { sort }) }) : undefined}
      >
        <NarrowingSelects filter={filter} columns={columns} units={units} years={years} types={types} />
        {sort && <input type="hidden" name="sort" value={sort} />}
      </FilterForm>
    </details>
  );
}

function Order({ filter, found }: { readonly filter: DocumentFilter; readonly found: FoundDocuments }) {
  if (found.total < 2) return null;
  const { sort, ...others } = filter;
  return (
    <p className="order">
      <span>排序：</span>
      {sort === 'date' ? <a href={addressOf('/search', others)}>按相关程度</a> : <strong>按相关程度</strong>}
      {sort === 'date' ? (
        <strong>按发布时间</strong>
      ) : (
        <a href={addressOf('/search', { ...others, sort: 'date' })}>按发布时间</a>
      )}
    </p>
  );
}

function Bets({ bets }: { readonly bets: readonly ListedDocument[] }) {
  if (bets.length === 0) return null;
  return (
    <section className="notice" aria-labelledby="bets">
      <h3 id="bets">推荐</h3>
      <ul>
        {bets.map(({ id, indexNumber, title }) => (
          <li key={id}>
            <a href={documentPath(indexNumber)}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NothingFound({ narrowed, q }: { readonly narrowed: boolean; readonly q: string }) {
  return (
    <div className="text empty">
      <p>没有找到。您可以：</p>
      <ul>
        {narrowed && (
          <li>
            <a href={addressOf('/search', { q })}>去掉其他条件</a>，只用这几个字再找
          </li>
        )}
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

function Titled({ title, items }: { readonly title: string; readonly items: readonly (readonly [string, string])[] }) {
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
