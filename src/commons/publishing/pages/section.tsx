import { PortalPage, type Section, ShortDate, type SiteFacts } from '#portal/index.ts';
import type { ListedDocument, PublicColumn } from '../portal-queries.ts';
import { DatedList } from './document-list.tsx';

/** One entry of the navigation: its pages, its columns, the newest of each. */
export function SectionPage(props: {
  readonly site: SiteFacts;
  readonly section: Section;
  readonly columns: readonly PublicColumn[];
  readonly byColumn: ReadonlyMap<string, readonly ListedDocument[]>;
}) {
  const { site, section, byColumn } = props;
  const columns = props.columns.filter(
    ({ key, section: of, retiredOn }) => of === section.key && byColumn.has(key) && retiredOn === null,
  );
  return (
    <PortalPage
      site={site}
      title={section.label}
      path={section.href}
      section={section.key}
      column={sectionTags(section, columns)}
      breadcrumb={[{ label: section.label }]}
    >
      <div className="frame">
        <div className="page-head">
          <h1>{section.label}</h1>
          <p className="lead">{section.description}</p>
        </div>
        {section.links.length > 0 && (
          <ul className="link-cards">
            {section.links.map(({ href, label, about }) => (
              <li key={href}>
                <a href={href}>
                  <strong>{label}</strong>
                  <span>{about}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        <div className="cards">
          {columns.map((column) => (
            <section key={column.key} className="card" aria-labelledby={`column-${column.key}`}>
              <h2 id={`column-${column.key}`} className="block-head">
                <a href={`/columns/${column.key}`}>{column.name}</a>
              </h2>
              <p className="aside">
                {column.unitName && `责任单位：${column.unitName}　`}
                {column.updatedAt && (
                  <>
                    更新：
                    <ShortDate at={column.updatedAt} />
                  </>
                )}
              </p>
              <DatedList documents={byColumn.get(column.key) ?? []} />
            </section>
          ))}
        </div>
        {columns.length === 0 && section.links.length === 0 && <Elsewhere />}
      </div>
    </PortalPage>
  );
}

/** A section is a column too, of the first level: 国办发〔2017〕47号 asks for the same tags. */
const sectionTags = ({ label, description, type }: Section, columns: readonly PublicColumn[]) => ({
  name: label,
  description,
  keywords: [label, ...columns.map(({ name }) => name)].join(';'),
  type,
});

function Elsewhere() {
  return (
    <div className="text">
      <p>这个栏目目前没有内容。您要找的信息可能在：</p>
      <ul>
        <li>
          <a href="/documents">全部文件</a>，可以按标题、单位和年份查找
        </li>
        <li>
          <a href="/catalogue">法定主动公开内容</a>，按《政府信息公开条例》第二十条的十五类排列
        </li>
        <li>
          <a href="/organisation">机构职能</a>，可以找到各部门的电话
        </li>
      </ul>
    </div>
  );
}
