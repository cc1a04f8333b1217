import { DefinitionList, DateText, PortalPage, type SiteFacts, Table, TrafficLight } from '#portal/index.ts';
import type { BoardItem, DocumentLink, Evaluation, Progress, PublicPlan, Result } from '../board.ts';
import { measureStates } from '../item-contract.ts';
import { Due, EvaluationText, Parts, planColumn, planCrumbs } from './board.tsx';

export interface ItemProps {
  readonly site: SiteFacts;
  readonly plan: PublicPlan;
  readonly item: BoardItem;
  readonly previous: BoardItem | undefined;
  readonly next: BoardItem | undefined;
  readonly results: readonly Result[];
  readonly evaluations: readonly Evaluation[];
  readonly links: ReadonlyMap<string, DocumentLink>;
}

/** One item: what is asked, of whom, by when, and everything that has been published about it. */
export function ItemPage(props: ItemProps) {
  const { site, plan, item, links, results, evaluations } = props;
  const title = item.number ? `${item.number}. ${item.title}` : item.title;
  return (
    <PortalPage
      site={site}
      title={title}
      path={`/work-plans/${plan.id}/items/${encodeURIComponent(item.no)}`}
      section="openness"
      column={planColumn}
      breadcrumb={[...planCrumbs(plan), { label: title }]}
    >
      <div className="frame narrow">
        <div className="page-head">
          <h1>{title}</h1>
          <p className="page-meta">
            <TrafficLight light={item.light} text={item.words} />
            {item.percent !== null && <span>进度 {item.percent}%</span>}
          </p>
        </div>
        <DefinitionList
          items={[
            { term: '所属要点', value: <a href={`/work-plans/${plan.id}`}>{plan.title}</a> },
            { term: '所属部分', value: item.sectionTitle },
            { term: '责任单位', value: <Parts item={item} /> },
            { term: '完成期限', value: <Due item={item} /> },
            { term: '期限说明', value: item.dueOn && item.due.includes('（') ? item.due : undefined },
            { term: '报告周期', value: item.rhythm },
          ]}
        />
        <section className="text" aria-labelledby="asked">
          <h2 id="asked">任务内容</h2>
          {(item.text || item.title).split('\n').map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
        <ProgressHistory item={item} links={links} />
        {results.length > 0 && (
          <section className="text" aria-labelledby="results">
            <h2 id="results">成果</h2>
            {results.map((result) => (
              <div key={result.documentId}>
                <p>{result.summary}</p>
                <p>
                  核验意见：{result.opinion}（<DateText on={result.completedOn} />
                  核验通过）
                  <Source link={links.get(result.documentId)} />
                </p>
              </div>
            ))}
          </section>
        )}
        {evaluations.length > 0 && (
          <section aria-labelledby="evaluation">
            <h2 id="evaluation">执行效果评估</h2>
            {evaluations.map((one) => (
              <EvaluationText key={one.evaluationId} evaluation={one} />
            ))}
          </section>
        )}
        <Neighbours {...props} />
      </div>
    </PortalPage>
  );
}

function ProgressHistory({ item, links }: Pick<ItemProps, 'item' | 'links'>) {
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">进展</h2>
      <Table
        caption="已公布的进展，最近的在前"
        captionUnseen
        empty="还没有公布这项任务的进展。"
        rows={item.progress}
        rowKey={({ documentId }) => documentId}
        columns={[
          { label: '报告日期', heading: true, cell: ({ reportedOn }) => <DateText on={reportedOn} /> },
          { label: '状态', cell: ({ stateLabel }) => <span className="whole">{stateLabel}</span> },
          { label: '进度', numeric: true, cell: ({ percent }) => `${percent}%` },
          { label: '进展情况', cell: (progress) => <Said progress={progress} /> },
          { label: '出处', cell: ({ documentId }) => <Source link={links.get(documentId)} /> },
        ]}
      />
    </section>
  );
}

function Said({ progress: { summary, measures = [] } }: { readonly progress: Progress }) {
  return (
    <>
      {summary}
      {measures.length > 0 && (
        <ul className="measures">
          {measures.map(({ text, state, line }) => (
            <li key={text}>
              {text}：<strong>{measureStates[state]}</strong>
              {line && `，${line}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Source({ link }: { readonly link: DocumentLink | undefined }) {
  return link ? <a href={link.href}>{link.title}</a> : null;
}

function Neighbours({ plan, previous, next }: ItemProps) {
  const href = (item: BoardItem) => `/work-plans/${plan.id}/items/${encodeURIComponent(item.no)}`;
  return (
    <nav className="pagination" aria-label="前后任务">
      <ul>
        {previous && (
          <li>
            <a href={href(previous)} rel="prev">
              上一项：{previous.title}
            </a>
          </li>
        )}
        {next && (
          <li>
            <a href={href(next)} rel="next">
              下一项：{next.title}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
