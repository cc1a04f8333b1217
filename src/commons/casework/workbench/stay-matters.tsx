import { STAY_ENDS, type StayMatter } from '#commons/supervision/stays-contract.ts';
import { CivilDate, type Column, DataTable, type FilterSpec, Page } from '#workbench/kit/index.ts';
import { useSearchParams } from 'react-router';

const columns: readonly Column<StayMatter>[] = [
  { key: 'number', title: '编号', width: 178, render: ({ number }) => number },
  { key: 'title', title: '标题', width: 170, render: ({ title }) => title },
  { key: 'stage', title: '环节', width: 106, render: ({ stateLabel }) => stateLabel },
  { key: 'unit', title: '单位', width: 116, render: ({ unit }) => unit },
  { key: 'since', title: '到达', width: 126, render: ({ sinceOn }) => <CivilDate on={sinceOn} /> },
  { key: 'left', title: '离开', width: 126, render: ({ leftOn }) => (leftOn ? <CivilDate on={leftOn} /> : '仍在环节') },
  {
    key: 'took',
    title: '用时',
    width: 180,
    render: ({ took, targetDays, targetOn, beyond }) => (
      <>
        {took} 个工作日（目标 {targetDays}）
        {beyond && (
          <b className="number-red">
            {' '}
            超过目标日 <CivilDate on={targetOn} />
          </b>
        )}
      </>
    ),
  },
];

const filters: readonly FilterSpec[] = [
  { key: 'unit', label: '单位', kind: 'unit' },
  {
    key: 'end',
    label: '与目标相比',
    kind: 'choice',
    choices: Object.entries(STAY_ENDS).map(([value, label]) => ({ value, label })),
  },
  { key: 'from', label: '离开环节的日期从', kind: 'date' },
  { key: 'to', label: '离开环节的日期到', kind: 'date' },
];

/** The stays behind a figure, the longest first. */
export default function StayMatters() {
  const [search] = useSearchParams();
  const fixed = Object.fromEntries(['kind', 'state'].flatMap((key) => [[key, search.get(key)]]).filter(([, of]) => of));
  return (
    <Page
      title="各环节用时明细"
      crumbs={[{ label: '各环节用时', to: '/supervision/stays' }, { label: '明细' }]}
      lead="用时最长的在前"
    >
      <DataTable<StayMatter>
        name="stay-matters"
        caption="一个数字背后的各次停留，用时最长的在前"
        path="/api/supervision/stays/matters"
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
