import { Button, Tag } from 'antd';
import { api, type Column, DataTable, Loaded, Moment, useRead, useWrite } from '#workbench/kit/index.ts';
import { METHODS, type SessionRow } from '../contract.ts';

/** Where I am signed in, and the button that ends it. */
export function MySessions() {
  const sessions = useRead<readonly SessionRow[]>('/api/sessions');
  const refresh = { done: '已退出', refresh: ['/api/sessions'] } as const;
  const end = useWrite((id: string) => api.del(`/api/sessions/${id}`), refresh);
  const endOthers = useWrite(() => api.del('/api/sessions'), refresh);
  const columns: readonly Column<SessionRow>[] = [
    ...sessionColumns,
    {
      key: 'end',
      title: '操作',
      width: 110,
      render: ({ id, current }) =>
        current ? (
          <Tag>本次登录</Tag>
        ) : (
          <Button size="small" loading={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
            退出
          </Button>
        ),
    },
  ];
  return (
    <Loaded query={sessions} rows={2}>
      {(rows) => (
        <DataTable
          name="my-sessions"
          caption="登录中的设备"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          tools={
            rows.length > 1 && (
              <Button loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
                退出其他所有设备
              </Button>
            )
          }
        />
      )}
    </Loaded>
  );
}

export const sessionColumns: readonly Column<SessionRow>[] = [
  { key: 'since', title: '登录时间', width: 170, render: ({ signedInAt }) => <Moment at={signedInAt} /> },
  { key: 'seen', title: '最近操作', width: 170, render: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
  {
    key: 'method',
    title: '方式',
    width: 150,
    render: ({ method, secondFactor }) => `${METHODS[method] ?? method}${secondFactor ? '＋验证码' : ''}`,
  },
  { key: 'browser', title: '浏览器', render: ({ userAgent }) => userAgent || '未知' },
];
