import { Button, Space, Tag } from 'antd';
import { useState } from 'react';
import { Absent, type Column, DataTable, type FilterSpec, Page, can, useMe } from '#workbench/kit/index.ts';
import { ChangePerson, NewPerson, type PersonRow, ViewPhone } from '../contract.ts';
import { FormDrawer, type RegisterForm } from './form-drawer.tsx';
import { PhoneDrawer } from './phone-drawer.tsx';
import { present } from './unit-view.tsx';

const filters: readonly FilterSpec[] = [
  { key: 'q', label: '姓名或工号', kind: 'search' },
  { key: 'unitId', label: '机构', kind: 'unit' },
];

/** Everybody in the register, with the posts held today. */
export default function People() {
  const keeps = can(useMe(), 'registrar');
  const [form, setForm] = useState<RegisterForm>();
  const [phoneOf, setPhoneOf] = useState<PersonRow>();
  const columns: readonly Column<PersonRow>[] = [
    { key: 'name', title: '姓名', width: 110, render: (row) => row.name },
    { key: 'number', title: '工号', width: 100, render: (row) => <code>{row.staffNumber}</code> },
    {
      key: 'posts',
      title: '现任岗位',
      render: (row) =>
        row.posts.length ? (
          row.posts.map((post) => `${post.unitName}${post.title}`).join('；')
        ) : (
          <Absent words="没有岗位" />
        ),
    },
    { key: 'phone', title: '电话', width: 120, render: (row) => row.phoneMasked ?? <Absent /> },
    { key: 'email', title: '电子邮箱', spare: true, render: (row) => row.email ?? <Absent /> },
    {
      key: 'active',
      title: '状态',
      width: 90,
      render: (row) => <Tag color={row.active ? 'success' : 'default'}>{row.active ? '在职' : '已离任'}</Tag>,
    },
    ...(keeps ? [actionsColumn(setForm, setPhoneOf)] : []),
  ];
  return (
    <Page
      title="人员"
      lead="权限来自岗位：改任职请到机构详情里的岗位。电话加密保存，查看完整号码须写明理由并留下记录。"
      actions={keeps && <Button onClick={() => setForm(NEW_PERSON)}>登记人员</Button>}
    >
      <DataTable<PersonRow>
        name="people"
        caption="人员"
        path="/api/people"
        columns={columns}
        filters={filters}
        rowKey={(row) => row.id}
        empty="还没有登记人员"
      />
      <FormDrawer form={form} close={() => setForm(undefined)} />
      <PhoneDrawer person={phoneOf} schema={ViewPhone} close={() => setPhoneOf(undefined)} />
    </Page>
  );
}

const NEW_PERSON: RegisterForm = {
  title: '登记人员',
  schema: NewPerson,
  path: '/api/people',
  done: '已登记',
  submitLabel: '登记',
};

function actionsColumn(
  setForm: (form: RegisterForm) => void,
  setPhoneOf: (person: PersonRow) => void,
): Column<PersonRow> {
  return {
    key: 'actions',
    title: '操作',
    width: 170,
    render: (row) => (
      <Space size="small">
        <Button size="small" onClick={() => setForm(changeForm(row))}>
          修改
        </Button>
        {row.phoneMasked && (
          <Button size="small" onClick={() => setPhoneOf(row)}>
            查看电话
          </Button>
        )}
      </Space>
    ),
  };
}

const changeForm = ({ id, name, email, active, version }: PersonRow): RegisterForm => ({
  title: `修改${name}的登记`,
  schema: ChangePerson,
  path: `/api/people/${id}`,
  initial: present({ name, email, active }),
  fixed: { version },
  done: '已保存',
  consequence: '电话留空则不变。离任前须先结束全部任职。',
});
