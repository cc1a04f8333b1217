import { useParams, useSearchParams } from 'react-router';
import { CivilDate, type Column, DataTable, Loaded, Page, useRead } from '#workbench/kit/index.ts';
import type { BehindLine, ReportDetail } from '../contract.ts';

const name: Column<BehindLine> = { key: 'name', title: '事项', width: 260, render: ({ name }) => name };

/** Documents, requests and disputes are counted by other facts: each table of the report has its own headings. */
const COLUMNS: Readonly<Record<string, readonly Column<BehindLine>[]>> = {
  proactive: [
    name,
    { key: 'kind', title: '文号', width: 200, render: ({ kind }) => kind },
    { key: 'from', title: '成文日期', width: 140, render: ({ from }) => <CivilDate on={from} /> },
    { key: 'until', title: '废止日期', width: 140, render: ({ until }) => <CivilDate on={until} /> },
  ],
  applications: [
    name,
    { key: 'kind', title: '申请人类型', width: 140, render: ({ kind }) => kind },
    { key: 'from', title: '收到', width: 140, render: ({ from }) => <CivilDate on={from} /> },
    { key: 'until', title: '答复', width: 140, render: ({ until }) => <CivilDate on={until} /> },
    { key: 'result', title: '结果', width: 240, render: ({ result }) => result },
    { key: 'unit', title: '承办单位', width: 140, render: ({ unit }) => unit },
  ],
  review: [
    name,
    { key: 'kind', title: '受理机关', width: 220, render: ({ kind }) => kind },
    { key: 'from', title: '受理', width: 140, render: ({ from }) => <CivilDate on={from} /> },
    { key: 'until', title: '审结', width: 140, render: ({ until }) => <CivilDate on={until} /> },
    { key: 'result', title: '结果', width: 200, render: ({ result }) => result },
  ],
};

/** The matters behind a figure, as many as it says: counted now. */
export default function Behind() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const cell = search.get('cell') ?? '';
  const [table = ''] = cell.split('.');
  const report = useRead<ReportDetail>(`/api/annual-reports/${id}`);
  return (
    <Loaded query={report} title="数字背后的事项">
      {(one) => (
        <Page
          title={`明细：${wordsOf(one, cell)}`}
          crumbs={[
            { label: '年度报告', to: '/annual-reports' },
            { label: one.title, to: `/annual-reports/${id}` },
          ]}
          lead="按现在的事项统计。申请人是谁、申请什么，要到事项里按权限查看。"
        >
          <DataTable<BehindLine>
            name={`annual-behind-${table}`}
            caption={`明细：${wordsOf(one, cell)}`}
            path={`/api/annual-reports/${id}/behind`}
            fixed={{ cell }}
            columns={COLUMNS[table] ?? []}
            rowKey={(line) => line.id}
            rowLink={({ path }) => path ?? `/annual-reports/${id}`}
            empty="这一格没有事项"
          />
        </Page>
      )}
    </Loaded>
  );
}

/** 新收 · 自然人, in the words of the table. */
function wordsOf({ form }: ReportDetail, cell: string): string {
  const [table, ...rest] = cell.split('.');
  const column = rest.at(-1);
  const row = rest.slice(0, -1).join('.');
  const named = (lists: readonly { readonly key: string; readonly label: string }[], key: string | undefined) =>
    lists.find((one) => one.key === key)?.label ?? '';
  if (table === 'applications') return `${named(form.applications, row)}·${named(form.columns, column)}`;
  if (table === 'review') return `${named(form.blocks, row)}·${named(form.outcomes, column)}`;
  const line = form.proactive.find(({ key }) => key === row);
  return `${line?.label ?? ''}·${named(line?.cells ?? [], column)}`;
}
