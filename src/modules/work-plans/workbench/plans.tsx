import { Button, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import { Block, CivilDate, type Column, DataTable, Loaded, Moment, Page, useRead } from '#workbench/kit/index.ts';
import type { ImportLine } from '../import-contract.ts';
import type { PlanLine, Plans } from '../contract.ts';

const columns: readonly Column<PlanLine>[] = [
  { key: 'title', title: '工作要点', width: 320, render: ({ title }) => title },
  { key: 'year', title: '年度', width: 76, render: ({ year }) => year, compare: (a, b) => a.year - b.year },
  {
    key: 'edition',
    title: '版次',
    width: 100,
    render: ({ edition, superseded }) => (
      <>
        第 {edition} 版{superseded && <Tag>已有新版</Tag>}
      </>
    ),
  },
  { key: 'issued', title: '成文日期', width: 132, render: ({ issuedOn }) => <CivilDate on={issuedOn} /> },
  { key: 'items', title: '任务', width: 70, align: 'right', render: ({ items }) => items },
  { key: 'completed', title: '已完成', width: 80, align: 'right', render: ({ completed }) => completed },
  {
    key: 'overdue',
    title: '超期',
    width: 70,
    align: 'right',
    render: ({ id, overdue }) => (overdue > 0 ? <Link to={`/work-plans/${id}?light=red`}>{overdue}</Link> : 0),
  },
  {
    key: 'released',
    title: '公布',
    width: 164,
    render: ({ documentId, releasedAt }) =>
      releasedAt ? <Moment at={releasedAt} /> : <Link to={`/documents/${documentId}`}>审签中，查看</Link>,
  },
];

/** The plans of the bureau, and the imports somebody has still to finish. */
export default function PlansScreen() {
  const plans = useRead<Plans>('/api/work-plans');
  const navigate = useNavigate();
  return (
    <Page
      title="工作要点"
      actions={
        plans.data?.mayImport && (
          <Button type="primary" onClick={() => void navigate('/work-plans/import')}>
            导入工作要点
          </Button>
        )
      }
    >
      <Loaded query={plans}>
        {({ rows, drafts }) => (
          <>
            {drafts.length > 0 && <Drafts drafts={drafts} />}
            <DataTable<PlanLine>
              name="work-plans"
              caption="工作要点"
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              rowLink={({ id }) => `/work-plans/${id}`}
              empty="还没有工作要点。由政务公开办公室导入后，任务会分送各牵头单位"
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Drafts({ drafts }: { readonly drafts: readonly ImportLine[] }) {
  return (
    <Block title="尚未确认的导入" count={drafts.length}>
      <ul className="entries">
        {drafts.map(({ id, title, fileName, madeBy, madeAt }) => (
          <li key={id}>
            <Link to={`/work-plans/imports/${id}`}>{title || fileName}</Link>
            <p className="muted">
              {fileName} · {madeBy} · <Moment at={madeAt} />
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}
