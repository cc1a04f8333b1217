import { useSearchParams } from 'react-router';
import type { OnTimeMatter } from '#commons/supervision/on-time-contract.ts';
import { CivilDate, type Column, DataTable, type FilterSpec, Page } from '#workbench/kit/index.ts';

const columns: readonly Column<OnTimeMatter>[] = [
  { key: 'number', title: '编号', width: 178, render: ({ number }) => number },
  { key: 'title', title: '标题', width: 268, render: ({ title }) => title },
  { key: 'unit', title: '牵头单位', width: 130, render: ({ unit }) => unit },
  { key: 'ended', title: '办结', width: 130, render: ({ endedOn }) => <CivilDate on={endedOn} /> },
  {
    key: 'late',
    title: '是否按期',
    width: 90,
    render: ({ late }) => (late ? <span className="number-red">逾期</span> : '按期'),
  },
];

const filters: readonly FilterSpec[] = [
  { key: 'unit', label: '单位', kind: 'unit' },
  { key: 'late', label: '只看逾期', kind: 'tick' },
];

/** The ends behind a figure, the latest first. */
export default function OnTimeMatters() {
  const [search] = useSearchParams();
  const fixed = Object.fromEntries([...search].filter(([key]) => key === 'kind' || key === 'quarter'));
  return (
    <Page title="按期率明细" crumbs={[{ label: '按期率', to: '/supervision/on-time' }, { label: '明细' }]}>
      <DataTable<OnTimeMatter>
        name="on-time-matters"
        caption="一个季度办结的事项，最近的在前"
        path="/api/supervision/on-time/matters"
        fixed={fixed}
        columns={columns}
        filters={filters}
        rowKey={({ id }) => id}
        rowLink={({ path }) => path}
        empty="没有符合条件的记录"
      />
    </Page>
  );
}
