import { Button } from 'antd';
import type { StuckDelivery, StuckDeliveries } from '#commons/notices/contract.ts';
import { api, type Column, DataTable, Loaded, Moment, Page, useRead, useWrite } from '#workbench/kit/index.ts';

/** Messages that have not gone out, for the administrator to see why and to send again. */
export default function Deliveries() {
  const stuck = useRead<StuckDeliveries>('/api/notices/deliveries');
  const retry = useWrite((id: string) => api.post(`/api/notices/deliveries/${id}/retry`), {
    done: '已重新排队发送',
    refresh: ['/api/notices/deliveries'],
  });
  const columns: readonly Column<StuckDelivery>[] = [
    { key: 'notice', title: '消息', render: ({ noticeTitle }) => noticeTitle },
    { key: 'person', title: '收件人', width: 110, render: ({ person }) => person },
    { key: 'channel', title: '方式', width: 80, render: ({ channelLabel }) => channelLabel },
    { key: 'address', title: '地址', width: 170, render: ({ address }) => address },
    {
      key: 'state',
      title: '情况',
      width: 110,
      render: ({ state, tries }) => `${state === 'failed' ? '失败' : '等待'}（已试 ${tries} 次）`,
    },
    { key: 'error', title: '最近的错误', render: ({ lastError }) => lastError ?? '' },
    { key: 'next', title: '下次发送', width: 160, render: ({ nextAt }) => <Moment at={nextAt} /> },
    {
      key: 'act',
      title: '操作',
      width: 90,
      render: ({ id }) => (
        <Button size="small" loading={retry.isPending && retry.variables === id} onClick={() => retry.mutate(id)}>
          重发
        </Button>
      ),
    },
  ];
  return (
    <Page title="未送达的消息" lead="失败的，以及等待过久的邮件和短信。站内通知不受影响，收件人登录后都能看到。">
      <Loaded query={stuck}>
        {({ rows }) => (
          <DataTable
            name="deliveries"
            caption="未送达的消息"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            empty="全部送达，没有积压"
          />
        )}
      </Loaded>
    </Page>
  );
}
