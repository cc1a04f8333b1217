import { Button } from 'antd';
import { useState } from 'react';
import {
  can,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Page,
  StateTag,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import { type CleaningLine, NewCleaning } from '../contract.ts';

const columns: readonly Column<CleaningLine>[] = [
  { key: 'title', title: '清理', width: 260, render: ({ title }) => title },
  { key: 'number', title: '编号', width: 150, render: ({ number }) => number },
  {
    key: 'state',
    title: '状态',
    width: 130,
    render: ({ stateLabel, appliedAt }) => <StateTag label={stateLabel} done={appliedAt !== null} />,
  },
  { key: 'deadline', title: '提出意见期限', width: 130, render: ({ deadline }) => <CivilDate on={deadline} /> },
  { key: 'items', title: '文件', width: 70, align: 'right', render: ({ items }) => items },
  { key: 'proposed', title: '已提意见', width: 90, align: 'right', render: ({ proposed }) => proposed },
  { key: 'decided', title: '已审核', width: 90, align: 'right', render: ({ decided }) => decided },
];

/** The cleanings of normative documents. */
export default function Cleanings() {
  const read = useRead<{ readonly rows: readonly CleaningLine[] }>('/api/normative-cleanings');
  const mayBegin = can(useMe(), 'legality-reviewer');
  const [form, setForm] = useState<DrawerForm>();
  return (
    <Page
      title="规范性文件清理"
      lead="各单位对本单位起草的文件逐件提出继续有效、修改、废止或者宣布失效的意见，合法性审核员审核，结果公告发布时效力一并变更。"
      actions={
        mayBegin && (
          <Button type="primary" onClick={() => setForm(beginning)}>
            开始清理
          </Button>
        )
      }
    >
      <Loaded query={read}>
        {({ rows }) => (
          <DataTable<CleaningLine>
            name="normative-cleanings"
            caption="规范性文件清理"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/normative-cleanings/${id}`}
            empty="还没有清理过。由合法性审核员开始"
          />
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/normative-cleanings']} />
    </Page>
  );
}

const beginning: DrawerForm = {
  title: '开始清理',
  schema: NewCleaning,
  path: '/api/normative-cleanings',
  submitLabel: '开始',
  done: '已开始，各单位收到待办',
  consequence: '范围内现行有效的文件逐件列出，分送各起草单位提出意见',
};
