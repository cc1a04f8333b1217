import { Alert } from 'antd';
import { Block, CivilDate, type Column, DataTable } from '#workbench/kit/index.ts';
import type { ColumnForecast, ColumnForecasts } from '../column-contract.ts';

/** What an inspector would count today, and in the weeks to come if nothing more were released. Names stand beside the numbers. */
export function ColumnForecastBoard({ figures: { limits, forecasts } }: { readonly figures: ColumnForecasts }) {
  const firstFailure = forecasts.find(({ failed }) => failed);
  const columns: readonly Column<ColumnForecast>[] = [
    {
      key: 'on',
      title: '如果不再发布',
      width: 150,
      render: ({ days, on }) => (
        <>
          {days === 0 ? '今天' : `${days} 日后`}
          <div className="muted">
            <CivilDate on={on} />
          </div>
        </>
      ),
    },
    {
      key: 'home',
      title: '首页未更新',
      width: 160,
      render: ({ homeAge, home }) => (
        <span className={home ? 'bad' : undefined}>{homeAge === null ? '还没有发布过' : `${homeAge} 日`}</span>
      ),
    },
    {
      key: 'inspected',
      title: '动态、通知类',
      width: 200,
      render: ({ inspected }) => <Count names={inspected} limit={limits.vetoInspected} />,
    },
    {
      key: 'overdue',
      title: '其他栏目',
      width: 200,
      render: ({ overdue }) => <Count names={overdue} limit={limits.vetoOverdue} />,
    },
    {
      key: 'empty',
      title: '空白栏目',
      width: 200,
      render: ({ empty }) => <Count names={empty} limit={limits.vetoEmpty} />,
    },
  ];
  return (
    <Block title="按检查口径">
      {firstFailure && (
        <Alert
          type={firstFailure.days === 0 ? 'error' : 'warning'}
          showIcon
          title={
            firstFailure.days === 0
              ? '按单项否决的标准，现在已经不合格'
              : `如果不再更新，${firstFailure.days} 日内将达到单项否决的标准`
          }
        />
      )}
      <p className="muted">
        单项否决的标准：首页超过 {limits.homeDays} 日未更新；动态要闻、通知公告、政策文件类栏目 {limits.vetoInspected}{' '}
        个逾期；其他栏目 {limits.vetoOverdue} 个逾期；空白栏目 {limits.vetoEmpty} 个。
      </p>
      <DataTable<ColumnForecast>
        name="column-forecast"
        caption="今天和今后几周按检查口径的情况"
        columns={columns}
        rows={forecasts}
        rowKey={({ days }) => String(days)}
      />
    </Block>
  );
}

/** So many names are read at a glance; the rest is counted. */
const NAMED = 4;

function Count({ names, limit }: { readonly names: readonly string[]; readonly limit: number }) {
  const more = names.length > NAMED ? '等' : '';
  return (
    <>
      <span className={names.length >= limit ? 'bad' : undefined}>{names.length} 个</span>
      {names.length > 0 && (
        <div className="muted">
          {names.slice(0, NAMED).join('、')}
          {more}
        </div>
      )}
    </>
  );
}
