import { Link } from 'react-router';
import type { BoardRow, LightCounts, SupervisionBoard } from '#commons/supervision/contract.ts';
import {
  Absent,
  Block,
  CivilDate,
  type Column,
  DataTable,
  Loaded,
  Nothing,
  Page,
  TrafficLight,
  useRead,
} from '#workbench/kit/index.ts';
import type { LightColour } from '../contract.ts';

/** How the bureau's work stands, by unit and kind; every number leads to its rows. */
export default function Supervision() {
  const board = useRead<SupervisionBoard>('/api/supervision');
  return (
    <Loaded query={board} title="督查看板">
      {(data) => (
        <Page
          title="督查看板"
          lead={
            <>
              截至 <CivilDate on={data.today} />
              ，未办结事项按牵头单位和种类统计；每个数字都可以点开查看明细
            </>
          }
        >
          <Totals total={data.total} />
          <div className="beside">
            <Block title="各单位在办事项">
              <Board rows={data.rows} />
            </Block>
            <div>
              <Recent board={data} />
              <Ladder board={data} />
            </div>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

const COLOURS = ['red', 'yellow', 'green', 'paused', 'none'] as const satisfies readonly LightColour[];
const WORDS: Readonly<Record<(typeof COLOURS)[number], string>> = {
  red: '已超期',
  yellow: '将到期',
  green: '期限内',
  paused: '暂停',
  none: '无期限',
};

function Totals({ total }: { readonly total: LightCounts }) {
  return (
    <nav className="counts" aria-label="合计">
      <Link to="/matters?open=true" className="count">
        <b>{total.open}</b> 在办
      </Link>
      {COLOURS.map((colour) => (
        <Link key={colour} to={`/matters?open=true&light=${colour}`} className="count">
          <b>{total[colour]}</b> <TrafficLight light={{ colour, words: WORDS[colour], workdays: null }} />
        </Link>
      ))}
      <span className="count">
        <b>{total.averageLateness ?? '0'}</b> 平均超期（工作日）
      </span>
    </nav>
  );
}

/** What somebody would sort by; the others need no arrows, which take the room of a column. */
const ASKED_FOR: ReadonlySet<LightColour> = new Set(['red', 'yellow', 'green']);

const columns: readonly Column<BoardRow>[] = [
  { key: 'unit', title: '牵头单位', width: 118, render: ({ unit }) => unit.name },
  { key: 'kind', title: '种类', width: 84, render: ({ kindLabel }) => kindLabel },
  {
    key: 'open',
    title: '在办',
    width: 64,
    align: 'right',
    compare: (a, b) => a.open - b.open,
    render: (row) => <Count n={row.open} to={`/matters?${row.query}`} of={`${row.unit.name}在办${row.kindLabel}`} />,
  },
  ...COLOURS.map(
    (colour): Column<BoardRow> => ({
      key: colour,
      title: WORDS[colour],
      width: ASKED_FOR.has(colour) ? 79 : 66,
      align: 'right',
      ...(ASKED_FOR.has(colour) && { compare: (a: BoardRow, b: BoardRow) => a[colour] - b[colour] }),
      render: (row) => (
        <span className={row[colour] > 0 ? `number-${colour}` : undefined}>
          <Count
            n={row[colour]}
            to={`/matters?${row.query}&light=${colour}`}
            of={`${row.unit.name}${row.kindLabel}${WORDS[colour]}`}
          />
        </span>
      ),
    }),
  ),
  {
    key: 'late',
    title: '平均超期',
    width: 96,
    align: 'right',
    compare: (a, b) => (a.averageLateness ?? 0) - (b.averageLateness ?? 0),
    render: ({ averageLateness }) => (averageLateness === null ? <Absent /> : `${averageLateness} 个工作日`),
  },
];

function Board({ rows }: { readonly rows: readonly BoardRow[] }) {
  return (
    <DataTable
      name="supervision"
      caption="各单位各种类的在办事项，按亮灯统计"
      columns={columns}
      rows={rows}
      rowKey={({ unit, kind }) => `${unit.id} ${kind}`}
      empty="没有在办事项"
    />
  );
}

function Count({ n, to, of }: { readonly n: number; readonly to: string; readonly of: string }) {
  if (n === 0) return <span className="muted">0</span>;
  return (
    <Link to={to} aria-label={`${of} ${n} 件`}>
      {n}
    </Link>
  );
}

function Recent({ board: { recent } }: { readonly board: SupervisionBoard }) {
  return (
    <Block title="最近的催办和通报" count={recent.length}>
      {recent.length === 0 && <Nothing words="近期没有催办和通报" />}
      <ul className="news">
        {recent.slice(0, 12).map(({ matter, of, rung, rungLabel, reachedOn, leadUnit, told }) => (
          <li key={`${matter.id} ${of} ${rung} ${reachedOn}`}>
            <Link to={matter.path}>{matter.title}</Link>
            <p className="muted">
              <CivilDate on={reachedOn} /> {rungLabel} · {of ?? leadUnit.name} · 已告知 {told} 人
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Ladder({ board: { ladder } }: { readonly board: SupervisionBoard }) {
  return (
    <Block title="督办阶梯">
      <p className="muted">催办、通报、约谈的天数为本系统设定，不是法定期限。</p>
      <ol className="ladder">
        {ladder.map(({ key, label, when, tells }) => (
          <li key={key}>
            <strong>{when}</strong> {label}
            <p className="muted">告知{tells}</p>
          </li>
        ))}
      </ol>
    </Block>
  );
}
