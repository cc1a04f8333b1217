import { Mark } from './mark.tsx';
import { Tabs } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import {
  CivilDate,
  type Column,
  DataTable,
  DueDate,
  Facts,
  type FilterSpec,
  Loaded,
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import type { ItemLine, PlanDetail } from '../contract.ts';
import { Composing } from './plan-composing.tsx';
import { Evaluations } from './plan-evaluations.tsx';
import { Reports } from './reports.tsx';

const columns: readonly Column<ItemLine>[] = [
  { key: 'title', title: '任务', sort: 'number', width: 240, render: ({ title }) => title },
  { key: 'section', title: '部分', width: 180, spare: true, render: ({ section }) => section },
  { key: 'lead', title: '责任单位', width: 190, render: (line) => <Responsible line={line} /> },
  { key: 'cooperating', title: '配合', width: 180, spare: true, render: ({ cooperating }) => cooperating.join('、') },
  { key: 'state', title: '状态', sort: 'state', width: 116, render: (line) => <State line={line} /> },
  {
    key: 'due',
    title: '期限',
    sort: 'due',
    width: 142,
    render: (line) => <DueDate dueOn={line.dueOn} light={line.light} provisional={false} />,
  },
  { key: 'percent', title: '进度', width: 64, align: 'right', render: ({ percent }) => `${percent}%` },
  { key: 'reported', title: '最近报告', width: 128, render: ({ lastReportOn }) => <CivilDate on={lastReportOn} /> },
  {
    key: 'parts',
    title: '未报完成的单位',
    width: 120,
    align: 'right',
    spare: true,
    render: ({ openParts }) => openParts,
  },
  { key: 'waits', title: '等待办理', width: 144, render: ({ waitsFor }) => waitsFor ?? '' },
];

function Responsible({ line: { leads, joint, leadUnit } }: { readonly line: ItemLine }) {
  const words = leads.length > 0 ? `牵头：${leads.join('、')}` : `分别负责：${joint.join('、')}`;
  return (
    <>
      {words}
      <p className="muted">承办：{leadUnit.name}</p>
    </>
  );
}

function State({ line }: { readonly line: ItemLine }) {
  return (
    <>
      {line.stateLabel}
      {line.extensionAsked && <Mark tone="doubt">待定延期</Mark>}
      {line.openNotices > 0 && <Mark tone="bad">督办未答复</Mark>}
    </>
  );
}

/** One plan: the ledger of its items, reports waiting, what is published of it, how it was evaluated. */
export default function PlanScreen() {
  const { id = '' } = useParams();
  const plan = useRead<PlanDetail>(`/api/work-plans/${id}`);
  return (
    <Loaded query={plan} title="工作要点">
      {(data) => <Plan key={id} plan={data} />}
    </Loaded>
  );
}

function Plan({ plan }: { readonly plan: PlanDetail }) {
  const [search, setSearch] = useSearchParams();
  return (
    <Page title={plan.title} crumbs={[{ label: '工作要点', to: '/work-plans' }]} lead={<Standing plan={plan} />}>
      <Tabs
        activeKey={search.get('sheet') ?? 'items'}
        onChange={(sheet) => setSearch(sheet === 'items' ? {} : { sheet }, { replace: true })}
        items={[
          { key: 'items', label: `任务（${plan.items}）`, children: <Items plan={plan} /> },
          {
            key: 'reports',
            label: `待采纳的报告（${plan.reports.length}）`,
            children: <Reports reports={plan.reports} withItem empty="没有等待采纳的进展报告" />,
          },
          { key: 'composing', label: `公开（${plan.bulletins.length}）`, children: <Composing plan={plan} /> },
          { key: 'evaluations', label: `评估（${plan.evaluations.length}）`, children: <Evaluations plan={plan} /> },
        ]}
      />
    </Page>
  );
}

function Standing({ plan }: { readonly plan: PlanDetail }) {
  return (
    <Facts
      facts={[
        ['文号', plan.documentNumber],
        ['成文', <CivilDate key="on" on={plan.issuedOn} />],
        ['版次', plan.edition > 1 ? `第 ${plan.edition} 版` : null],
        ['已完成', `${plan.completed} / ${plan.items}`],
        [
          '超期',
          plan.overdue > 0 ? (
            <Link key="late" to="?light=red">
              {plan.overdue} 项
            </Link>
          ) : (
            '没有'
          ),
        ],
        [
          '公开稿',
          <Link key="document" to={`/documents/${plan.documentId}`}>
            {plan.releasedAt ? '已公布' : '审签中'}
          </Link>,
        ],
        [
          '新版',
          plan.nextPlanId && (
            <Link key="next" to={`/work-plans/${plan.nextPlanId}`}>
              查看
            </Link>
          ),
        ],
        [
          '原版',
          plan.previousPlanId && (
            <Link key="previous" to={`/work-plans/${plan.previousPlanId}`}>
              查看
            </Link>
          ),
        ],
      ]}
    />
  );
}

const LIGHTS = [
  { value: 'green', label: '绿灯' },
  { value: 'yellow', label: '黄灯' },
  { value: 'red', label: '红灯' },
  { value: 'none', label: '不计时' },
];

function Items({ plan }: { readonly plan: PlanDetail }) {
  const filters: readonly FilterSpec[] = [
    { key: 'q', label: '任务', kind: 'search' },
    {
      key: 'section',
      label: '部分',
      kind: 'choice',
      choices: plan.sections.map(({ position, number, title }) => ({
        value: String(position),
        label: [number, title].filter(Boolean).join('、'),
      })),
    },
    {
      key: 'unit',
      label: '单位',
      kind: 'choice',
      choices: plan.units.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      key: 'state',
      label: '状态',
      kind: 'choice',
      choices: plan.states
        .filter(({ items }) => items > 0)
        .map(({ key, label, items }) => ({ value: key, label: `${label}（${items}）` })),
    },
    { key: 'light', label: '亮灯', kind: 'choice', choices: LIGHTS },
  ];
  return (
    <DataTable<ItemLine>
      name="work-items"
      caption="任务台账"
      path={`/api/work-plans/${plan.id}/items`}
      exportPath={`/api/work-plans/${plan.id}/export.xlsx`}
      columns={columns}
      filters={filters}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/work-plans/items/${id}`}
      empty="这份要点没有任务"
    />
  );
}
