import { chineseDate, civilDate } from '#kernel/dates.ts';
import {
  BarFigure,
  DateText,
  DefinitionList,
  FilterForm,
  PortalPage,
  Select,
  ShortDate,
  type SiteFacts,
  Table,
  TrafficLight,
} from '#portal/index.ts';
import {
  type BoardFilter,
  type BoardItem,
  type DocumentLink,
  type Evaluation,
  matches,
  type PublicPlan,
  publicStates,
  unitsNamed,
} from '../board.ts';
import { byState, byUnit, counted } from './figures.ts';

export interface BoardProps {
  readonly site: SiteFacts;
  readonly plan: PublicPlan;
  readonly items: readonly BoardItem[];
  readonly filter: BoardFilter;
  readonly source: DocumentLink | undefined;
  readonly newer: PublicPlan | undefined;
  readonly documents: readonly DocumentLink[];
  readonly evaluations: readonly Evaluation[];
}

export const planCrumbs = (plan: PublicPlan) => [
  { label: '政务公开', href: '/sections/openness' },
  { label: '工作要点落实', href: '/work-plans' },
  { label: `${plan.year} 年`, href: `/work-plans/${plan.id}` },
];

/** What the page tags say of plans, boards and items: lists of one column. */
export const planColumn = {
  name: '工作要点落实',
  description: '年度工作要点的每项任务由谁牵头、谁配合、何时完成、进展如何',
  keywords: '工作要点;执行公开;进展',
  type: '工作动态',
};

/** A work plan as a board: every item, who answers for it, by when, how far it has come. */
export function BoardPage(props: BoardProps) {
  const { site, plan, items, filter, source, newer, documents, evaluations } = props;
  const path = `/work-plans/${plan.id}`;
  const narrowed = Object.keys(filter).length > 0;
  const shown = items.filter(matches(filter));
  return (
    <PortalPage
      site={site}
      title={plan.title}
      path={path}
      section="openness"
      column={planColumn}
      breadcrumb={[...planCrumbs(plan).slice(0, -1), { label: `${plan.year} 年` }]}
      unlisted={narrowed}
    >
      <div className="frame">
        <div className="page-head">
          <h1>{plan.title}</h1>
          <p className="lead">
            共 {items.length} 项任务：已完成 {counted(items, 'completed')} 项，推进中{' '}
            {counted(items, 'underway') + counted(items, 'unreported')} 项，已超期 {counted(items, 'overdue')}{' '}
            项。状态以已经公布的进展为准。
          </p>
        </div>
        {newer && (
          <p className="empty">
            本要点已有新版：<a href={`/work-plans/${newer.id}`}>{newer.title}</a>
          </p>
        )}
        <DefinitionList
          items={[
            { term: '文号', value: plan.documentNumber },
            { term: '成文日期', value: <DateText on={plan.formedOn} /> },
            { term: '公布日期', value: <DateText on={civilDate(plan.releasedAt)} /> },
            { term: '信息来源', value: plan.source },
            { term: '版次', value: plan.edition > 1 ? `第 ${plan.edition} 版` : undefined },
            { term: '文件全文', value: source && <a href={source.href}>{source.title}</a> },
          ]}
        />
        <h2>任务</h2>
        <Narrowing plan={plan} items={items} filter={filter} path={path} />
        <p className="count">{narrowed ? `符合条件的有 ${shown.length} 项` : `共 ${items.length} 项`}</p>
        {narrowed || plan.sections.length < 2 ? (
          <ItemTable caption="任务" plan={plan} items={shown} />
        ) : (
          plan.sections.map((section, at) => (
            <section key={`${section.number} ${section.title}`} aria-labelledby={`section-${at}`}>
              <h3 id={`section-${at}`}>{[section.number, section.title].filter(Boolean).join('、')}</h3>
              <ItemTable
                caption={section.title || '任务'}
                plan={plan}
                items={items.filter((item) => item.section === at)}
              />
            </section>
          ))
        )}
        {!narrowed && <Overview items={items} />}
        <About documents={documents} evaluations={evaluations} />
      </div>
    </PortalPage>
  );
}

function Narrowing({
  plan,
  items,
  filter,
  path,
}: Pick<BoardProps, 'plan' | 'items' | 'filter'> & { readonly path: string }) {
  const units = [...new Set(items.flatMap(unitsNamed))];
  return (
    <FilterForm
      action={path}
      label="查找任务"
      searched={filter.q}
      clear={Object.keys(filter).length > 0 ? path : undefined}
    >
      <Select
        id="section"
        label="部分"
        all="全部部分"
        value={filter.section?.toString()}
        options={plan.sections.map(({ number, title }, at) => [
          String(at),
          [number, title].filter(Boolean).join('、') || `第 ${at + 1} 部分`,
        ])}
      />
      <Select id="unit" label="单位" all="全部单位" value={filter.unit} options={units.map((name) => [name, name])} />
      <Select id="state" label="状态" all="全部状态" value={filter.state} options={Object.entries(publicStates)} />
    </FilterForm>
  );
}

