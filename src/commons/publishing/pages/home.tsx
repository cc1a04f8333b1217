import { Fragment, type ReactElement } from 'react';
import { DateText, PortalPage, SECTIONS, ShortDate, type SiteFacts } from '#portal/index.ts';
import { documentPath } from '../document-path.ts';
import type { ListedDocument, PublicColumn, Seal } from '../portal-queries.ts';
import { OPENNESS_CLASSES } from '../statutory-kinds.ts';
import { DatedList } from './document-list.tsx';
import { Fingerprint } from './seals.tsx';

const TASKS = [
  { href: '/documents', label: '查文件', about: '按标题、文号、单位和年份' },
  { href: '/work-plans', label: '看工作落实', about: '每项任务谁负责、到哪一步' },
  { href: '/requests', label: '申请公开', about: '网站上没有的，可以申请' },
  { href: '/requests/query', label: '查申请进度', about: '凭回执编号和查询码' },
  { href: '/organisation', label: '找部门', about: '职责、负责人、地址和电话' },
  { href: '/feedback/new', label: '给网站找错', about: '3 个工作日内核实处理' },
];

export function HomePage(props: {
  readonly site: SiteFacts;
  readonly newest: readonly ListedDocument[];
  /** The column of the notices, which has its own place and no card. */
  readonly noticed: PublicColumn | undefined;
  readonly notices: readonly ListedDocument[];
  readonly columns: readonly PublicColumn[];
  readonly byColumn: ReadonlyMap<string, readonly ListedDocument[]>;
  readonly openness: ReadonlyMap<string, number>;
  readonly seal: Seal | undefined;
  readonly panels: readonly { readonly key: string; readonly element: ReactElement }[];
}) {
  const { site, newest, noticed, notices, columns, byColumn, openness, seal, panels } = props;
  return (
    <PortalPage site={site} title={site.name} path="/" feed="/feed.xml">
      <div className="hero">
        <div className="frame">
          <div>
            <h1>让监管在阳光下运行</h1>
            <p>公开为常态，不公开为例外。这里可以查到本机关主动公开的文件，也可以看到每项工作由谁负责、进展如何。</p>
          </div>
          <ul className="tasks">
            {TASKS.map(({ href, label, about }) => (
              <li key={href}>
                <a href={href}>
                  <strong>{label}</strong>
                  <span>{about}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className="frame">
        <div className="home-news">
          <Newest documents={newest} />
          {noticed && <Notices column={noticed} documents={notices} />}
        </div>
        {panels.map(({ key, element }) => (
          <Fragment key={key}>{element}</Fragment>
        ))}
        <FiveOpenness counts={openness} />
        <ColumnCards columns={columns.filter((column) => column !== noticed)} byColumn={byColumn} />
        {seal && <Sealed seal={seal} />}
      </div>
    </PortalPage>
  );
}

function Newest({ documents }: { readonly documents: readonly ListedDocument[] }) {
  const [first, ...others] = documents;
  return (
    <section className="block" aria-labelledby="newest">
      <div className="block-head">
        <h2 id="newest">最新公开</h2>
        <a href="/documents">
          全部<span className="unseen">文件</span>
        </a>
      </div>
      {!first && <p className="empty">还没有公开的文件。</p>}
      {first && (
        <div className="newest">
          <a href={documentPath(first.indexNumber)}>{first.title}</a>
          {first.summary && <p>{first.summary}</p>}
          <p className="aside">
            <ShortDate at={first.releasedAt} />　{first.unitName}
          </p>
        </div>
      )}
      {others.length > 0 && <DatedList documents={others} />}
    </section>
  );
}

function Notices({
  column,
  documents,
}: {
  readonly column: PublicColumn;
  readonly documents: readonly ListedDocument[];
}) {
  if (documents.length === 0) return null;
  return (
    <section className="block" aria-labelledby="notices">
      <div className="block-head">
        <h2 id="notices">{column.name}</h2>
        <a href={`/columns/${column.key}`}>
          更多<span className="unseen">{column.name}</span>
        </a>
      </div>
      <DatedList documents={documents} />
    </section>
  );
}

/** Decision, execution, management, service, result: what has been opened of each, and the way there. */
function FiveOpenness({ counts }: { readonly counts: ReadonlyMap<string, number> }) {
  return (
    <section className="block" aria-labelledby="five">
      <div className="block-head">
        <h2 id="five">五公开</h2>
        <a href="/catalogue">法定主动公开内容</a>
      </div>
      <ul className="five">
        {Object.entries(OPENNESS_CLASSES).map(([key, label]) => (
          <li key={key}>
            <a href={`/documents?openness=${key}`}>
              <span>{label}</span>
              <b>
                {counts.get(key) ?? 0}
                <small>件</small>
              </b>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Columns that hold something, section by section in the order of the navigation. */
function ColumnCards({
  columns,
  byColumn,
}: {
  readonly columns: readonly PublicColumn[];
  readonly byColumn: ReadonlyMap<string, readonly ListedDocument[]>;
}) {
  const filled = columns.filter(({ key, retiredOn }) => byColumn.has(key) && retiredOn === null);
  return SECTIONS.map((section) => {
    const cards = filled.filter((column) => column.section === section.key);
    if (cards.length === 0) return null;
    return (
      <section key={section.key} className="block" aria-labelledby={`section-${section.key}`}>
        <div className="block-head">
          <h2 id={`section-${section.key}`}>
            <a href={section.href}>{section.label}</a>
          </h2>
        </div>
        <div className="cards">
          {cards.map((column) => (
            <ColumnCard key={column.key} column={column} documents={byColumn.get(column.key) ?? []} />
          ))}
        </div>
      </section>
    );
  });
}

function ColumnCard({
  column,
  documents,
}: {
  readonly column: PublicColumn;
  readonly documents: readonly ListedDocument[];
}) {
  return (
    <section className="card" aria-labelledby={`column-${column.key}`}>
      <h3 id={`column-${column.key}`}>
        <a href={`/columns/${column.key}`}>{column.name}</a>
        {column.unitName && <span className="count">{column.unitName}</span>}
      </h3>
      <DatedList documents={documents} />
    </section>
  );
}

function Sealed({ seal }: { readonly seal: Seal }) {
  return (
    <section className="sealed" aria-label="办理日志日封">
      <strong>
        <a href="/seals">办理日志日封</a>
      </strong>
      <span>
        <DateText on={seal.day} />{' '}
        {seal.entries > 0
          ? `${seal.entries} 条办理记录已封存，事后改动一个字都会被发现。`
          : '没有新的办理记录，此前的记录已连同这一天一起封存。'}
      </span>
      <span className="aside">指纹</span>
      <a href={`/seals/${seal.day}`}>
        <Fingerprint root={seal.root} />
      </a>
    </section>
  );
}
