import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Tabs } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  Absent,
  CivilDate,
  type Column,
  DataTable,
  type FilterSpec,
  Loaded,
  Moment,
  Nothing,
  Page,
  useRead,
} from '../kit/index.ts';
import type { JournalLine, SealLine, Verification } from '#commons/journal/contract.ts';
import { ACT_AREAS, ACT_WORDS } from '#commons/journal/act-words-contract.ts';

const columns: readonly Column<JournalLine>[] = [
  { key: 'at', title: '时间', width: 180, render: ({ at }) => <Moment at={at} /> },
  {
    key: 'actor',
    title: '何人',
    width: 140,
    render: ({ actor, onBehalfOf }) => (
      <>
        {actor?.name ?? '系统'}
        {onBehalfOf && <span className="muted">（代 {onBehalfOf.name}）</span>}
      </>
    ),
  },
  {
    key: 'action',
    title: '何事',
    width: 200,
    render: ({ action, actionLabel }) => (
      <span title={action}>{actionLabel ?? ACT_WORDS[action] ?? <code>{action}</code>}</span>
    ),
  },
  {
    key: 'chain',
    title: '所属链',
    width: 210,
    render: ({ chain, seq }) => <code className="chain">{`${chain} #${seq}`}</code>,
  },
  {
    key: 'payload',
    title: '内容',
    render: ({ payload }) => <Payload payload={payload} />,
  },
  { key: 'legal', title: '生效日期', width: 130, spare: true, render: ({ legalDate }) => <CivilDate on={legalDate} /> },
  { key: 'hash', title: '摘要值', width: 120, render: ({ hash }) => <code title={hash}>{hash.slice(0, 12)}…</code> },
];

const filters: readonly FilterSpec[] = [
  { key: 'chain', label: '所属链', kind: 'search' },
  { key: 'action', label: '何事', kind: 'choice', choices: ACT_AREAS },
  { key: 'actor', label: '何人', kind: 'person' },
  { key: 'from', label: '从', kind: 'date' },
  { key: 'to', label: '到', kind: 'date' },
];

/** What was recorded, all of it: short in its cell, whole when opened. */
function Payload({ payload }: { readonly payload: JournalLine['payload'] }) {
  const text = JSON.stringify(payload);
  if (text === '{}') return <Absent />;
  if (text.length <= SHORT) return <code className="payload">{text}</code>;
  return (
    <details>
      <summary>
        <code>{text.slice(0, SHORT)}…</code>
      </summary>
      <pre className="payload-whole">{JSON.stringify(payload, null, 2)}</pre>
    </details>
  );
}

const SHORT = 40;

/** The record of acts: read it, prove it, take it along. */
export default function Journal() {
  const [search, setSearch] = useSearchParams();
  return (
    <Page
      title="审计"
      lead="每一次操作都留痕，前后相连，每日封存；任何一处改动都能被发现。"
      actions={
        <Button href="/api/journal/export" download icon={<DownloadOutlined aria-hidden="true" />}>
          导出全部（NDJSON）
        </Button>
      }
    >
      <Verify />
      <Tabs
        activeKey={search.get('sheet') ?? 'entries'}
        onChange={(sheet) => setSearch(sheet === 'entries' ? {} : { sheet })}
        destroyOnHidden
        items={[
          {
            key: 'entries',
            label: '留痕',
            children: (
              <DataTable<JournalLine>
                name="journal"
                caption="留痕"
                path="/api/journal"
                listed="entries"
                columns={columns}
                filters={filters}
                rowKey={({ chain, seq }) => `${chain} ${seq}`}
                empty="还没有留痕"
              />
            ),
          },
          { key: 'seals', label: '日封', children: <SealList /> },
        ]}
      />
    </Page>
  );
}

/** Checks every chain when asked; says what was found. */
function Verify() {
  const [asked, ask] = useState(false);
  const result = useRead<Verification>(asked ? '/api/journal/verify' : null);
  const button = (
    <Button loading={result.isFetching} onClick={() => (asked ? void result.refetch() : ask(true))}>
      {result.data ? '重新核对' : '核对是否被改动'}
    </Button>
  );
  if (result.error)
    return (
      <Alert type="error" showIcon title="没有核对成功" description={result.error.reasons.join('；')} action={button} />
    );
  if (!result.data)
    return <Alert type="info" title="尚未核对。核对会逐条重算摘要值，并与每日封存的根值比较。" action={button} />;
  const { ok, entries, chains, findings, found } = result.data;
  if (ok)
    return (
      <Alert
        type="success"
        showIcon
        title={`核对一致：${chains} 条链、${entries} 条记录，没有发现改动。`}
        action={button}
      />
    );
  return (
    <Alert
      type="error"
      showIcon
      title={`发现 ${found} 处不一致，请立即保全数据库并报告`}
      description={
        <ul>
          {findings.map(({ chain, seq, message }) => (
            <li key={`${chain} ${seq}`}>
              <code>{`${chain} #${seq}`}</code> {message}
            </li>
          ))}
        </ul>
      }
      action={button}
    />
  );
}

function SealList() {
  const seals = useRead<{ readonly seals: readonly SealLine[] }>('/api/journal/seals');
  return (
    <Loaded query={seals}>
      {({ seals: rows }) =>
        rows.length === 0 ? (
          <Nothing words="还没有日封；每日零点后封存前一日的留痕" />
        ) : (
          <DataTable
            name="seals"
            caption="日封"
            rows={rows}
            rowKey={({ day }) => day}
            columns={[
              { key: 'day', title: '日期', width: 150, render: ({ day }) => <CivilDate on={day} /> },
              { key: 'entries', title: '留痕条数', width: 100, align: 'right', render: ({ entries }) => entries },
              { key: 'root', title: '根值', render: ({ root }) => <code>{root}</code> },
              { key: 'at', title: '封存时间', width: 180, render: ({ sealedAt }) => <Moment at={sealedAt} /> },
            ]}
          />
        )
      }
    </Loaded>
  );
}
