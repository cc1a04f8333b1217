import { FilterForm, Pagination, PortalPage, Select, type SiteFacts } from '#portal/index.ts';
import type { PublicColumn } from '../portal-queries.ts';
import { addressOf, type DocumentFilter, type FoundDocuments } from '../portal-search.ts';
import { OPENNESS_CLASSES, STATUTORY_CLASSES } from '../statutory-kinds.ts';
import { Found } from './column.tsx';
import { DocumentList } from './document-list.tsx';

/** Everything that has been released, narrowed by what stands in the address. */
export function DocumentsPage(props: {
  readonly site: SiteFacts;
  readonly filter: DocumentFilter;
  readonly found: FoundDocuments;
  readonly columns: readonly PublicColumn[];
  readonly units: readonly { readonly key: string; readonly name: string }[];
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
          <Select
            id="column"
            label="栏目"
            all="全部栏目"
            value={filter.column}
            options={columns.map((c) => [c.key, c.name])}
          />
          <Select
            id="unit"
            label="发布机构"
            all="全部机构"
            value={filter.unit}
            options={units.map((u) => [u.key, u.name])}
          />
          <Select
            id="year"
            label="发布年份"
            all="全部年份"
            value={filter.year?.toString()}
            options={years.map((year) => [String(year), `${year} 年`])}
          />
          <Select
            id="openness"
            label="五公开"
            all="全部类别"
            value={filter.openness}
            options={Object.entries(OPENNESS_CLASSES)}
          />
          <Select
            id="class"
            label="法定主动公开内容"
            all="全部十五类"
            value={filter.statutory?.toString()}
            options={Object.entries(STATUTORY_CLASSES).map(([key, label]) => [key, `${key}. ${label}`])}
          />
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