function ItemTable({
  caption,
  plan,
  items,
}: {
  readonly caption: string;
  readonly plan: PublicPlan;
  readonly items: readonly BoardItem[];
}) {
  return (
    <Table
      caption={caption}
      captionUnseen
      empty="没有符合条件的任务。请减少条件再找。"
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          label: '任务',
          heading: true,
          cell: (item) => (
            <a href={`/work-plans/${plan.id}/items/${encodeURIComponent(item.no)}`}>
              {item.number ? `${item.number}. ${item.title}` : item.title}
            </a>
          ),
        },
        { label: '责任单位', cell: (item) => <Parts item={item} /> },
        { label: '完成期限', cell: (item) => <Due item={item} noted /> },
        { label: '状态', cell: (item) => <TrafficLight light={item.light} text={item.words} /> },
        { label: '进度', numeric: true, cell: ({ percent }) => (percent === null ? '未公布' : `${percent}%`) },
      ]}
    />
  );
}

/** The parts as the document prints them. */
export function Parts({ item }: { readonly item: BoardItem }) {
  const parts = [
    ['牵头', item.leads],
    // 分别负责落实, A、B负责: side by side, which is not 共同负责.
    ['负责', item.joint],
    ['配合', item.cooperating],
    ['指导', item.guides],
  ] as const;
  return parts
    .filter(([, names]) => names.length > 0)
    .map(([part, names]) => <div key={part}>{`${part}：${names.join('、')}`}</div>);
}

/** The day; `noted`: with where it comes from, if the document itself sets none. */
export function Due({ item, noted = false }: { readonly item: BoardItem; readonly noted?: boolean }) {
  if (!item.dueOn) return item.due;
  const [, note] = /（(.+)）$/.exec(item.due) ?? [];
  return (
    <>
      <DateText on={item.dueOn} />
      {noted && note && !item.extendedFrom && <div className="aside">{note}</div>}
      {item.extendedFrom && <div className="aside">原期限 {chineseDate(item.extendedFrom)}，经批准延期</div>}
    </>
  );
}

function Overview({ items }: { readonly items: readonly BoardItem[] }) {
  return (
    <section aria-labelledby="overview">
      <h2 id="overview">总体情况</h2>
      <BarFigure title="任务按状态" rows={byState(items)} unit="项" what="状态" />
      <BarFigure title="任务按责任单位" rows={byUnit(items)} unit="项" what="责任单位" />
    </section>
  );
}

function About({ documents, evaluations }: Pick<BoardProps, 'documents' | 'evaluations'>) {
  return (
    <>
      {evaluations.length > 0 && (
        <section aria-labelledby="evaluations">
          <h2 id="evaluations">执行效果评估</h2>
          {evaluations.map((one) => (
            <EvaluationText key={one.evaluationId} evaluation={one} />
          ))}
        </section>
      )}
      <section aria-labelledby="documents">
        <h2 id="documents">进展通报、成果和评估报告</h2>
        {documents.length === 0 ? (
          <p className="empty">还没有公布进展通报。</p>
        ) : (
          <ul className="dated">
            {documents.map(({ href, title, releasedAt }) => (
              <li key={href}>
                <a href={href}>{title}</a>
                <ShortDate at={releasedAt} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** An evaluation with what people said, in their own words. */
export function EvaluationText({ evaluation }: { readonly evaluation: Evaluation }) {
  const { conclusion, adjustment, method, opinions, madeOn } = evaluation;
  return (
    <div className="text">
      <p>
        <strong>结论：</strong>
        {conclusion}（<DateText on={madeOn} />）
      </p>
      {adjustment && (
        <p>
          <strong>调整完善：</strong>
          {adjustment}
        </p>
      )}
      <details>
        <summary>评估方式和 {opinions.length} 条意见原话</summary>
        <p>{method}</p>
        {opinions.map(({ speaker, channel, verbatim }) => (
          <figure key={`${speaker} ${verbatim}`}>
            <blockquote>
              <p>{verbatim}</p>
            </blockquote>
            <figcaption>
              {speaker}，{channel}
            </figcaption>
          </figure>
        ))}
      </details>
    </div>
  );
}
