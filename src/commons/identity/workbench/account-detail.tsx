import { Button, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { Block, Facts, Loaded, Moment, SchemaForm, api, can, useMe, useRead, useWrite } from '#workbench/kit/index.ts';
import type { AccountRow, OneTimePassword, SessionRow } from '../contract.ts';

interface Props {
  readonly account: AccountRow | undefined;
  readonly mayManage: boolean;
  readonly onChanged: () => unknown;
  readonly onPassword: (made: OneTimePassword) => void;
}

const reasonAsked = {
  type: 'object',
  required: ['reason'],
  properties: { reason: { type: 'string', title: '停用理由', minLength: 1, maxLength: 200 } },
};

/** One account: its facts, what may be done, and where it is signed in. */
export function AccountDetail({ account, mayManage, onChanged, onPassword }: Props) {
  if (!account) return null;
  return (
    <Space orientation="vertical" size="large">
      <Facts
        facts={[
          ['姓名', account.name],
          ['用户名', account.username],
          ['停用', account.disabledAt && <Moment key="at" at={account.disabledAt} />],
          ['停用理由', account.disabledReason],
          ['锁定至', account.lockedUntil && <Moment key="until" at={account.lockedUntil} />],
          ['双因素', account.secondFactor ? '已启用' : '未启用'],
        ]}
      />
      {mayManage && <Deeds account={account} onChanged={onChanged} onPassword={onPassword} />}
      <Block title="登录中的设备">
        <Sessions personId={account.personId} />
      </Block>
    </Space>
  );
}

function Deeds({
  account,
  onChanged,
  onPassword,
}: Omit<Props, 'account' | 'mayManage'> & { readonly account: AccountRow }) {
  const { personId, version } = account;
  const path = (deed: string) => `/api/identity/accounts/${personId}/${deed}`;
  const refresh = ['/api/identity'];
  const post = useWrite((deed: string) => api.post(path(deed), { version }), { done: '已办理', refresh });
  const reset = useWrite(async () => onPassword(await api.post<OneTimePassword>(path('reset'), { version })), {
    refresh,
  });
  const [closing, setClosing] = useState(false);
  if (closing)
    return (
      <SchemaForm
        schema={reasonAsked}
        submitLabel="停用账号"
        done="账号已停用，登录中的设备已退出"
        submit={(fields) => api.post(path('disable'), { ...fields, version })}
        onDone={async () => {
          setClosing(false);
          await onChanged();
        }}
        onCancel={() => setClosing(false)}
      />
    );
  return (
    <Space wrap>
      {account.lockedUntil && <Button onClick={() => post.mutate('unlock')}>解锁</Button>}
      <Sure words="原密码立即失效，登录中的设备全部退出。" label="重置密码" onSure={() => reset.mutate()} />
      {account.secondFactor && (
        <Sure
          words="请先核实本人身份。原手机不再有效，须重新启用。"
          label="重置双因素"
          onSure={() => post.mutate('reset-second-factor')}
        />
      )}
      {account.disabledAt ? (
        <Button onClick={() => post.mutate('enable')}>恢复账号</Button>
      ) : (
        <Button danger onClick={() => setClosing(true)}>
          停用账号
        </Button>
      )}
    </Space>
  );
}

function Sure({
  words,
  label,
  onSure,
}: {
  readonly words: string;
  readonly label: string;
  readonly onSure: () => void;
}) {
  return (
    <Popconfirm title={`${label}？`} description={words} okText={label} cancelText="取消" onConfirm={onSure}>
      <Button>{label}</Button>
    </Popconfirm>
  );
}

function Sessions({ personId }: { readonly personId: string }) {
  const path = `/api/identity/accounts/${personId}/sessions`;
  const sessions = useRead<readonly SessionRow[]>(path);
  const end = useWrite((id: string) => api.del(`/api/identity/sessions/${id}`), {
    done: '已退出',
    refresh: ['/api/identity'],
  });
  const mayEnd = can(useMe(), 'administrator', 'security-officer');
  return (
    <Loaded query={sessions} rows={2}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="muted">当前没有登录</p>
        ) : (
          <ul>
            {rows.map(({ id, signedInAt, lastSeenAt, userAgent }) => (
              <li key={id}>
                <Facts
                  facts={[
                    ['登录', <Moment key="in" at={signedInAt} />],
                    ['最近操作', <Moment key="seen" at={lastSeenAt} />],
                    ['浏览器', userAgent || '未知'],
                  ]}
                />
                {mayEnd && (
                  <Button size="small" onClick={() => end.mutate(id)}>
                    强制退出
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
