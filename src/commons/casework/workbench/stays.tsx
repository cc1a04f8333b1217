import { Link, useSearchParams } from 'react-router';
import { STAY_WORDS, type StayFigure } from '#commons/supervision/stays-contract.ts';
import {
  Absent,
  address,
  Block,
  type Column,
  DataTable,
  type FilterSpec,
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import type { LedgerFilters } from '../contract.ts';

const columns: readonly Column<StayFigure>[] = [
  { key: 'stage', title: '环节', width: 120, render: ({ stateLabel }) => stateLabel },
  { key: 'kind', title: '种类', width: 96, render: ({ kindLabel }) => kindLabel },
  { key: 'unit', title: '单位', width: 130, render: ({ unit }) => unit?.name ?? <strong>全部单位</strong> },
  {
    key: 'ended',
    title: STAY_WORDS.ended[0],
    width: 72,
    align: 'right',
    render: (row) => <Behind row={row} n={row.ended} of="" />,
  },
  { key: 'median', title: STAY_WORDS.median[0], width: 80, align: 'right', render: ({ median }) => days(median) },
  { key: 'ninety', title: STAY_WORDS.ninety[0], width: 88, align: 'right', render: ({ ninety }) => days(ninety) },
  { key: 'longest', title: STAY_WORDS.longest[0], width: 72, align: 'right', render: ({ longest }) => days(longest) },
  {
    key: 'within',
    title: STAY_WORDS.within[0],
    width: 112,
    align: 'right',
    render: (row) => (row.ended === 0 ? <Absent /> : <Share row={row} />),
  },
  {
    key: 'open',
    title: STAY_WORDS.open[0],
    width: 100,
    align: 'right',
    render: (row) => (
      <>
        <Behind row={row} n={row.open} of="&end=open" />
        {row.openBeyond > 0 && <span className="number-red">（{row.openBeyond}）</span>}
      </>
    ),
  },
];

const days = (n: number | null) => (n === null ? <Absent /> : `${n} 天`);

function Share({ row }: { readonly row: StayFigure }) {
  return (
    <>
      {/* Cut, never rounded up: one beyond the goal is not 100 %. */}
      {Math.floor((row.within / row.ended) * 100)}%{' '}
      {row.within < row.ended && (
        <span className="number-red">
          超 <Behind row={row} n={row.ended - row.within} of="&end=beyond" />
        </span>
      )}
    </>
  );
}

/** A number that leads to the stays it counts. */
function Behind({ row, n, of }: { readonly row: StayFigure; readonly n: number; readonly of: string }) {
  if (n === 0) return <span className="muted">0</span>;
  return (
    <Link
      to={`/supervision/stays/matters?${row.query}${of}`}
      aria-label={`${row.unit?.name ?? '全部单位'}${row.stateLabel} ${n} 次，查看明细`}
    >
      {n}
    </Link>
  );
}

/** How long each stage takes, by unit: for whoever supervises. */
export default function Stays() {
  const [search] = useSearchParams();
  const known = useRead<LedgerFilters>('/api/matters/filters');
  const filters: readonly FilterSpec[] = [
    {
      key: 'kind',
      label: '种类',
      kind: 'choice',
      choices: (known.data?.kinds ?? []).map(({ key, label }) => ({ value: key, label })),
    },
    { key: 'unit', label: '单位', kind: 'unit' },
    { key: 'from', label: '离开环节的日期从', kind: 'date' },
    { key: 'to', label: '离开环节的日期到', kind: 'date' },
  ];
  const chosen = Object.fromEntries([...search].filter(([key]) => filters.some((filter) => filter.key === key)));
  return (
    <Page
      title="各环节用时"
      lead="办理各环节实际用了多少个工作日、有多少在本机关设定的目标内；没有选日期的，统计今年以来。数字可以点开查看明细"
    >
      <DataTable<StayFigure>
        name="stays"
        caption="各环节、各单位的用时"
        path="/api/supervision/stays"
        exportPath="/api/supervision/stays.xlsx"
        columns={columns}
        filters={filters}
        rowKey={({ kind, state, unit }) => `${kind} ${state} ${unit?.id}`}
        tools={<a href={address('/api/supervision/stays.csv', chosen)}>导出 CSV</a>}
        empty="所选日期内没有离开设有目标的环节的事项"
      />
      <Block title="各项数字的含义">
        <dl className="about">
          {Object.values(STAY_WORDS).map(([label, meaning]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Block>
    </Page>
  );
}
