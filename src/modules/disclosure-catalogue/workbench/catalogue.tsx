import { Button, Space } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { STATUTORY_CLASSES } from '#commons/publishing/statutory-kinds.ts';
import {
  Absent,
  address,
  can,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Page,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import type { Catalogue as CatalogueAnswer, ItemLine } from '../contract.ts';
import { additionForm, changeForm, dropForm } from './forms.ts';
import { catalogueWidgets } from './widgets.tsx';

const columns: readonly Column<ItemLine>[] = [
  {
    key: 'name',
    title: '公开事项',
    width: 160,
    render: ({ name }) => name,
    compare: (a, b) => a.name.localeCompare(b.name, 'zh'),
  },
  {
    key: 'class',
    title: '法定类别',
    width: 170,
    render: ({ statutoryClass }) => `${statutoryClass}. ${STATUTORY_CLASSES[statutoryClass]}`,
    compare: (a, b) => a.statutoryClass - b.statutoryClass,
  },
  {
    key: 'unit',
    title: '责任单位',
    width: 120,
    render: ({ unitName }) => unitName ?? <Absent words="未确定" />,
    compare: (a, b) => (a.unitName ?? '').localeCompare(b.unitName ?? '', 'zh'),
  },
  { key: 'often', title: '频次和期限', width: 160, render: ({ frequencyWords }) => frequencyWords },
  { key: 'column', title: '栏目', width: 96, render: ({ columnName }) => columnName ?? <Absent words="没有" /> },
  {
    key: 'documents',
    title: '已公开',
    width: 80,
    align: 'right',
    render: ({ documents }) => `${documents} 件`,
    compare: (a, b) => a.documents - b.documents,
  },
  {
    key: 'updated',
    title: '最近更新',
    width: 120,
    render: ({ updatedOn }) => (updatedOn ? <CivilDate on={updatedOn} /> : '还没有'),
    compare: (a, b) => (a.updatedOn ?? '').localeCompare(b.updatedOn ?? ''),
  },
  { key: 'content', title: '公开内容', width: 260, spare: true, render: ({ content }) => content },
  { key: 'basis', title: '公开依据', width: 240, spare: true, render: ({ basis }) => basis },
  {
    key: 'from',
    title: '施行',
    width: 150,
    spare: true,
    render: ({ inForceFrom, changesOn }) => (
      <>
        <CivilDate on={inForceFrom} />
        {changesOn && (
          <div className="near">
            <CivilDate on={changesOn} />
            起有修改
          </div>
        )}
      </>
    ),
  },
];

/** 主动公开基本目录: what is to be published, on what basis, by whom and how often. */
export default function Catalogue() {
  const read = useRead<CatalogueAnswer>('/api/catalogue-items');
  const mayChange = can(useMe(), 'openness-officer');
  const navigate = useNavigate();
  const [form, setForm] = useState<DrawerForm>();
  const today = read.data?.today ?? '';
  const acts: Column<ItemLine> = {
    key: 'acts',
    title: '操作',
    width: 120,
    render: (line) => (
      <Space size={4}>
        <Button size="small" aria-label={`修改${line.name}`} onClick={() => setForm(changeForm(line, today))}>
          修改
        </Button>
        <Button size="small" aria-label={`移出${line.name}`} onClick={() => setForm(dropForm(line, today))}>
          移出
        </Button>
      </Space>
    ),
  };
  return (
    <Page
      title="主动公开目录"
      lead="每个公开事项的依据、内容、责任单位、频次和时限。拟稿、栏目和「应公开未公开」都按目录来。"
      actions={
        <Space wrap>
          <Link to="/catalogue/owed">应公开未公开</Link>
          <Button href={address('/api/catalogue-exports/xlsx')}>导出 xlsx</Button>
          <Button href={address('/api/catalogue-exports/csv')}>导出 csv</Button>
          {mayChange && <Button onClick={() => void navigate('/catalogue/transfer')}>导入</Button>}
          {mayChange && (
            <Button type="primary" onClick={() => setForm(additionForm(today))}>
              新增事项
            </Button>
          )}
        </Space>
      }
    >
      <Loaded query={read}>
        {({ rows }) => (
          <DataTable<ItemLine>
            name="catalogue"
            caption="主动公开目录"
            columns={mayChange ? [...columns, acts] : columns}
            rows={rows}
            rowKey={({ key }) => key}
            rowLink={({ key }) => `/catalogue/${key}`}
            empty="目录还是空的，由政务公开办公室新增或者导入"
          />
        )}
      </Loaded>
      <FormDrawer
        form={form}
        close={() => setForm(undefined)}
        renews={['/api/catalogue-items', '/api/catalogue-owed']}
        widgets={catalogueWidgets}
      />
    </Page>
  );
}
