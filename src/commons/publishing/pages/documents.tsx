import { FilterForm, Pagination, PortalPage, type SiteFacts } from '#portal/index.ts';
import type { PublicColumn } from '../portal-queries.ts';
import { addressOf, type DocumentFilter, type FoundDocuments } from '../portal-search.ts';
import { Found } from './column.tsx';
import { DocumentList } from './document-list.tsx';
import { type Named, NarrowingSelects } from './narrowing.tsx';

/** Everything that has been released, narrowed by what stands in the address. */
export function DocumentsPage(props: {
  readonly site: SiteFacts;
  readonly filter: DocumentFilter;
  readonly found: FoundDocuments;
  readonly columns: readonly PublicColumn[];
  readonly units: readonly Named[];
  readonly years: readonly number[];
}) {
  const { site, filter, found, columns, units, years } = props;
  const narrowed = Object.keys(filter).length > 0;
  return (
    <PortalPage
      site={site}
      title="全部文件"
      path="/documents"
      section="openness"
      column={{
        name: '全部文件',
        description: '本机关主动公开的全部文件，可以按栏目、单位、年份和类别查找',
        keywords: '政府信息公开;文件',
        type: '信息公开目录',
      }}
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '全部文件' }]}
      feed={addressOf('/documents/feed.xml', filter)}
      unlisted={narrowed}
    >
      <div className="frame">
        <div className="page-head">
          <h1>全部文件</h1>
          <p className="lead">本机关在本站主动公开的全部文件，按发布时间从新到旧排列。</p>
          <p className="page-meta">
            <a href={addressOf('/documents/feed.xml', filter)}>订阅</a>
            <a href={addressOf('/subscriptions/new', filter)}>邮件订阅</a>
          </p>
        </div>
        <FilterForm
          action="/documents"
          label="查找文件"
          searchLabel="标题、文号或正文中的字"
          searched={filter.q}
          clear={narrowed ? '/documents' : undefined}
        >
          <NarrowingSelects filter={filter} columns={columns} units={units} years={years} />
        </FilterForm>
        <Found found={found} narrowed={narrowed} />
        <DocumentList
          catalogued
          documents={found.rows}
          columnNames={new Map(columns.map(({ key, name }) => [key, name]))}
          marked={found.marked}
        />
        <Pagination page={found.page} pages={found.pages} href={(page) => addressOf('/documents', filter, page)} />
      </div>
    </PortalPage>
  );
}
