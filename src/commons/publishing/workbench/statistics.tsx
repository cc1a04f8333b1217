import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { Block, Facts, Loaded, Nothing, Page, useRead } from '#workbench/kit/index.ts';
import type { UNPUBLISHED } from '../document-contract.ts';
import type { Count, PublishingStatistics } from '../statistics/contract.ts';

/** 一年的公开情况：counted from releases, signatures and attributes; nothing here is typed in. */
export default function Statistics() {
  const [search, setSearch] = useSearchParams();
  const year = Number(search.get('year')) || undefined;
  const read = useRead<PublishingStatistics>('/api/publishing-statistics', year ? { year } : {});
  return (
    <Loaded query={read} title="公开统计">
      {(now) => {
        const out = (more = {}) => ledger({ releasedIn: String(now.year), ...more });
        const begun = (more: Readonly<Record<string, string>>) => ledger({ begunIn: String(now.year), ...more });
        const owed = (unpublished: keyof typeof UNPUBLISHED) => ledger({ unpublished, dueIn: String(now.year) });
        return (
          <Page
            title="公开统计"
            lead="由发布、审签和公开属性的记录自动汇总，年度报告的相应数字从这里取。"
            actions={
              <Select<number>
                aria-label="年度"
                value={now.year}
                options={now.years.map((one) => ({ value: one, label: `${one} 年` }))}
                onChange={(one) => setSearch({ year: String(one) })}
              />
            }
          >
            <Block title="总体">
              <Facts
                facts={[
                  ['主动公开', <Rows key="released" count={now.released} of={out()} />],
                  ['期限内公开', <Rows key="in-time" count={now.inTime} of={out({ promptness: 'in-time' })} />],
                  ['超期公开', <Bad key="late" count={now.late} of={out({ promptness: 'late' })} />],
                  ['到期未公开', <Bad key="first" count={now.unpublished.first} of={owed('first')} />],
                  ['更正', `${now.corrections} 次`],
                  ['变更', `${now.changes.released} 次，其中超过期限 ${now.changes.late} 次`],
                  ['变更到期未公开', <Bad key="change" count={now.unpublished.changes} of={owed('change')} />],
                  ['撤回', sum(now.withdrawals)],
                  ['紧急发布', `${now.emergency.released} 件，占 ${share(now.emergency.released, now.released)}`],
                  ['补审未办', `${now.emergency.open} 项，其中逾期 ${now.emergency.overdue} 项`],
                  ['应解读', `${now.interpretation.needed} 件，已解读 ${now.interpretation.given} 件`],
                  ['索引号', `发出 ${now.indexNumbers.issued} 个，${gaps(now.indexNumbers.missing)}`],
                ]}
              />
            </Block>
            <StepsWithinGoal steps={now.steps} />
            <Counts title="按信息类别" counts={now.byType} linkOf={(type) => out({ type })} />
            <Counts
              title="按法定主动公开内容（条例第二十条）"
              counts={now.byStatutoryClass}
              linkOf={(statutoryClass) => out({ statutoryClass })}
            />
            <div className="side-by-side">
              <Counts
                title="按五公开"
                counts={now.byOpennessClass}
                linkOf={(opennessClass) => out({ opennessClass })}
              />
              <Counts
                title="本年拟稿的公开属性"
                counts={now.byDisclosure}
                linkOf={(disclosure) => begun({ disclosure })}
              />
              <Counts title="不主动公开的依据" counts={now.byBasis} linkOf={(basis) => begun({ basis })} />
              <Counts title="撤回的原因" counts={now.withdrawals} />
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

/** 环节目标：how many of a unit's steps were done within the working days set for them. */
function StepsWithinGoal({ steps }: Pick<PublishingStatistics, 'steps'>) {
  if (steps.length === 0) return null;
  return (
    <Block title="各单位按目标时限办理的环节">
      <div className="lines lines-counted">
        <table>
          <caption className="unseen">各单位按目标时限办理的环节</caption>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col" className="number">
                环节数
              </th>
              <th scope="col" className="number">
                按目标办理
              </th>
              <th scope="col" className="number">
                占比
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ unit, total, within }) => (
              <tr key={unit}>
                <th scope="row">{unit}</th>
                <td className="number">{total}</td>
                <td className="number">{within}</td>
                <td className="number">{share(within, total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Block>
  );
}

/** The rows behind a number. */
const ledger = (filters: Readonly<Record<string, string>>) => `/documents?${new URLSearchParams(filters)}`;

function Rows({ count, of }: { readonly count: number; readonly of: string }) {
  return count > 0 ? <Link to={of}>{count} 件</Link> : <>0 件</>;
}

/** A number that should be none. */
function Bad(rows: Parameters<typeof Rows>[0]) {
  return rows.count > 0 ? (
    <strong className="bad">
      <Rows {...rows} />
    </strong>
  ) : (
    <Rows {...rows} />
  );
}

function Counts({
  title,
  counts,
  linkOf,
}: {
  readonly title: string;
  readonly counts: readonly Count[];
  readonly linkOf?: (key: string) => string;
}) {
  return (
    <Block title={title}>
      {counts.length === 0 ? (
        <Nothing words="没有" />
      ) : (
        <div className="lines lines-counted">
          <table>
            <caption className="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">类别</th>
                <th scope="col" className="number">
                  件数
                </th>
              </tr>
            </thead>
            <tbody>
              {counts.map(({ key, label, count }) => (
                <tr key={key}>
                  <th scope="row">{linkOf ? <Link to={linkOf(key)}>{label}</Link> : label}</th>
                  <td className="number">{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Block>
  );
}

const sum = (counts: readonly Count[]) => `${counts.reduce((total, { count }) => total + count, 0)} 件`;
const share = (part: number, whole: number) => (whole === 0 ? '0%' : `${Math.round((part / whole) * 1000) / 10}%`);
const gaps = (missing: readonly string[]) =>
  missing.length === 0 ? '没有空号' : `空号 ${missing.length} 个：${missing.slice(0, 5).join('、')}`;
