import { Absent, CivilDate, type Column, DataTable, Page, StateTag } from '#workbench/kit/index.ts';
import { type LedgerLine, STANDINGS } from '../contract.ts';

/** Warned of so many days before. */
const NEAR = 183;

const columns: readonly Column<LedgerLine>[] = [
  { key: 'title', title: '标题', width: 220, render: ({ title }) => title },
  {
    key: 'number',
    title: '文号',
    width: 160,
    render: ({ documentNumber }) => documentNumber ?? <Absent words="没有" />,
  },
  {
    key: 'standing',
    title: '效力',
    width: 110,
    render: ({ standing, standingLabel, daysLeft }) => (
      <StateTag label={standingLabel} done={daysLeft === null && standing !== 'in-force'} />
    ),
  },
  {
    key: 'until',
    title: '有效期至',
    sort: 'until',
    width: 130,
    render: ({ validUntil, daysLeft }) =>
      validUntil ? (
        <>
          <CivilDate on={validUntil} />
          {daysLeft !== null && <div className={daysLeft <= NEAR ? 'near' : 'muted'}>还有 {daysLeft} 日</div>}
        </>
      ) : (
        <Absent words="没有期限" />
      ),
  },
  {
    key: 'effective',
    title: '施行日期',
    sort: 'effective',
    width: 120,
    render: ({ effectiveOn }) => <CivilDate on={effectiveOn} />,
  },
  { key: 'unit', title: '起草单位', width: 120, render: ({ unitName }) => unitName },
  {
    key: 'filing',
    title: '备案',
    width: 160,
    render: ({ filingNumber, filingDueOn }) =>
      filingNumber ?? (
        <span className="near">
          应于 <CivilDate on={filingDueOn} /> 前
        </span>
      ),
  },
  {
    key: 'released',
    title: '公布日期',
    sort: 'released',
    width: 130,
    spare: true,
    render: ({ releasedOn }) => <CivilDate on={releasedOn} />,
  },
  { key: 'unified', title: '统一编号', width: 150, spare: true, render: ({ unifiedNumber }) => unifiedNumber ?? '' },
  { key: 'page', title: '网页', width: 80, spare: true, render: ({ withdrawn }) => (withdrawn ? '已撤回' : '在线') },
];

/** Every normative document with what it is today, or was on a day. */
export default function Ledger() {
  return (
    <Page
      title="规范性文件台账"
      lead="发布时自动登记。效力由日期和办理的事项得出，可以查任何一天的情况；废止、失效的不会恢复。"
    >
      <DataTable<LedgerLine>
        name="normative-documents"
        caption="规范性文件台账"
        path="/api/normative-documents"
        exportPath="/api/normative-documents/export.xlsx"
        columns={columns}
        filters={[
          { key: 'q', label: '标题、文号或编号', kind: 'search' },
          {
            key: 'standing',
            label: '效力',
            kind: 'choice',
            choices: Object.entries(STANDINGS).map(([value, label]) => ({ value, label })),
          },
          { key: 'unit', label: '起草单位', kind: 'unit' },
          {
            key: 'due',
            label: '待办',
            kind: 'choice',
            choices: [
              { value: 'expiring', label: '半年内到期' },
              { value: 'unfiled', label: '未登记备案' },
            ],
          },
          { key: 'asOf', label: '截至', kind: 'date' },
        ]}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/normative-documents/${id}`}
        empty="还没有规范性文件。规范性文件发布后自动登记在这里"
      />
    </Page>
  );
}
