import { DISCLOSURE, PortalPage, SECTIONS, type SiteFacts } from '#portal/index.ts';
import type { ListedDocument, PublicColumn } from '../portal-queries.ts';
import { DatedList } from './document-list.tsx';

interface Part {
  readonly label: string;
  readonly about: string;
  /** The column in which it is published … */
  readonly column?: string;
  /** … or the page a feature makes of it, known by its link in the navigation. */
  readonly page?: string;
}

/** What the column 政府信息公开 consists of (国办公开办函〔2019〕61号), with the article that asks for each. */
const PARTS: readonly Part[] = [
  {
    label: '政府信息公开指南',
    about: '信息分哪些类、怎样编排、怎样获取，找谁办（《政府信息公开条例》第十二条）',
    column: 'disclosure-guide',
  },
  { label: '政府信息公开制度', about: '公开属性怎样确定、发布前怎样审查', column: 'disclosure-rules' },
  {
    label: '法定主动公开内容',
    about: '《政府信息公开条例》第二十条的十五类和已公开的全部文件',
    page: '/catalogue',
  },
  {
    label: '政府信息公开年报',
    about: '每年1月31日前公布上一年度报告（《政府信息公开条例》第四十九条）',
    column: 'annual-reports',
  },
  { label: '依申请公开', about: '网站没有公开的，可以申请（《政府信息公开条例》第二十七条）', page: '/requests' },
];

/** The column 政府信息公开: the parts there are, and in words those there are not yet. */
export function GovernmentInformationPage({
  site,
  columns,
  byColumn,
}: {
  readonly site: SiteFacts;
  readonly columns: readonly PublicColumn[];
  readonly byColumn: ReadonlyMap<string, readonly ListedDocument[]>;
}) {
  const pages = SECTIONS.flatMap(({ links }) => links.map(({ href }) => href));
  const documentsOf = ({ column }: Part) =>
    column && columns.some(({ key }) => key === column) ? (byColumn.get(column) ?? []) : [];
  const there = (part: Part) => (part.page ? pages.includes(part.page) : documentsOf(part).length > 0);
  const missing = PARTS.filter((part) => !there(part));
  return (
    <PortalPage
      site={site}
      title="政府信息公开"
      path={DISCLOSURE}
      section="openness"
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '政府信息公开' }]}
    >
      <div className="frame">
        <div className="page-head">
          <h1>政府信息公开</h1>
          <p className="lead">按照《政府信息公开条例》应当公开的内容，都从这里进入。</p>
        </div>
        <div className="cards">
          {PARTS.filter(there).map((part) => (
            <section key={part.label} className="card" aria-labelledby={part.column ?? part.page?.slice(1)}>
              <h2 id={part.column ?? part.page?.slice(1)} className="block-head">
                <a href={part.page ?? `/columns/${part.column}`}>{part.label}</a>
              </h2>
              <p className="aside">{part.about}</p>
              {part.column && <DatedList documents={documentsOf(part)} />}
            </section>
          ))}
        </div>
        {missing.length > 0 && (
          <div className="text">
            <h2>还没有公布的部分</h2>
            <p>
              {missing.map(({ label }) => label).join('、')}
              还没有在本站公布，公布后列在本页。现在要查阅或者提出申请的，请按页面底部的联系方式与我们联系。
            </p>
          </div>
        )}
      </div>
    </PortalPage>
  );
}
