import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import {
  Block,
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
import { ApplicationTable, ReviewTable } from './tables.tsx';
import { NewReport, type ReportLine, type RollUp, type RollUpLine } from '../contract.ts';

const LIST = '/api/annual-reports';

/** The reports of the bureau and of those below, and for a year who has handed in and what it adds up to. */
export default function Reports() {
  const read = useRead<{ readonly rows: readonly ReportLine[] }>(LIST);
  const mayOpen = can(useMe(), 'openness-officer');
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
        {({ rows }) => (
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
            {rows.length > 0 && <RollUpOfYear years={[...new Set(rows.map(({ year }) => year))]} />}
          </>
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={[LIST]} />
    </Page>
  );
}

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

/** Who has handed in, who is late, and the sum of what was handed in. */
function RollUpOfYear({ years }: { readonly years: readonly number[] }) {
  const [year, setYear] = useState(years[0] ?? 0);
  const id = useId();
  const read = useRead<RollUp>(`${LIST}/roll-up`, { year });
  return (
    <Block title="汇总">
      <p>
        <label htmlFor={id}>年度 </label>
        <Select
          id={id}
          value={year}
          onChange={setYear}
          options={years.map((one) => ({ value: one, label: `${one} 年度` }))}
        />
      </p>
      <Loaded query={read}>
        {({ lines, handedIn, totals, form }) => (
          <>
            <p>
              {lines.length} 个单位，已报送 {handedIn} 个
              {lines.some(({ late }) => late) && `，逾期的 ${lines.filter(({ late }) => late).length} 个`}。
            </p>
            <DataTable<RollUpLine>
              name="annual-roll-up"
              caption={`${year} 年度各单位报送情况`}
              columns={unitColumns}
              rows={lines}
              rowKey={({ bureauId }) => bureauId}
            />
            {handedIn > 0 && (
              <>
                <p className="muted">以下是已报送单位的合计，由各单位的报告相加得出，不能填写。</p>
                <ApplicationTable report={{ form, figures: totals }} />
                <ReviewTable report={{ form, figures: totals }} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Block>
  );
}

const unitColumns: readonly Column<RollUpLine>[] = [
  {
    key: 'name',
    title: '单位',
    width: 220,
    render: ({ name, reportId }) => (reportId ? <Link to={`/annual-reports/${reportId}`}>{name}</Link> : name),
  },
  {
    key: 'state',
    title: '状态',
    width: 160,
    render: ({ stateLabel, handedIn, late }) => (
      <StateTag label={late && !handedIn ? `${stateLabel}，逾期未报` : stateLabel} done={handedIn} late={late} />
    ),
  },
  {
    key: 'submitted',
    title: '报送',
    width: 170,
    render: ({ submittedOn, late }) => (
      <>
        <CivilDate on={submittedOn} />
        {submittedOn && late && <span className="near">（逾期）</span>}
      </>
    ),
  },
  {
    key: 'published',
    title: '公布',
    width: 170,
    render: ({ publishedOn, unpublished }) => (
      <>
        <CivilDate on={publishedOn} />
        {unpublished && <span className="near">{publishedOn ? '（逾期）' : '（逾期未公布）'}</span>}
      </>
    ),
  },
];
