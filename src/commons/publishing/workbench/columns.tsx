import { Link } from 'react-router';
import { Absent, CivilDate, type Column, DataTable, Loaded, Moment, Page, useRead } from '#workbench/kit/index.ts';
import type { ColumnLine } from '../contract.ts';
import './publishing.css';

const columns: readonly Column<ColumnLine>[] = [
  {
    key: 'name',
    title: '栏目',
    width: 130,
    render: ({ name }) => name,
    compare: (a, b) => a.name.localeCompare(b.name, 'zh'),
  },
  { key: 'unit', title: '责任单位', width: 170, render: ({ unitName }) => unitName ?? <Absent words="未确定" /> },
  {
    key: 'documents',
    title: '在线文件',
    width: 96,
    align: 'right',
    render: ({ key, documents }) => <Link to={`/documents?column=${key}&state=released`}>{documents} 件</Link>,
    compare: (a, b) => a.documents - b.documents,
  },
  {
    key: 'last',
    title: '最近发布',
    width: 170,
    render: ({ lastReleasedAt }) => (lastReleasedAt ? <Moment at={lastReleasedAt} /> : '还没有发布过'),
    compare: (a, b) => String(a.lastReleasedAt ?? '').localeCompare(String(b.lastReleasedAt ?? '')),
  },
  {
    key: 'rule',
    title: '更新要求',
    width: 120,
    render: ({ freshDays }) => (freshDays === null ? '按需更新' : `每 ${freshDays} 日内`),
  },
  {
    key: 'stale',
    title: '应更新日期',
    width: 200,
    render: (line) => <Freshness line={line} />,
    compare: (a, b) => (a.daysLeft ?? NEVER) - (b.daysLeft ?? NEVER),
  },
];

const NEVER = 100_000;
/** Warned of so many days before. Ours. */
const NEAR = 7;

/** Who answers for each column and by when it needs its next release, the nearest first. */
export default function Columns() {
  const read = useRead<readonly ColumnLine[]>('/api/columns');
  return (
    <Page title="栏目" lead="谁开办、谁负责、谁更新。到期没有新内容的栏目会被检查为「不及时更新」。">
      <Loaded query={read}>
        {(rows) => (
          <DataTable<ColumnLine>
            name="columns"
            caption="栏目"
            columns={columns}
            rows={rows}
            rowKey={({ key }) => key}
            sort="stale"
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Day and distance in words; the colour only repeats them. */
function Freshness({ line: { staleOn, daysLeft, lastReleasedAt } }: { readonly line: ColumnLine }) {
  if (staleOn === null || daysLeft === null) return <Absent words="没有期限" />;
  if (!lastReleasedAt) return <strong className="bad">还没有内容，请尽快发布</strong>;
  return (
    <>
      <CivilDate on={staleOn} />
      <div className={daysLeft < 0 ? 'bad' : daysLeft <= NEAR ? 'near' : 'muted'}>{distance(daysLeft)}</div>
    </>
  );
}

function distance(days: number): string {
  if (days < 0) return `已超过 ${-days} 日没有更新`;
  return days === 0 ? '今天应当更新' : `还有 ${days} 日`;
}
