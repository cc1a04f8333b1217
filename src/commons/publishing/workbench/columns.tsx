import { Link } from 'react-router';
import { Button } from 'antd';
import { useState } from 'react';
import {
  Absent,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Moment,
  Page,
  api,
  can,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import { ColumnChange, type ColumnLine } from '../contract.ts';
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
  const mayChange = can(useMe(), 'openness-officer');
  const [form, setForm] = useState<DrawerForm>();
  const change: Column<ColumnLine> = {
    key: 'change',
    title: '操作',
    width: 80,
    render: (line) => (
      <Button size="small" aria-label={`修改${line.name}`} onClick={() => setForm(formFor(line))}>
        修改
      </Button>
    ),
  };
  return (
    <Page title="栏目" lead="谁开办、谁负责、谁更新。到期没有新内容的栏目会被检查为「不及时更新」。">
      <Loaded query={read}>
        {(rows) => (
          <DataTable<ColumnLine>
            name="columns"
            caption="栏目"
            columns={mayChange ? [...columns, change] : columns}
            rows={rows}
            rowKey={({ key }) => key}
            sort="stale"
          />
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/columns']} />
    </Page>
  );
}

function formFor({ key, name, version, unitId, freshDays, description, keywords, position }: ColumnLine): DrawerForm {
  const path = `/api/columns/${key}`;
  return {
    title: `修改栏目：${name}`,
    schema: ColumnChange,
    path,
    send: (fields) => api.put(path, fields),
    initial: { name, unitId, freshDays: freshDays ?? 0, description, keywords, position },
    fixed: { version },
    done: '已修改，门户同时更新',
    consequence: '栏目名称、说明和责任单位在门户上公开',
  };
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
