import { Alert, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { Block, CivilDate } from '#workbench/kit/index.ts';
import type { ColumnForecast, ColumnForecasts } from '../column-contract.ts';

/** What an inspector would count today, and in the weeks to come if nothing more were released. Names stand beside the numbers. */
export function ColumnForecastBoard({ figures: { limits, forecasts } }: { readonly figures: ColumnForecasts }) {
  const firstFailure = forecasts.find(({ failed }) => failed);
  const columns: ColumnsType<ColumnForecast> = [
    {
      key: 'on',
      title: '如果不再发布',
      width: 150,
      render: (_value, { days, on }) => (
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
      title: `首页未更新（超过 ${limits.homeDays} 日不合格）`,
      width: 160,
      render: (_value, { homeAge, home }) => (
        <span className={home ? 'bad' : undefined}>{homeAge === null ? '还没有发布过' : `${homeAge} 日`}</span>
      ),
    },
    {
      key: 'inspected',
      title: `动态、通知、政策类未更新（${limits.vetoInspected} 个不合格）`,
      width: 200,
      render: (_value, { inspected }) => <Count names={inspected} limit={limits.vetoInspected} />,
    },
    {
      key: 'overdue',
      title: `其他栏目逾期（${limits.vetoOverdue} 个不合格）`,
      width: 200,
      render: (_value, { overdue }) => <Count names={overdue} limit={limits.vetoOverdue} />,
    },
    {
      key: 'empty',
      title: `空白栏目（${limits.vetoEmpty} 个不合格）`,
      width: 200,
      render: (_value, { empty }) => <Count names={empty} limit={limits.vetoEmpty} />,
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
      <Table<ColumnForecast>
        aria-label="今天和今后几周按检查口径的情况"
        size="small"
        rowKey="days"
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={columns}
        dataSource={[...forecasts]}
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
