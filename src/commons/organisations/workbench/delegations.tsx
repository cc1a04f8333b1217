import { Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import {
  CivilDate,
  type Column,
  DataTable,
  Loaded,
  type Me,
  Page,
  api,
  can,
  useMe,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import { type DelegationRow, NewDelegation } from '../contract.ts';
import { roleLabel } from '../roles.ts';
import { FormDrawer, type RegisterForm } from './form-drawer.tsx';

const STATES = {
  coming: { label: '未开始', color: 'blue' },
  'in-force': { label: '代办中', color: 'success' },
  over: { label: '已到期', color: 'default' },
  ended: { label: '提前结束', color: 'default' },
} as const satisfies Record<DelegationRow['state'], { label: string; color: string }>;

/** Who stands in for whom: one's own, and for registrars everybody's. */
export default function Delegations() {
  const me = useMe();
  const delegations = useRead<{ readonly rows: readonly DelegationRow[] }>('/api/delegations');
  const end = useWrite((id: string) => api.post(`/api/delegations/${id}/end`), {
    done: '已结束代办',
    refresh: ['/api/delegations'],
  });
  const [form, setForm] = useState<RegisterForm>();
  const columns: readonly Column<DelegationRow>[] = [
    { key: 'from', title: '被代办人', width: 110, render: (row) => row.fromName },
    { key: 'to', title: '代办人', width: 110, render: (row) => row.toName },
    { key: 'roles', title: '代办角色', render: (row) => row.roles.map(roleLabel).join('、') },
    {
      key: 'days',
      title: '期间',
      width: 260,
      render: (row) => (
        <>
          <CivilDate on={row.fromOn} />至<CivilDate on={row.untilOn} />
        </>
      ),
    },
    { key: 'reason', title: '事由', render: (row) => row.reason },
    { key: 'maker', title: '安排人', width: 110, spare: true, render: (row) => row.madeByName },
    {
      key: 'state',
      title: '状态',
      width: 100,
      render: ({ state }) => <Tag color={STATES[state].color}>{STATES[state].label}</Tag>,
    },
    {
      key: 'actions',
      title: '操作',
      width: 110,
      render: (row) =>
        row.mayEnd && (
          <Popconfirm
            title={`结束${row.toName}的代办？`}
            description="从现在起不再有代办的权限。"
            okText="结束"
            cancelText="再想想"
            onConfirm={() => end.mutate(row.id)}
          >
            <Button size="small">提前结束</Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <Page
      title="代办"
      lead="出差、休假时请同局同事代办。代办人以您的名义办理，每一步都留有两人的名字。"
      actions={
        <Button type="primary" onClick={() => setForm(newForm(me))}>
          安排代办
        </Button>
      }
    >
      <Loaded query={delegations}>
        {({ rows }) => (
          <DataTable<DelegationRow>
            name="delegations"
            caption="代办"
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            empty="没有代办安排"
          />
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} />
    </Page>
  );
}

/** Registrars arrange for anybody; everybody else for themselves, and is offered only the roles they hold. */
function newForm(me: Me): RegisterForm {
  const own = !can(me, 'registrar');
  const { roles } = NewDelegation.properties;
  const held = { ...roles, items: { ...roles.items, enum: [...me.roles] } };
  const schema = own ? { ...NewDelegation, properties: { ...NewDelegation.properties, roles: held } } : NewDelegation;
  return {
    title: '安排代办',
    schema,
    path: '/api/delegations',
    ...(own ? { fixed: { fromPersonId: me.person.id } } : { initial: { fromPersonId: me.person.id } }),
    done: '已安排代办',
    submitLabel: '安排',
    consequence: '期间内代办人有所选角色的权限，到期自动收回，也可提前结束。',
  };
}
