import type { ReactNode } from 'react';
import { chineseDate, type LocalDate, pageTagTime } from '#kernel/dates.ts';
import { qrCode } from '#platform/qr-code.ts';
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
import { keyWordsOf, keyWordsShown, keyWordsTagged } from '#kernel/key-words.ts';
import type { ContentType } from '../content-type.ts';
import type { PublicColumn, PublicDocument, RelatedDocument } from '../portal-queries.ts';
import { OPENNESS_CLASSES, STATUTORY_CLASSES } from '../statutory-kinds.ts';
import { VALIDITIES } from '../validities.ts';
import { Body } from './body.tsx';
import { columnCrumbs, columnTags } from './column.tsx';

export interface DocumentPageProps {
  readonly site: SiteFacts;
  readonly document: PublicDocument;
  readonly column: PublicColumn | undefined;
  readonly related: readonly RelatedDocument[];
  /** A page of its own that a feature has for this kind of document. */
  readonly ownPage?: string | undefined;
  /** What it is to machines, where it is no article. */
  readonly schemaOrg?: ContentType['schemaOrg'];
  /** What its type brings to its facts. */
  readonly own?: undefined | readonly { readonly term: string; readonly value: string }[];
  /** Where the documents are that the text cites by their numbers. */
  readonly cited?: ReadonlyMap<string, string>;
  readonly today: LocalDate;
  /** The site's own address, for what is read outside of it. */
  readonly baseUrl: string;
}

