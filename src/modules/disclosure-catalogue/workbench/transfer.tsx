import { Alert, Button, Input, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  address,
  api,
  Block,
  type Column,
  DataTable,
  DateField,
  Field,
  FileDrop,
  Page,
  ProblemSummary,
  problemOf,
  useRead,
  useRefresh,
  useWrite,
} from '#workbench/kit/index.ts';
import type { Catalogue, ImportOutcome, ImportProblem } from '../contract.ts';

const problemColumns: readonly Column<ImportProblem>[] = [
  { key: 'row', title: '行', width: 70, align: 'right', compare: (a, b) => a.row - b.row, render: ({ row }) => row },
  { key: 'column', title: '列', width: 140, render: ({ column }) => column ?? '整行' },
  { key: 'message', title: '问题', render: ({ message }) => message },
];

/** The catalogue back in from a spreadsheet, every import rehearsed first. */
export default function CatalogueTransfer() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [file, setFile] = useState<File>();
  const today = useRead<Catalogue>('/api/catalogue-items').data?.today;
  const [chosenFrom, setFrom] = useState<string>();
  const from = chosenFrom ?? today;
  const [reason, setReason] = useState('');
  const [outcome, setOutcome] = useState<ImportOutcome>();
  const body = async () => ({ file: file ? await base64(file) : '', inForceFrom: from ?? '', reason });
  const rehearse = useWrite(async () =>
    setOutcome(await api.post<ImportOutcome>('/api/catalogue-rehearsals', await body())),
  );
  const bring = useWrite(async () => api.post<ImportOutcome>('/api/catalogue-imports', await body()), {
    done: '已导入',
  });
  const error = bring.error ?? rehearse.error;
  const ready = outcome !== undefined && outcome.problems.length === 0;
  const changed = () => {
    setOutcome(undefined);
    rehearse.reset();
    bring.reset();
  };
  return (
    <Page
      title="目录导入"
      crumbs={[{ label: '主动公开目录', to: '/catalogue' }]}
      lead="先导出，在表格软件里改好，再导入。导入只新增和修改，不移出；改了的事项各记一次修改。"
    >
      <Block title="文件">
        <p>
          <Button href={address('/api/catalogue-exports/xlsx')}>导出现在的目录</Button>
        </p>
        {error && <ProblemSummary problem={problemOf(error)} idOf={() => undefined} />}
        <FileDrop
          id="catalogue-file"
          label="目录文件"
          accept=".csv,.xlsx"
          hint=".xlsx 或者 .csv 文件"
          describedBy="catalogue-chosen"
          choose={([chosen]) => {
            setFile(chosen);
            changed();
          }}
        />
        <p id="catalogue-chosen">{file?.name ?? '未选择'}</p>
        <Field
          spec={{ title: '自何日起', required: true, hint: '今天或者以后', kind: 'date' }}
          id="from"
          error={undefined}
        >
          {(describedBy) => (
            <DateField
              id="from"
              value={from}
              required
              invalid={false}
              describedBy={describedBy}
              onChange={(value) => {
                setFrom(typeof value === 'string' ? value : undefined);
                changed();
              }}
            />
          )}
        </Field>
        <Field spec={{ title: '原因', required: true, hint: undefined, kind: 'text' }} id="reason" error={undefined}>
          {(describedBy) => (
            <Input
              id="reason"
              maxLength={500}
              aria-describedby={describedBy}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
                changed();
              }}
            />
          )}
        </Field>
        <Space>
          <Button
            type={ready ? 'default' : 'primary'}
            disabled={!file || !from || reason.trim().length < 2}
            loading={rehearse.isPending}
            onClick={() => rehearse.mutate()}
          >
            试导入
          </Button>
          <Popconfirm
            title="正式导入？"
            description="试导入列出的新增和修改将写入目录。"
            okText="导入"
            cancelText="再看看"
            disabled={!ready}
            onConfirm={() =>
              bring.mutate(undefined, {
                onSuccess: () => {
                  void refresh('/api/catalogue-items', '/api/catalogue-owed');
                  void navigate('/catalogue');
                },
              })
            }
          >
            <Button type="primary" disabled={!ready} loading={bring.isPending}>
              正式导入
            </Button>
          </Popconfirm>
        </Space>
        {outcome && <Outcome outcome={outcome} />}
      </Block>
    </Page>
  );
}

function Outcome({ outcome: { rows, added, changed, same, problems } }: { readonly outcome: ImportOutcome }) {
  return (
    <div role="status">
      <Alert
        type={problems.length > 0 ? 'error' : 'success'}
        showIcon
        title={
          problems.length > 0
            ? `有 ${problems.length} 处问题，改好文件后重新选择并试导入；现在什么都没有写入`
            : `共 ${rows} 行：新增 ${added}，修改 ${changed}，不变 ${same}；现在什么都没有写入`
        }
      />
      {problems.length > 0 && (
        <DataTable<ImportProblem>
          name="catalogue-problems"
          caption="问题"
          columns={problemColumns}
          rows={problems}
          rowKey={({ row, column, message }) => `${row} ${column ?? ''} ${message}`}
        />
      )}
    </div>
  );
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // `data:…;base64,` and then the bytes; an empty file ends at the comma.
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
    reader.onerror = () => reject(new Error(`「${file.name}」读不出来，请重新选择`));
    reader.readAsDataURL(file);
  });
}
