import { Button, Space } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
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
  StateTag,
  address,
  api,
  can,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import {
  COLUMN_STATES,
  ColumnChange,
  type ColumnForecasts,
  type ColumnLine,
  ColumnOpening,
  ColumnRetirement,
  INSPECTED,
  NewColumn,
} from '../column-contract.ts';
import { ColumnForecastBoard } from './column-forecast.tsx';
import { ColumnPicker } from './column-picker.tsx';
import './publishing.css';

const columns: readonly Column<ColumnLine>[] = [
  {
    key: 'name',
    title: '栏目',
    width: 130,
    render: ({ name }) => name,
    compare: (a, b) => a.name.localeCompare(b.name, 'zh'),
  },
  {
    key: 'state',
    title: '状态',
    width: 84,
    render: ({ state }) => <StateTag label={COLUMN_STATES[state]} done={state === 'retired'} />,
    compare: (a, b) => a.state.localeCompare(b.state),
  },
  { key: 'unit', title: '责任单位', width: 130, render: ({ unitName }) => unitName ?? <Absent words="未确定" /> },
  { key: 'keeper', title: '更新人', width: 80, render: ({ keeperName }) => keeperName ?? <Absent words="未确定" /> },
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
    width: 130,
    render: ({ lastReleasedAt }) => (lastReleasedAt ? <Moment at={lastReleasedAt} /> : '还没有发布过'),
    compare: (a, b) => String(a.lastReleasedAt ?? '').localeCompare(String(b.lastReleasedAt ?? '')),
  },
  {
    key: 'rule',
    title: '更新要求',
    width: 100,
    render: ({ freshDays }) => (freshDays === null ? '按需更新' : `每 ${freshDays} 日内`),
  },
  {
    key: 'stale',
    title: '应更新日期',
    width: 164,
    render: (line) => <Freshness line={line} />,
    compare: (a, b) => (a.daysLeft ?? NEVER) - (b.daysLeft ?? NEVER),
  },
  {
    key: 'inspected',
    title: '检查口径',
    width: 150,
    spare: true,
    render: ({ inspectedAs }) => INSPECTED[inspectedAs],
  },
];

const NEVER = 100_000;
/** Warned of so many days before. Ours. */
const NEAR = 7;

/** Who answers for each column and by when it needs its next release, the nearest first; and what an inspector would count. */
export default function Columns() {
  const read = useRead<readonly ColumnLine[]>('/api/columns');
  const forecast = useRead<ColumnForecasts>('/api/column-forecast');
  const navigate = useNavigate();
  const mayChange = can(useMe(), 'openness-officer');
  const [form, setForm] = useState<DrawerForm>();
  const acts: Column<ColumnLine> = {
    key: 'change',
    title: '操作',
    width: 116,
    render: (line) => <Acts line={line} choose={setForm} />,
  };
  return (
    <Page
      title="栏目"
      lead="谁开办、谁负责、谁更新。到期没有新内容的栏目会被检查为「不及时更新」。"
      actions={
        mayChange && (
          <Space wrap>
            <Button href={address('/api/column-exports/xlsx')}>导出 xlsx</Button>
            <Button href={address('/api/column-exports/csv')}>导出 csv</Button>
            <Button onClick={() => void navigate('/columns/transfer')}>导入</Button>
            <Button type="primary" onClick={() => setForm(additionForm)}>
              开办栏目
            </Button>
          </Space>
        )
      }
    >
      <Loaded query={forecast}>{(figures) => <ColumnForecastBoard figures={figures} />}</Loaded>
      <Loaded query={read}>
        {(rows) => (
          <DataTable<ColumnLine>
            name="columns"
            caption="栏目"
            columns={mayChange ? [...columns, acts] : columns}
            rows={rows}
            rowKey={({ key }) => key}
            sort="stale"
          />
        )}
      </Loaded>
      <FormDrawer
        form={form}
        close={() => setForm(undefined)}
        renews={['/api/columns', '/api/column-forecast']}
        widgets={{ column: ColumnPicker }}
      />
    </Page>
  );
}

function Acts({ line, choose }: { readonly line: ColumnLine; readonly choose: (form: DrawerForm) => void }) {
  const { state, name } = line;
  const button = (label: string, form: (of: ColumnLine) => DrawerForm) => (
    <Button size="small" aria-label={`${label}${name}`} onClick={() => choose(form(line))}>
      {label}
    </Button>
  );
  return (
    <Space size={4} wrap>
      {state !== 'retired' && button('修改', changeForm)}
      {state === 'preparing' && button('开放', openingForm)}
      {state === 'retired' && button('恢复', openingForm)}
      {state !== 'retired' && button('停办', retirementForm)}
    </Space>
  );
}

const additionForm: DrawerForm = {
  title: '开办栏目',
  schema: NewColumn,
  path: '/api/columns',
  initial: { position: 200, freshDays: 0, unitId: null, keeperId: null },
  done: '已开办，先在筹备中；有了内容再向公众开放',
  consequence: '开办后可以往里发布文件，公众在栏目开放之前看不到这个栏目',
};

function changeForm(line: ColumnLine): DrawerForm {
  const { key, name, version, unitId, keeperId, freshDays, description, keywords, position, inspectedAs } = line;
  const path = `/api/columns/${key}`;
  return {
    title: `修改栏目：${name}`,
    schema: ColumnChange,
    path,
    send: (fields) => api.put(path, fields),
    initial: { name, unitId, keeperId, freshDays: freshDays ?? 0, description, keywords, position, inspectedAs },
    fixed: { version },
    done: '已修改，门户同时更新',
    consequence: '栏目名称、说明和责任单位在门户上公开，更新人不公开',
  };
}

const openingForm = ({ key, name, version }: ColumnLine): DrawerForm => ({
  title: `向公众开放：${name}`,
  schema: ColumnOpening,
  path: `/api/columns/${key}/open`,
  fixed: { version },
  submitLabel: '开放',
  done: '已向公众开放',
  consequence: '门户的导航里立即出现这个栏目；空白栏目不能开放',
});

const retirementForm = ({ key, name, version }: ColumnLine): DrawerForm => ({
  title: `停办栏目：${name}`,
  schema: ColumnRetirement,
  path: `/api/columns/${key}/retire`,
  fixed: { version },
  submitLabel: '停办',
  done: '已停办',
  consequence: '栏目不再收新的文件，从导航里撤下；栏目页和已发布的文件照常可以打开，并说明已停办',
});

/** Day and distance in words; the colour only repeats them. */
function Freshness({
  line: { state, staleOn, daysLeft, lastReleasedAt, used, retiredOn },
}: {
  readonly line: ColumnLine;
}) {
  if (state === 'retired')
    return retiredOn ? (
      <>
        <CivilDate on={retiredOn} />
        停办
      </>
    ) : null;
  if (staleOn === null || daysLeft === null) return <Absent words="没有期限" />;
  if (!lastReleasedAt) return <strong className="bad">还没有内容，请尽快发布</strong>;
  return (
    <>
      <CivilDate on={staleOn} />
      <div className={daysLeft < 0 ? 'bad' : daysLeft <= NEAR ? 'near' : 'muted'}>
        {distance(daysLeft)}
        {used !== null && daysLeft >= 0 && `，已用 ${used}%`}
      </div>
    </>
  );
}

function distance(days: number): string {
  if (days < 0) return `已超过 ${-days} 日没有更新`;
  return days === 0 ? '今天应当更新' : `还有 ${days} 日`;
}