/** One document: its facts, its text, what comes with it, what became of it. */
export function DocumentPage(props: DocumentPageProps) {
  const { site, document, column, related, ownPage, cited = new Map(), today, baseUrl } = props;
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
        <StructuredData site={site} document={document} schemaOrg={props.schemaOrg} baseUrl={baseUrl} />
        <Standing document={document} related={related} today={today} />
        <Facts document={document} own={props.own} />
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
          <Useful path={path} />
          <p className="wrong-here">
            <a href={`${path}/print`}>打印版（可另存为 PDF）</a>
            <span>
              本页有错？<a href={`/feedback/new?page=${encodeURIComponent(path)}`}>告诉我们</a>
            </span>
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
export function TombstonePage({
  site,
  document,
  column,
}: Omit<DocumentPageProps, 'related' | 'ownPage' | 'cited' | 'today' | 'baseUrl'>) {
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

/** What became of it, above everything else: no longer in force, replaced, or its period has ended. */
function Standing({ document, related, today }: Pick<DocumentPageProps, 'document' | 'related' | 'today'>) {
  const { validity, expiresOn } = document;
  const ended = expiresOn !== null && expiresOn < today;
  const notice = validity !== null && validity.state !== 'in-force';
  // A normative document says so by its validity already.
  const replacing = notice ? [] : related.filter(({ kind, incoming }) => kind === 'supersedes' && incoming);
  // What explains something that is over is read as history.
  const explained = related.filter(({ kind, incoming, ended: over }) => kind === 'interprets' && !incoming && over);
  if (!ended && !notice && replacing.length === 0 && explained.length === 0) return null;
  return (
    <div className="notice standing">
      {notice && (
        <p>
          <strong>{validity.label}</strong>
          {validity.on && `（自${chineseDate(validity.on)}起${validity.state === PENDING ? '施行' : ''}）`}
          {validity.reason && `　${validity.reason}`}
          {validity.by && (
            <>
              {'　'}
              依据：<a href={documentPath(validity.by.indexNumber)}>{validity.by.title}</a>
            </>
          )}
        </p>
      )}
      {replacing.map(({ indexNumber, title }) => (
        <p key={indexNumber}>
          <strong>本文件已被替代</strong>　现行文件：<a href={documentPath(indexNumber)}>{title}</a>
        </p>
      ))}
      {explained.map(({ indexNumber, title, ended: over }) => (
        <p key={indexNumber}>
          <strong>所解读的文件{over}</strong>　<a href={documentPath(indexNumber)}>{title}</a>
        </p>
      ))}
      {ended && (
        <p>
          <strong>公示期满（仍可查阅）</strong>　公示截止日期：
          <DateText on={expiresOn} />
        </p>
      )}
    </div>
  );
}

/** In one word, with its dates; what ended it and when stands above everything else (`Standing`) and is not told again. */
function validityFacts({ validity, data }: PublicDocument): { term: string; value: ReactNode }[] {
  const label = validity?.label ?? VALIDITIES[String(data.validity) as keyof typeof VALIDITIES];
  if (!validity) return [{ term: '有效性', value: label }];
  const goesOn = IN_FORCE.has(validity.state) || validity.state === PENDING;
  return [
    { term: '有效性', value: label },
    { term: '施行日期', value: validity.effectiveOn && <DateText on={validity.effectiveOn} /> },
    { term: '有效期至', value: goesOn && validity.validUntil && <DateText on={validity.validUntil} /> },
  ];
}

const PENDING = 'pending';

/** What was amended goes on in its amended text. */
const IN_FORCE: ReadonlySet<string> = new Set(['in-force', 'amended']);

/** What search engines understand of it (schema.org); a data block is not run, so the content policy lets it stand. */
function StructuredData(props: Pick<DocumentPageProps, 'site' | 'document' | 'schemaOrg' | 'baseUrl'>) {
  const { site, document, baseUrl } = props;
  const url = `${baseUrl}${documentPath(document.indexNumber)}`;
  const normative = document.validity !== null || props.schemaOrg === 'Legislation';
  const data = {
    '@context': 'https://schema.org',
    '@type': normative ? 'Legislation' : 'Article',
    '@id': url,
    url,
    [normative ? 'name' : 'headline']: document.title,
    identifier: [document.indexNumber, document.documentNumber].filter(Boolean),
    inLanguage: 'zh-CN',
    datePublished: document.releasedAt,
    dateModified: document.changedAt,
    dateCreated: document.formedOn,
    ...(normative && {
      legislationDate: document.formedOn,
      legislationLegalForce: !document.validity || IN_FORCE.has(document.validity.state) ? 'InForce' : 'NotInForce',
    }),
    ...(document.summary && { abstract: document.summary }),
    ...(document.keywords && { keywords: keyWordsOf(document.keywords) }),
    publisher: organisation(site.host),
    author: document.jointOrgans.length > 0 ? document.jointOrgans.map(organisation) : organisation(document.unitName),
    isAccessibleForFree: true,
  };
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON of our own, with every `<` written as an escape.
      dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
    />
  );
}

const organisation = (name: string) => ({ '@type': 'GovernmentOrganization', name });

/** Two buttons of a plain form; nothing of who presses is kept. */
function Useful({ path }: { readonly path: string }) {
  return (
    <form className="useful" method="post" action="/useful">
      <input type="hidden" name="page" value={path} />
      <span id="useful-question">这一页对您有用吗？</span>
      <button type="submit" className="quiet" name="useful" value="yes" aria-describedby="useful-question">
        有用
      </button>
      <button type="submit" className="quiet" name="useful" value="no" aria-describedby="useful-question">
        没用
      </button>
    </form>
  );
}

/** A clean sheet: title, facts, text, the list of attachments and where it stands; printed or kept as PDF by the browser. */
export function PrintPage(props: DocumentPageProps) {
  const { site, document, column, related, cited = new Map(), baseUrl, today } = props;
  const path = documentPath(document.indexNumber);
  return (
    <PortalPage {...frameOf(site, document, column)} path={`${path}/print`} unlisted>
      <article className="frame print-sheet">
        <header className="article-head">
          <h1>{document.title}</h1>
          <p data-print />
        </header>
        <Standing document={document} related={related} today={today} />
        <Facts document={document} own={props.own} />
        <Body
          html={document.bodyHtml}
          indexNumber={document.indexNumber}
          attachments={document.attachments}
          cited={cited}
        />
        {document.attachments.length > 0 && (
          <section aria-labelledby="files">
            <h2 id="files">附件</h2>
            <ol>
              {document.attachments.map(({ name, hash }) => (
                <li key={hash}>{name}</li>
              ))}
            </ol>
          </section>
        )}
        <Corrections document={document} />
        <div className="after print-origin">
          <QrToPage address={`${baseUrl}${path}`} />
          <p className="aside">
            来源：{site.name}　{baseUrl}
            {path}
            <a className="way-back" href={path}>
              　返回原页
            </a>
            <br />
            扫描二维码可打开原页，查看文件现在是否有效、有无更正。
          </p>
        </div>
      </article>
    </PortalPage>
  );
}

/** From the paper back to the page, which knows what has become of the document since. */
function QrToPage({ address }: { readonly address: string }) {
  const { size, path } = qrCode(address);
  return (
    <svg className="qr" role="img" aria-label="原页地址的二维码" viewBox={`0 0 ${size} ${size}`}>
      <path d={path} />
    </svg>
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
      keywords: document.keywords ? keyWordsTagged(document.keywords) : undefined,
      description: document.summary ?? undefined,
    },
    breadcrumb: [...columnCrumbs(column), { label: '正文' }],
  };
}

