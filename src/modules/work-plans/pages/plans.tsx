import { civilDate } from '#kernel/dates.ts';
import { DateText, PortalPage, type SiteFacts, Table } from '#portal/index.ts';
import type { BoardItem, PublicPlan } from '../board.ts';
import { planColumn } from './board.tsx';
import { counted } from './figures.ts';

export interface CountedPlan {
  readonly plan: PublicPlan;
  readonly items: readonly BoardItem[];
}

/** All work plans that have been released, with how far each has come. */
export function PlansPage({ site, plans }: { readonly site: SiteFacts; readonly plans: readonly CountedPlan[] }) {
  return (
    <PortalPage
      site={site}
      title="工作要点落实"
      path="/work-plans"
      section="openness"
      column={planColumn}
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '工作要点落实' }]}
    >
      <div className="frame">
        <div className="page-head">
          <h1>工作要点落实</h1>
          <p className="lead">
            年度工作要点的每项任务由谁牵头、谁配合、何时完成、进展如何，逐项公布。状态以已经公布的进展为准，超期的如实标出。
          </p>
        </div>
        <Table
          caption="已公布的工作要点"
          captionUnseen
          empty="还没有公布工作要点。"
          rows={plans}
          rowKey={({ plan }) => plan.id}
          columns={[
            {
              label: '工作要点',
              heading: true,
              cell: ({ plan }) => <a href={`/work-plans/${plan.id}`}>{plan.title}</a>,
            },
            { label: '年度', cell: ({ plan }) => plan.year },
            { label: '成文日期', cell: ({ plan }) => <DateText on={plan.formedOn} /> },
            { label: '公布日期', cell: ({ plan }) => <DateText on={civilDate(plan.releasedAt)} /> },
            { label: '任务', numeric: true, cell: ({ items }) => items.length },
            { label: '已完成', numeric: true, cell: ({ items }) => counted(items, 'completed') },
            { label: '已超期', numeric: true, cell: ({ items }) => counted(items, 'overdue') },
          ]}
        />
      </div>
    </PortalPage>
  );
}
