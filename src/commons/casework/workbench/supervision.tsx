import { Link } from 'react-router';
import type { BoardRow, LightCounts, SupervisionBoard } from '#commons/supervision/contract.ts';
import { Absent, Block, CivilDate, Loaded, Nothing, Page, TrafficLight, useRead } from '#workbench/kit/index.ts';
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
              {data.rows.length === 0 ? <Nothing words="没有在办事项" /> : <Board rows={data.rows} />}
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

function Board({ rows }: { readonly rows: readonly BoardRow[] }) {
  return (
    <div className="lines">
      <table>
        <caption className="unseen">各单位各种类的在办事项，按亮灯统计</caption>
        <thead>
          <tr>
            <th scope="col">牵头单位</th>
            <th scope="col">种类</th>
            <th scope="col" className="number">
              在办
            </th>
            {COLOURS.map((colour) => (
              <th key={colour} scope="col" className="number">
                {WORDS[colour]}
              </th>
            ))}
            <th scope="col" className="number">
              平均超期
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.unit.id} ${row.kind}`}>
              <th scope="row">{row.unit.name}</th>
              <td>{row.kindLabel}</td>
              <td className="number">
                <Count n={row.open} to={`/matters?${row.query}`} of={`${row.unit.name}在办${row.kindLabel}`} />
              </td>
              {COLOURS.map((colour) => (
                <td key={colour} className={row[colour] > 0 ? `number number-${colour}` : 'number'}>
                  <Count
                    n={row[colour]}
                    to={`/matters?${row.query}&light=${colour}`}
                    of={`${row.unit.name}${row.kindLabel}${WORDS[colour]}`}
                  />
                </td>
              ))}
              <td className="number">
                {row.averageLateness === null ? <Absent /> : `${row.averageLateness} 个工作日`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
        {recent.slice(0, 12).map(({ matter, rung, rungLabel, reachedOn, leadUnit, told }) => (
          <li key={`${matter.id} ${rung} ${reachedOn}`}>
            <Link to={matter.path}>{matter.title}</Link>
            <p className="muted">
              <CivilDate on={reachedOn} /> {rungLabel} · {leadUnit.name} · 已告知 {told} 人
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
