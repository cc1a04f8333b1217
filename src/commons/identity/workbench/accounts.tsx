import { Button, Drawer, Input, Space, Tag } from 'antd';
import { useState } from 'react';
import {
  type Column,
  DataTable,
  Facts,
  Loaded,
  Moment,
  Page,
  ShownOnce,
  can,
  useMe,
  useRead,
  useRefresh,
} from '#workbench/kit/index.ts';
import { roleLabel } from '#commons/organisations/roles.ts';
import type { AccountRow, OneTimePassword } from '../contract.ts';
import { AccountDetail } from './account-detail.tsx';
import { NewAccountForm } from './new-account.tsx';

/** Every account, with what may need doing: locked, closed, without a second factor. */
export default function Accounts() {
  const [q, setQ] = useState('');
  const accounts = useRead<readonly AccountRow[]>('/api/identity/accounts', { q });
  const refresh = useRefresh();
  const [open, setOpen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<OneTimePassword>();
  const mayManage = can(useMe(), 'administrator');
  const changed = () => refresh('/api/identity');
  return (
    <Page
      title="账号管理"
      lead="一人一号。角色来自岗位和代办，在机构与人员中维护；这里只管能否登录。"
      actions={
        mayManage && (
          <Button type="primary" onClick={() => setAdding(true)}>
            开通账号
          </Button>
        )
      }
    >
      <Input.Search
        style={{ maxWidth: 320 }}
        aria-label="按姓名或用户名查找"
        placeholder="姓名或用户名"
        allowClear
        onSearch={setQ}
      />
      <Loaded query={accounts}>
        {(rows) => (
          <>
            <DataTable
              name="accounts"
              caption="账号"
              columns={columns(setOpen)}
              rows={rows}
              rowKey={({ personId }) => personId}
            />
            <Drawer
              title="账号"
              open={open !== undefined}
              size={560}
              onClose={() => setOpen(undefined)}
              destroyOnHidden
            >
              <AccountDetail
                account={rows.find(({ personId }) => personId === open)}
                mayManage={mayManage}
                onChanged={changed}
                onPassword={setShown}
              />
            </Drawer>
          </>
        )}
      </Loaded>
      <Drawer title="开通账号" open={adding} size={520} onClose={() => setAdding(false)} destroyOnHidden>
        <NewAccountForm
          onDone={async (made) => {
            setAdding(false);
            setShown(made);
            await changed();
          }}
          onCancel={() => setAdding(false)}
        />
      </Drawer>
      <ShownOnce
        title="一次性密码"
        open={shown !== undefined}
        warning="只显示这一次。请当面转交本人；首次登录时必须修改"
        taken="我已转交"
        onClose={() => setShown(undefined)}
      >
        <Facts
          facts={[
            ['用户名', shown?.username],
            ['密码', shown && <code key="password">{shown.password}</code>],
          ]}
        />
      </ShownOnce>
    </Page>
  );
}

const columns = (open: (personId: string) => void): readonly Column<AccountRow>[] => [
  {
    key: 'name',
    title: '姓名',
    width: 110,
    render: ({ personId, name }) => (
      <Button type="link" size="small" onClick={() => open(personId)}>
        {name}
      </Button>
    ),
  },
  { key: 'username', title: '用户名', width: 130, render: ({ username }) => username },
  { key: 'units', title: '单位', render: ({ units }) => units.join('、') },
  { key: 'roles', title: '角色', render: ({ roles }) => roles.map(roleLabel).join('、') },
  { key: 'state', title: '状态', width: 200, render: (row) => <State row={row} /> },
  { key: 'sessions', title: '在线', width: 70, align: 'right', render: ({ sessions }) => sessions },
  { key: 'last', title: '最近登录', width: 170, render: ({ lastSignedInAt }) => <Moment at={lastSignedInAt} /> },
];

function State({ row }: { readonly row: AccountRow }) {
  return (
    <Space size={4} wrap>
      {row.disabledAt ? <strong className="bad">已停用</strong> : <Tag>可登录</Tag>}
      {row.lockedUntil && <strong>锁定中</strong>}
      {row.mustChangePassword && <Tag>待改密码</Tag>}
      {row.secondFactor && <Tag>双因素</Tag>}
    </Space>
  );
}
