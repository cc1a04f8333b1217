import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
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
import { NewReport, RECEIVERS, type ReportLine, type ReportList } from '../contract.ts';
import { RollUpOfYear } from './roll-up.tsx';

const LIST = '/api/annual-reports';

/** The reports of the bureau and of those below, and for a year who has handed in and what it adds up to. */
export default function Reports() {
  const read = useRead<ReportList>(LIST);
  const me = useMe();
  const mayOpen = can(me, 'openness-officer');
  const mayRollUp = can(me, ...RECEIVERS);
  const navigate = useNavigate();
  const [form, setForm] = useState<DrawerForm>();
  const opening: DrawerForm = {
    title: '建立年度报告',
    schema: NewReport,
    path: LIST,
    submitLabel: '建立',
    done: '已建立',
    consequence: '依申请公开和规范性文件的数字由系统统计；没有统计来源的由填报人注明来源',
    after: (answer) => void navigate(`/annual-reports/${(answer as { readonly id: string }).id}`),
  };
  return (
    <Page
      title="政府信息公开工作年度报告"
      lead="每年1月31日前报送并公布上一年度报告（政府信息公开条例第四十九条）。"
      actions={
        mayOpen && (
          <Button type="primary" onClick={() => setForm(opening)}>
            建立年度报告
          </Button>
        )
      }
    >
      <Loaded query={read}>
        {({ rows, dueYear }) => (
          <>
            <DataTable<ReportLine>
              name="annual-reports"
              caption="年度报告"
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              rowLink={({ id }) => `/annual-reports/${id}`}
              empty="还没有年度报告。每年1月系统自动建立，也可以由政务公开办公室提前建立"
            />
            {rows.length > 0 && mayRollUp && <RollUpOfYear years={yearsOf(rows, dueYear)} dueYear={dueYear} />}
          </>
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={[LIST]} />
    </Page>
  );
}

/** With the year that is due, also before anybody has begun its report; the newest first. */
const yearsOf = (rows: readonly ReportLine[], dueYear: number) =>
  [...new Set([dueYear, ...rows.map(({ year }) => year)])].sort((a, b) => b - a);

const columns: readonly Column<ReportLine>[] = [
  { key: 'authority', title: '机关', width: 240, render: ({ authority, year }) => `${authority}${year}年年度报告` },
  {
    key: 'state',
    title: '状态',
    width: 150,
    render: ({ stateLabel, state }) => <StateTag label={stateLabel} done={state === 'accepted'} />,
  },
  { key: 'due', title: '最迟报送、公布', width: 150, render: ({ dueOn }) => <CivilDate on={dueOn} /> },
  { key: 'submitted', title: '报送', width: 140, render: ({ submittedOn }) => <CivilDate on={submittedOn} /> },
  { key: 'published', title: '公布', width: 140, render: ({ publishedOn }) => <CivilDate on={publishedOn} /> },
  { key: 'edition', title: '版次', width: 70, align: 'right', render: ({ edition }) => edition || '未固定' },
];
