import { Button } from 'antd';
import type { JobStates, StuckJob } from '#platform/system/contract.ts';
import { api, Block, type Column, DataTable, Loaded, Moment, Page, StateTag, useRead, useWrite } from '../kit/index.ts';

type Queue = JobStates['queues'][number];
type Schedule = JobStates['schedules'][number];

const queueColumns: readonly Column<Queue>[] = [
  { key: 'label', title: '作业', render: ({ label }) => label },
  {
    key: 'waiting',
    title: '排队',
    width: 80,
    align: 'right',
    compare: (a, b) => a.waiting - b.waiting,
    render: ({ waiting }) => waiting,
  },
  { key: 'active', title: '执行中', width: 80, align: 'right', render: ({ active }) => active },
  {
    key: 'failed',
    title: '失败',
    width: 80,
    align: 'right',
    compare: (a, b) => a.failed - b.failed,
    render: ({ failed }) => (failed > 0 ? <strong className="bad">{failed}</strong> : 0),
  },
  { key: 'oldest', title: '最早排队时间', width: 180, render: ({ oldest }) => <Moment at={oldest} /> },
  { key: 'name', title: '代号', width: 200, spare: true, render: ({ name }) => <code>{name}</code> },
];

const scheduleColumns: readonly Column<Schedule>[] = [
  { key: 'label', title: '定时作业', render: ({ label }) => label },
  { key: 'cron', title: '时间表', width: 150, render: ({ cron }) => <code>{cron}</code> },
  { key: 'last', title: '上次执行', width: 180, render: ({ lastAt }) => <Moment at={lastAt} /> },
  { key: 'said', title: '上次结果', width: 180, render: ({ lastSaid }) => lastSaid ?? '' },
  { key: 'next', title: '下次执行', width: 180, render: ({ nextAt }) => <Moment at={nextAt} /> },
];

type Promised = JobStates['promises'][number];

const promiseColumns: readonly Column<Promised>[] = [
  { key: 'label', title: '应当已经做到', render: ({ label }) => label },
  {
    key: 'count',
    title: '没有做到',
    width: 120,
    align: 'right',
    render: ({ count, failed }) =>
      failed ? <strong className="bad">查不到</strong> : count > 0 ? <strong className="bad">{count}</strong> : 0,
  },
  { key: 'oldest', title: '最早一件', width: 180, render: ({ oldest }) => <Moment at={oldest} /> },
];

const stuckColumns: readonly Column<StuckJob>[] = [
  { key: 'label', title: '作业', render: ({ label }) => label },
  { key: 'since', title: '自何时起', width: 180, render: ({ since }) => <Moment at={since} /> },
  { key: 'tries', title: '已试', width: 70, align: 'right', render: ({ tries }) => tries },
  { key: 'error', title: '最近的错误', render: ({ error }) => error ?? '' },
  { key: 'act', title: '操作', width: 100, render: (job) => (job.retriable ? <Retry job={job} /> : '会自动重试') },
];

function Retry({ job: { name, id, label } }: { readonly job: StuckJob }) {
  const retry = useWrite(() => api.post(`/api/system/jobs/${name}/${id}/retry`), {
    done: `已重新排队：${label}`,
    refresh: ['/api/system/jobs'],
  });
  return (
    <Button size="small" loading={retry.isPending} onClick={() => retry.mutate()} aria-label={`重新执行${label}`}>
      重新执行
    </Button>
  );
}

/** What runs behind the screens: queues, schedules, and what does not get on. */
export default function JobsScreen() {
  const jobs = useRead<JobStates>('/api/system/jobs');
  return (
    <Page title="后台作业" lead="作业与业务操作在同一事务内登记，失败会自动重试；卡住的作业列在最前。">
      <Loaded query={jobs}>
        {({ queues, schedules, stuck, promises }) => (
          <>
            <Block title="卡住的作业" count={stuck.length} extra={stuck.length === 0 && <StateTag label="正常" />}>
              <DataTable
                name="stuck-jobs"
                caption="卡住的作业"
                columns={stuckColumns}
                rows={stuck}
                rowKey={({ id }) => id}
                empty="没有卡住的作业"
              />
            </Block>
            <Block title="自查" count={promises.filter(({ count }) => count > 0).length}>
              <DataTable
                name="promises"
                caption="自查"
                columns={promiseColumns}
                rows={promises}
                rowKey={({ key }) => key}
                empty="没有自查项目"
              />
            </Block>
            <Block title="队列" count={queues.length}>
              <DataTable
                name="queues"
                caption="队列"
                columns={queueColumns}
                rows={queues}
                rowKey={({ name }) => name}
                empty="没有队列"
              />
            </Block>
            <Block title="定时作业" count={schedules.length}>
              <DataTable
                name="schedules"
                caption="定时作业"
                columns={scheduleColumns}
                rows={schedules}
                rowKey={({ name }) => name}
                empty="没有定时作业"
              />
            </Block>
          </>
        )}
      </Loaded>
    </Page>
  );
}