function Facts({ document, own = [] }: Pick<DocumentPageProps, 'document' | 'own'>) {
  const { unitKey, unitName, opennessClass, statutoryClass } = document;
  return (
    <DefinitionList
      items={[
        { term: '索引号', value: document.indexNumber },
        { term: '文号', value: document.documentNumber },
        { term: '发布机构', value: unitKey ? <a href={`/organisation/${unitKey}`}>{unitName}</a> : unitName },
        ...jointFacts(document),
        { term: '成文日期', value: <DateText on={document.formedOn} /> },
        { term: '发布日期', value: <TimeText at={document.releasedAt} /> },
        ...validityFacts(document),
        ...own,
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
        { term: '关键词', value: document.keywords && keyWordsShown(document.keywords) },
      ]}
    />
  );
}

/** 联合发文: who issued it together, and where the organ that led has published it (条例第十条). */
function jointFacts({ jointOrgans, leadPublication }: PublicDocument): { term: string; value: ReactNode }[] {
  const [lead] = jointOrgans;
  if (lead === undefined) return [];
  return [
    { term: '联合发文', value: jointOrgans.join('、') },
    { term: '牵头公开', value: leadPublication && <a href={leadPublication}>{lead}公开的这份文件</a> },
  ];
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
        {related.map(({ kind, incoming, indexNumber, title, releasedAt, ended }) => (
          <li key={`${kind} ${incoming} ${indexNumber}`}>
            <span className="aside">
              {CALLED[kind][incoming ? 1 : 0]}
              {'　'}
              <ShortDate at={releasedAt} />
            </span>
            <a href={documentPath(indexNumber)}>{title}</a>
            {ended && `（${ended}）`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function correctionsTitle(corrections: PublicDocument['corrections']): string {
  const changes = corrections.filter(({ changedOn }) => changedOn).length;
  if (changes === 0) return '更正记录';
  return changes === corrections.length ? '变更记录' : '更正和变更记录';
}

function Corrections({ document }: { readonly document: PublicDocument }) {
  if (document.corrections.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{correctionsTitle(document.corrections)}</h2>
      <ol>
        {document.corrections.map(({ at, reason, changedOn }) => (
          <li key={at}>
            <span className="aside">
              <TimeText at={at} />
            </span>
            {changedOn && (
              <>
                信息于
                <DateText on={changedOn} />
                变更：
              </>
            )}
            {reason}
          </li>
        ))}
      </ol>
    </section>
  );
}
