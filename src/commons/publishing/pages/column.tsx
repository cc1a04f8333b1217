import type { LocalDate } from '#kernel/dates.ts';
import {
  DateText,
  FilterForm,
  Pagination,
  PortalPage,
  type PortalPageProps,
  Select,
  ShortDate,
  sectionOf,
  type SiteFacts,
} from '#portal/index.ts';
import { keyWordsTagged } from '#kernel/key-words.ts';
import type { PublicColumn } from '../portal-queries.ts';
import { addressOf, type DocumentFilter, type FoundDocuments } from '../portal-search.ts';
import { DocumentList } from './document-list.tsx';

export const columnTags = ({ name, description, keywords, type }: PublicColumn): PortalPageProps['column'] => ({
  name,
  description,
  keywords: keyWordsTagged(keywords),
  type,
});

/** The way from 首页 to a column: its section, where the navigation has it, then the column. */
export function columnCrumbs(column: PublicColumn | undefined): { label: string; href: string }[] {
  if (!column) return [];
  const section = sectionOf(column.section);
  return [
    ...(section ? [{ label: section.label, href: section.href }] : []),
    { label: column.name, href: `/columns/${column.key}` },
  ];
}

/** A column: who is responsible, when it was last renewed, what stands in it. */
export function ColumnPage(props: {
  readonly site: SiteFacts;
  readonly column: PublicColumn;
  readonly filter: DocumentFilter;
  readonly found: FoundDocuments;
  readonly years: readonly number[];
  readonly siblings: readonly PublicColumn[];
  /** The column that follows this one, where it was retired. */
  readonly successor?: PublicColumn | undefined;
}) {
  const { site, column, filter, found, years, siblings, successor } = props;
  const path = `/columns/${column.key}`;
  const { column: _, ...narrowing } = filter;
  const narrowed = Object.keys(narrowing).length > 0;
  const crumbs = columnCrumbs(column);
  return (
    <PortalPage
      site={site}
      title={column.name}
      path={path}
      section={column.section}
      column={columnTags(column)}
      feed={`${path}/feed.xml`}
      breadcrumb={[...crumbs.slice(0, -1), { label: column.name }]}
      unlisted={narrowed}
    >
      <div className="frame with-aside">
        <div>
          <div className="page-head">
            <h1>{column.name}</h1>
            <p className="lead">{column.description}</p>
            <p className="page-meta">
              {column.unitName && <span>责任单位：{column.unitName}</span>}
              {column.updatedAt && (
                <span>
                  最近更新：
                  <ShortDate at={column.updatedAt} />
                </span>
              )}
              <a href={`${path}/feed.xml`}>订阅本栏目</a>
              <a href={addressOf('/subscriptions/new', filter)}>邮件订阅</a>
            </p>
          </div>
          {column.retiredOn && <Retired on={column.retiredOn} reason={column.retiredReason} successor={successor} />}
          <FilterForm action={path} label="在本栏目中查找" searched={filter.q} clear={narrowed ? path : undefined}>
            <Select
              id="year"
              label="发布年份"
              all="全部年份"
              value={filter.year?.toString()}
              options={years.map((year) => [String(year), `${year} 年`])}
            />
          </FilterForm>
          <Found found={found} narrowed={narrowed} />
          <DocumentList documents={found.rows} marked={found.marked} />
          <Pagination page={found.page} pages={found.pages} href={(page) => addressOf(path, narrowing, page)} />
        </div>
        <div className="beside">
          <section aria-labelledby="siblings">
            <h2 id="siblings">{sectionOf(column.section)?.label ?? '栏目'}</h2>
            <ul>
              {siblings.map(({ key, name }) => (
                <li key={key} aria-current={key === column.key ? 'true' : undefined}>
                  {key === column.key ? name : <a href={`/columns/${key}`}>{name}</a>}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </PortalPage>
  );
}

/** A column that takes nothing new says so; what stands in it can be read as before. */
function Retired({
  on,
  reason,
  successor,
}: {
  readonly on: LocalDate;
  readonly reason: string | null;
  readonly successor: PublicColumn | undefined;
}) {
  return (
    <section className="notice" aria-labelledby="retired">
      <h2 id="retired">本栏目已停办</h2>
      <p>
        自
        <DateText on={on} />
        起不再发布新的内容，已发布的内容可以继续查阅。{reason && `原因：${reason}`}
      </p>
      {successor && (
        <p>
          以后的内容请到 <a href={`/columns/${successor.key}`}>{successor.name}</a> 查看。
        </p>
      )}
    </section>
  );
}

/** How many there are, in words; what to do when there are none. */
export function Found({ found, narrowed }: { readonly found: FoundDocuments; readonly narrowed: boolean }) {
  if (found.total === 0)
    return (
      <p className="empty">
        {narrowed ? '没有符合条件的文件。请减少条件，或换几个字再找。' : '这个栏目目前没有文件。'}
      </p>
    );
  return (
    <p className="count">
      {found.capped ? `超过 ${found.total} 件，只列出前 ${found.total} 件，请增加条件缩小范围` : `共 ${found.total} 件`}
    </p>
  );
}
