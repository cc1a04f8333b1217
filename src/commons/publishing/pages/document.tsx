import { pageTagTime } from '#kernel/dates.ts';
import {
  Attachments,
  DateText,
  DefinitionList,
  PortalPage,
  type PortalPageProps,
  PublishedTime,
  ShortDate,
  type SiteFacts,
  TimeText,
} from '#portal/index.ts';
import { documentPath } from '../document-path.ts';
import type { PublicColumn, PublicDocument, RelatedDocument } from '../portal-queries.ts';
import { OPENNESS_CLASSES, STATUTORY_CLASSES } from '../statutory.ts';
import { Body } from './body.tsx';
import { columnCrumbs, columnTags } from './column.tsx';

/** What `data.validity` of a policy document may say; where it says nothing, the page does not either. */
const VALIDITY: Readonly<Record<string, string>> = {
  'in-force': '现行有效',
  amended: '已修改',
  repealed: '已废止',
  expired: '已失效',
};

export interface DocumentPageProps {
  readonly site: SiteFacts;
  readonly document: PublicDocument;
  readonly column: PublicColumn | undefined;
  readonly related: readonly RelatedDocument[];
  /** A page of its own that a feature has for this kind of document. */
  readonly ownPage?: string | undefined;
  /** Where the documents are that the text cites by their numbers. */
  readonly cited?: ReadonlyMap<string, string>;
}

/** One document: its facts, its text, what comes with it, what became of it. */
export function DocumentPage({ site, document, column, related, ownPage, cited = new Map() }: DocumentPageProps) {
  const path = documentPath(document.indexNumber);
  return (
    <PortalPage {...frameOf(site, document, column)}>
      <article className="frame">
        <header className="article-head">
          <h1>{document.title}</h1>
          <div className="article-meta">
            <span>
              发布时间：
              <PublishedTime at={document.releasedAt} />
            </span>
            <span>信息来源：{document.source ?? document.unitName}</span>
            <span>浏览次数：{document.views}</span>
            <span className="article-tools" data-article-tools />
          </div>
        </header>
        <Facts document={document} />
        {ownPage && (
          <p className="notice">
            这份文件的各项任务和进展有专门页面：<a href={ownPage}>查看落实情况</a>
          </p>
        )}
        <Body
          html={document.bodyHtml}
          indexNumber={document.indexNumber}
          attachments={document.attachments}
          cited={cited}
        />
        <div className="after">
          <Attachments
            items={document.attachments.map(({ name, size }, i) => ({
              href: `${path}/attachments/${i + 1}`,
              name,
              size,
            }))}
          />
          <Related related={related} />
          <Corrections document={document} />
          <p className="wrong-here">
            <span>本页有错？</span>
            <a href={`/feedback/new?page=${encodeURIComponent(path)}`}>告诉我们</a>
          </p>
        </div>
      </article>
    </PortalPage>
  );
}

/**
 * A withdrawn document: its address goes on answering, with what it was, when and why it was withdrawn. Where the portal was
 * told no reason, there is something not to be pointed at: the page says when and by whom, and nothing else.
 */
export function TombstonePage({ site, document, column }: Omit<DocumentPageProps, 'related' | 'ownPage' | 'cited'>) {
  const { title, withdrawnAt, withdrawnReason, unitKey, unitName } = document;
  const told = withdrawnReason !== null;
  const frame = told
    ? frameOf(site, document, column)
    : { site, title, path: documentPath(document.indexNumber), breadcrumb: [{ label: '正文' }] };
  return (
    <PortalPage {...frame} unlisted>
      <article className="frame tombstone">
        <header className="article-head">
          <h1>{title}</h1>
        </header>
        <div className="notice">
          <h2>{told ? '这份文件已经撤回' : '这里的内容已经撤回'}</h2>
          <p>
            撤回时间：
            {withdrawnAt && <TimeText at={withdrawnAt} />}
          </p>
          {told ? <p>撤回原因：{withdrawnReason}</p> : <p>撤回机构：{unitName}</p>}
          <p>
            如需了解有关情况，请
            <a href={unitKey ? `/organisation/${unitKey}` : '/organisation'}>联系发布机构</a>。
          </p>
        </div>
        {told && <Facts document={document} />}
      </article>
    </PortalPage>
  );
}

function frameOf(
  site: SiteFacts,
  document: PublicDocument,
  column: PublicColumn | undefined,
): Omit<PortalPageProps, 'children'> {
  return {
    site,
    title: document.title,
    path: documentPath(document.indexNumber),
    section: column?.section,
    column: column && columnTags(column),
    article: {
      title: document.title,
      publishedAt: pageTagTime(document.releasedAt),
      source: document.source ?? document.unitName,
      keywords: document.keywords ?? undefined,
      description: document.summary ?? undefined,
    },
    breadcrumb: [...columnCrumbs(column), { label: '正文' }],
  };
}

function Facts({ document }: { readonly document: PublicDocument }) {
  const { unitKey, unitName, opennessClass, statutoryClass } = document;
  return (
    <DefinitionList
      items={[
        { term: '索引号', value: document.indexNumber },
        { term: '文号', value: document.documentNumber },
        { term: '发布机构', value: unitKey ? <a href={`/organisation/${unitKey}`}>{unitName}</a> : unitName },
        { term: '成文日期', value: <DateText on={document.formedOn} /> },
        { term: '发布日期', value: <TimeText at={document.releasedAt} /> },
        { term: '有效性', value: VALIDITY[String(document.data.validity)] },
        { term: '公开属性', value: !document.withdrawnAt && '主动公开' },
        {
          term: '五公开',
          value: (
            <a href={`/documents?openness=${opennessClass}`}>
              {OPENNESS_CLASSES[opennessClass as keyof typeof OPENNESS_CLASSES]}
            </a>
          ),
        },
        {
          term: '法定内容',
          value: statutoryClass !== null && (
            <a href={`/documents?class=${statutoryClass}`}>{STATUTORY_CLASSES[statutoryClass]}</a>
          ),
        },
        { term: '内容概述', value: document.summary },
        { term: '关键词', value: document.keywords },
      ]}
    />
  );
}

/** How the other document is called from here, by the relation and by who stated it. */
const CALLED: Readonly<Record<RelatedDocument['kind'], readonly [named: string, naming: string]>> = {
  interprets: ['政策原文', '政策解读'],
  'interpreted-by': ['政策解读', '政策原文'],
  reports: ['所报告的工作', '进展报告'],
  basis: ['依据', '据此制定'],
  follows: ['前一份', '后一份'],
  supersedes: ['替代的文件', '替代它的文件'],
  amends: ['修改的文件', '修改它的文件'],
  repeals: ['废止的文件', '废止它的文件'],
  collects: ['收录', '收录于专题'],
};

function Related({ related }: { readonly related: readonly RelatedDocument[] }) {
  if (related.length === 0) return null;
  return (
    <section aria-labelledby="related">
      <h2 id="related">相关文件</h2>
      <ul>
        {related.map(({ kind, incoming, indexNumber, title, releasedAt }) => (
          <li key={`${kind} ${incoming} ${indexNumber}`}>
            <span className="aside">
              {CALLED[kind][incoming ? 1 : 0]}　
              <ShortDate at={releasedAt} />
            </span>
            <a href={documentPath(indexNumber)}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Corrections({ document }: { readonly document: PublicDocument }) {
  if (document.corrections.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">更正记录</h2>
      <ol>
        {document.corrections.map(({ at, reason }) => (
          <li key={at}>
            <span className="aside">
              <TimeText at={at} />
            </span>
            {reason}
          </li>
        ))}
      </ol>
    </section>
  );
}
