import { Button, Popconfirm, Space, Tag } from 'antd';
import { useState } from 'react';
import { Type } from 'typebox';
import { type Column, DataTable, Loaded, Page, api, can, useMe, useRead, useWrite } from '#workbench/kit/index.ts';
import { ClassKey, type ClassRow, UnitClass } from '../contract.ts';
import { kindLabel } from '../kinds.ts';
import { FormDrawer, type RegisterForm } from './form-drawer.tsx';

/** Collective words of documents and the units they stand for. */
export default function Classes() {
  const classes = useRead<{ readonly rows: readonly ClassRow[] }>('/api/unit-classes');
  const keeps = can(useMe(), 'registrar');
  const [form, setForm] = useState<RegisterForm>();
  const remove = useWrite((key: string) => api.del(`/api/unit-classes/${key}`), {
    done: '已删去统称',
    refresh: ['/api/unit-classes'],
  });
  const columns: readonly Column<ClassRow>[] = [
    { key: 'name', title: '统称', render: (row) => <strong>{row.name}</strong> },
    { key: 'aliases', title: '其他写法', render: (row) => row.aliases.join('；') },
    { key: 'kinds', title: '包含类型', width: 160, render: (row) => row.kinds.map(kindLabel).join('、') },
    { key: 'members', title: '现有机构', width: 90, align: 'right', render: (row) => row.members },
    {
      key: 'open',
      title: '认定',
      width: 130,
      render: (row) => (row.open ? <Tag color="warning">需人工明确</Tag> : <Tag color="success">自动展开</Tag>),
    },
    { key: 'bureau', title: '所属局', spare: true, render: (row) => row.bureauName },
    ...(keeps ? [actions(setForm, (key) => remove.mutate(key))] : []),
  ];
  return (
    <Page
      title="机构统称"
      lead="文件里的「局机关各处」「各相关处」等说法。新增机构自动归入；需人工明确的，导入时由人选定具体单位。"
      actions={keeps && <Button onClick={() => setForm(NEW_CLASS)}>新增统称</Button>}
    >
      <Loaded query={classes}>
        {({ rows }) => (
          <DataTable<ClassRow>
            name="unit-classes"
            caption="机构统称"
            rows={rows}
            columns={columns}
            rowKey={(row) => row.key}
            empty="还没有统称"
          />
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} />
    </Page>
  );
}

const NEW_CLASS: RegisterForm = {
  title: '新增统称',
  schema: Type.Object({ ...UnitClass.properties, ...ClassKey.properties }),
  path: '/api/unit-classes',
  send: ({ key, ...fields }) => api.put(`/api/unit-classes/${key}`, fields),
  done: '已新增统称',
  submitLabel: '新增',
};

function actions(open: (form: RegisterForm) => void, remove: (key: string) => void): Column<ClassRow> {
  return {
    key: 'actions',
    title: '操作',
    width: 150,
    render: (row) =>
      row.mayChange && (
        <Space size="small">
          <Button size="small" onClick={() => open(changeForm(row))}>
            修改
          </Button>
          <Popconfirm
            title={`删去「${row.name}」？`}
            description="以前认定的结果不变。"
            okText="删去"
            cancelText="再想想"
            onConfirm={() => remove(row.key)}
          >
            <Button size="small" danger>
              删去
            </Button>
          </Popconfirm>
        </Space>
      ),
  };
}

const changeForm = ({ key, name, aliases, kinds, open, bureauId }: ClassRow): RegisterForm => ({
  title: `修改统称「${name}」`,
  schema: UnitClass,
  path: `/api/unit-classes/${key}`,
  send: (fields) => api.put(`/api/unit-classes/${key}`, fields),
  initial: { name, aliases, kinds, open },
  fixed: { bureauId },
  done: '已保存统称',
});
