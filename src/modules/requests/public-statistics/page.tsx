import { type Instant, yearOf } from '#kernel/dates.ts';
import { BarFigure, DateText, DISCLOSURE, PortalPage, type SiteFacts, Table, TimeText } from '#portal/index.ts';
import { GRADES } from '../answers/contract.ts';
import { FAMILIES } from '../law/reply-kinds.ts';
import { calledBackWords, type RatingFigures, type RatingSums } from '../ratings/contract.ts';
import { DEFINITIONS } from './definitions.ts';
import type { Sums, UnitSums, YearFigures } from './figures.ts';

const share = ({ inTime, timed }: Sums) => (timed === 0 ? '没有' : `${Math.round((inTime / timed) * 1000) / 10}%`);
const days = ({ median }: Sums) => (median === null ? '不计算' : `${median} 个工作日`);

/** How requests are handled, in figures, each with what it counts. Waiting that the law allows is named as such. */
export function StatisticsPage({
  site,
  figures,
  madeAt,
  years,
}: {
  readonly site: SiteFacts;
  readonly figures: YearFigures | undefined;
  readonly madeAt: Instant | undefined;
  readonly years: readonly number[];
}) {
  return (
    <PortalPage
      site={site}
      title="依申请公开统计"
      path="/requests/statistics"
      section="openness"
      breadcrumb={[
        { label: '政府信息公开', href: DISCLOSURE },
        { label: '依申请公开', href: '/requests' },
        { label: '统计' },
      ]}
    >
      <div className="frame narrow">
        <div className="page-head">
          <h1>{figures ? `${figures.year}年依申请公开统计` : '依申请公开统计'}</h1>
          {figures && madeAt && (
            <p className="lead">
              统计到
              <DateText on={figures.asOf} />，<TimeText at={madeAt} />
              更新。每个数字旁边写明统计口径。
            </p>
          )}
        </div>
        {figures ? <Figures figures={figures} years={years} /> : <p className="empty">还没有可以统计的申请。</p>}
        <p data-print />
      </div>
    </PortalPage>
  );
}

function Figures({ figures, years }: { readonly figures: YearFigures; readonly years: readonly number[] }) {
  const { whole, quarters, units, families, open, year } = figures;
  const facts: readonly (readonly [string, string, string])[] = [
    ['收到', `${whole.received} 件`, DEFINITIONS.received],
    ['办结', `${whole.answered} 件`, DEFINITIONS.answered],
    ['按期率', share(whole), DEFINITIONS.inTime],
    ['办理用时中位数', days(whole), DEFINITIONS.median],
    ['未办结，期限之内', `${open.within} 件`, DEFINITIONS.open],
    ['未办结，依法等待', `${open.waiting} 件`, '等待期间不计入期限，不是逾期'],
    ['未办结，超过期限', `${open.overdue} 件`, '统计截止日当天期限已过、又不在依法等待之中的'],
  ];
  return (
    <>
      <p className="figures-ways">
        {years.map((one) => (
          <span key={one}>
            {one === year ? <strong>{one}年</strong> : <a href={`/requests/statistics?year=${one}`}>{one}年</a>}{' '}
          </span>
        ))}
        <a href={`/requests/statistics.csv?year=${year}`}>下载表格（CSV）</a>{' '}
        <a href={`/requests/statistics.json?year=${year}`}>下载数据（JSON）</a>
      </p>
      <Table
        caption="全年"
        sentences
        columns={[
          { label: '项目', cell: ([label]) => <span className="unbroken">{label}</span>, heading: true },
          { label: '数字', cell: ([, value]) => <span className="unbroken">{value}</span>, numeric: true },
          { label: '统计口径', cell: ([, , words]) => words },
        ]}
        rows={facts}
        rowKey={([label]) => label}
      />
      <h2>处理结果</h2>
      <p>{DEFINITIONS.families}。</p>
      <BarFigure
        title={`${year}年办结的申请，按处理结果`}
        what="处理结果"
        unit="件"
        rows={FAMILIES.map((family) => ({ label: family, value: families[family] }))}
      />
      <h2>分季度</h2>
      <BarFigure
        title={`${year}年收到的申请，按季度`}
        what="季度"
        unit="件"
        rows={quarters.map(({ received }, i) => ({ label: `第${'一二三四'[i] ?? ''}季度`, value: received }))}
      />
      <SumsTable
        caption="各季度"
        what="季度"
        rows={quarters.map((sums, i) => ({ ...sums, unit: `第${'一二三四'[i] ?? ''}季度`, units: 1 }))}
      />
      <h2>分单位</h2>
      <p>{DEFINITIONS.units}。</p>
      <SumsTable caption="各单位" what="单位" rows={units} />
      {figures.ratings && <Ratings ratings={figures.ratings} />}
    </>
  );
}

/** 好差评: how those who were answered rated it, where enough of them did. */
function Ratings({ ratings: { whole, quarters, units } }: { readonly ratings: RatingFigures }) {
  return (
    <>
      <h2>办理评价</h2>
      <p>{DEFINITIONS.ratings}。</p>
      <Table<RatingSums>
        caption="申请人的评价"
        columns={[
          { label: '范围', cell: ({ name }) => name, heading: true },
          ...GRADES.map((label, at) => ({
            label,
            cell: ({ grades }: RatingSums) => `${grades[at] ?? 0} 件`,
            numeric: true as const,
          })),
          { label: '差评已回访', cell: calledBackWords, numeric: true },
        ]}
        rows={whole ? [whole, ...quarters, ...units] : []}
        rowKey={({ name }) => name}
        empty="评价较少，不列出，避免推知评价人。"
      />
    </>
  );
}

function SumsTable({
  caption,
  what,
  rows,
}: {
  readonly caption: string;
  readonly what: string;
  readonly rows: readonly UnitSums[];
}) {
  return (
    <Table<UnitSums>
      caption={caption}
      columns={[
        { label: what, cell: ({ unit }) => unit, heading: true },
        { label: '收到', cell: ({ received }) => `${received} 件`, numeric: true },
        { label: '办结', cell: ({ answered }) => `${answered} 件`, numeric: true },
        { label: '按期率', cell: share, numeric: true },
        { label: '用时中位数', cell: days, numeric: true },
      ]}
      rows={rows}
      rowKey={({ unit }) => unit}
      empty="申请数量较少，不分单位列出，避免推知申请人。"
    />
  );
}

/** The year asked for, else the newest there is. */
export const yearShown = (asked: number | undefined, years: readonly number[], today: string): number =>
  asked !== undefined && years.includes(asked) ? asked : (years[0] ?? yearOf(today as never));
