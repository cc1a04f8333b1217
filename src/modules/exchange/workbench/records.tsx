import { Button, Drawer } from 'antd';
import { useState } from 'react';
import {
  type Column,
  DataTable,
  Facts,
  fileSize,
  type FilterSpec,
  Moment,
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import { DIRECTIONS, OPERATIONS, outcomeLabel, type PartnerLine, type RecordLine, RESULTS } from '../contract.ts';

const OK: ReadonlySet<string | null> = new Set(['ok', 'repeated']);
const OTHER_OPERATIONS: Readonly<Record<string, string>> = { ...OPERATIONS, ping: '连通测试', deliver: '推送' };

/** Every exchange with another system, in and out, refused ones included. Contents are not kept, only their hash. */
export default function Records() {
  const partners = useRead<{ readonly rows: readonly PartnerLine[] }>('/api/exchange/partners');
  const [open, setOpen] = useState<RecordLine>();
  return (
    <Page title="交换记录" lead="与其他系统的每一次往来，成功和被拒绝的都在内。内容不留存，只记指纹（SHA-256）。">
      <DataTable<RecordLine>
        name="exchange-records"
        caption="交换记录"
        path="/api/exchange/records"
        columns={columns(setOpen)}
        filters={filtersOf(partners.data?.rows ?? [])}
        rowKey={({ id }) => id}
        empty="还没有交换过"
      />
      <Drawer title="交换记录" open={open !== undefined} size={560} onClose={() => setOpen(undefined)} destroyOnHidden>
        {open && <Detail record={open} />}
      </Drawer>
    </Page>
  );
}

const columns = (open: (record: RecordLine) => void): readonly Column<RecordLine>[] => [
  {
    key: 'at',
    title: '时间',
    width: 180,
    render: (record) => (
      <Button type="link" size="small" onClick={() => open(record)}>
        <Moment at={record.begunAt} />
      </Button>
    ),
  },
  { key: 'direction', title: '方向', width: 70, render: ({ direction }) => DIRECTIONS[direction] },
  { key: 'partner', title: '对接系统', width: 160, render: ({ partnerName }) => partnerName ?? '未能识别' },
  { key: 'operation', title: '操作', width: 170, render: ({ operation }) => OTHER_OPERATIONS[operation] ?? operation },
  {
    key: 'outcome',
    title: '结果',
    width: 170,
    render: ({ outcome }) =>
      OK.has(outcome) ? outcomeLabel(outcome) : <strong className="bad">{outcomeLabel(outcome)}</strong>,
  },
  { key: 'external', title: '外部编号', width: 140, render: ({ externalId }) => externalId ?? '' },
  { key: 'index', title: '索引号', width: 120, render: ({ indexNumber }) => indexNumber ?? '' },
  { key: 'size', title: '大小', width: 80, align: 'right', render: ({ size }) => fileSize(size) },
  { key: 'ms', title: '用时', width: 80, align: 'right', render: ({ ms }) => (ms === null ? '' : `${ms} 毫秒`) },
];

function filtersOf(partners: readonly PartnerLine[]): readonly FilterSpec[] {
  const choices = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return [
    { key: 'q', label: '请求编号、外部编号、索引号或密钥编号', kind: 'search' },
    {
      key: 'partner',
      label: '对接系统',
      kind: 'choice',
      choices: partners.map(({ key, name }) => ({ value: key, label: name })),
    },
    { key: 'direction', label: '方向', kind: 'choice', choices: choices(DIRECTIONS) },
    { key: 'result', label: '结果', kind: 'choice', choices: choices(RESULTS) },
    { key: 'from', label: '从', kind: 'date' },
    { key: 'to', label: '到', kind: 'date' },
  ];
}

function Detail({ record }: { readonly record: RecordLine }) {
  return (
    <Facts
      facts={[
        ['时间', <Moment key="at" at={record.begunAt} />],
        ['方向', DIRECTIONS[record.direction]],
        ['对接系统', record.partnerName ?? '未能识别'],
        ['密钥编号', record.keyId && <code key="key">{record.keyId}</code>],
        ['操作', OTHER_OPERATIONS[record.operation] ?? record.operation],
        ['请求', <code key="path">{`${record.method} ${record.path}`}</code>],
        ['请求编号', <code key="id">{record.requestId}</code>],
        ['结果', `${outcomeLabel(record.outcome)}${record.status === null ? '' : `（${record.status}）`}`],
        ['说明', record.detail],
        ['外部编号', record.externalId],
        ['索引号', record.indexNumber],
        ['大小', fileSize(record.size)],
        ['内容指纹（SHA-256）', record.payloadHash && <code key="hash">{record.payloadHash}</code>],
        ['用时', record.ms === null ? null : `${record.ms} 毫秒`],
      ]}
    />
  );
}
