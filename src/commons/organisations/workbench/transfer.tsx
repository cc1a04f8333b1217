import { Alert, Button, Popconfirm, Space, Table } from 'antd';
import { useState } from 'react';
import {
  Block,
  type Column,
  DataTable,
  Page,
  ProblemSummary,
  address,
  api,
  base64,
  problemColumns,
  problemOf,
  useRefresh,
  useWrite,
} from '#workbench/kit/index.ts';
import { type ImportProblem, type Rehearsal, TABLES, type TableName } from '../contract.ts';
import { ExportPeople } from './export-people.tsx';
import { FilePick } from './file-pick.tsx';

const LABELS: Readonly<Record<TableName, string>> = {
  units: '机构',
  aliases: '别名',
  classes: '统称',
  posts: '岗位',
  people: '人员任职',
};

type Files = { readonly [T in TableName]?: File };

/** The register out to spreadsheets and back in, every import rehearsed first. */
export default function Transfer() {
  return (
    <Page title="导入导出" lead="五张表合起来就是登记册。先导出，在表格软件里改好，再导入；导入只新增和修改，不删除。">
      <Block title="导出">
        <Space wrap>
          {TABLES.map((table) => (
            <Button key={table} href={address(`/api/organisations/exports/${table}`)} download={`${table}.csv`}>
              {LABELS[table]}
            </Button>
          ))}
          <ExportPeople />
        </Space>
        <p className="muted">文件为带标记的 UTF-8，可直接用表格软件打开。人员表默认不含电话。</p>
      </Block>
      <ImportBlock />
    </Page>
  );
}

function ImportBlock() {
  const [files, setFiles] = useState<Files>({});
  const [result, setResult] = useState<Rehearsal>();
  const refresh = useRefresh();
  const rehearse = useWrite(async () =>
    setResult(await api.post<Rehearsal>('/api/organisations/rehearsals', { files: await encoded(files) })),
  );
  const bring = useWrite(
    async () => api.post<Rehearsal>('/api/organisations/imports', { files: await encoded(files) }),
    { done: '已导入' },
  );
  const choose = (table: TableName, file: File | undefined) => {
    const { [table]: _old, ...rest } = files;
    setFiles(file ? { ...rest, [table]: file } : rest);
    setResult(undefined);
    bring.reset();
  };
  const importAll = () =>
    bring.mutate(undefined, {
      onSuccess: () => {
        setResult(undefined);
        setFiles({});
        void refresh('/api/units', '/api/people', '/api/unit-classes');
      },
    });
  const ready = result !== undefined && result.problems.length === 0;
  return (
    <Block title="导入">
      <p>
        选择要导入的表，可以只选一张。先试导入，逐行检查而不写入；全部无误后才能正式导入。UTF-8 和 GB18030 编码都能读。
      </p>
      {TABLES.map((table) => (
        <FilePick key={table} label={LABELS[table]} file={files[table]} choose={(file) => choose(table, file)} />
      ))}
      <Space>
        <Button
          type={ready ? 'default' : 'primary'}
          disabled={Object.keys(files).length === 0}
          loading={rehearse.isPending}
          onClick={() => rehearse.mutate()}
        >
          试导入
        </Button>
        <Popconfirm
          title="正式导入？"
          description="试导入列出的新增和修改将写入登记册。"
          okText="导入"
          cancelText="再看看"
          disabled={!ready}
          onConfirm={importAll}
        >
          <Button type="primary" disabled={!ready} loading={bring.isPending}>
            正式导入
          </Button>
        </Popconfirm>
      </Space>
      {bring.error && <ProblemSummary problem={problemOf(bring.error)} idOf={() => undefined} />}
      {result && <RehearsalView rehearsal={result} />}
    </Block>
  );
}

const columns: readonly Column<ImportProblem>[] = [
  { key: 'table', title: '表', width: 110, render: ({ table }) => LABELS[table] },
  ...problemColumns,
];

function RehearsalView({ rehearsal: { tables, problems } }: { readonly rehearsal: Rehearsal }) {
  return (
    <Space orientation="vertical" size="middle" className="wide" role="status">
      <Alert
        type={problems.length > 0 ? 'error' : 'success'}
        showIcon
        title={
          problems.length > 0
            ? `有 ${problems.length} 处问题，改好文件后重新选择并试导入；现在什么都没有写入`
            : '全部无误，可以正式导入；现在什么都没有写入'
        }
      />
      <Table
        aria-label="试导入结果"
        size="small"
        rowKey="table"
        pagination={false}
        dataSource={[...tables]}
        columns={[
          { key: 'table', title: '表', render: (_value, row) => LABELS[row.table] },
          { dataIndex: 'rows', title: '行数', align: 'right' },
          { dataIndex: 'added', title: '新增', align: 'right' },
          { dataIndex: 'changed', title: '修改', align: 'right' },
          { dataIndex: 'same', title: '不变', align: 'right' },
        ]}
      />
      {problems.length > 0 && (
        <DataTable<ImportProblem>
          name="import-problems"
          caption="问题"
          columns={columns}
          rows={problems}
          rowKey={({ table, row, column, message }) => `${table} ${row} ${column ?? ''} ${message}`}
        />
      )}
    </Space>
  );
}

/** The bytes as they are, base64: the server reads the encoding. */
async function encoded(files: Files): Promise<Record<string, string>> {
  const entries = await Promise.all(
    Object.entries(files).map(async ([table, file]) => [table, await base64(file)] as const),
  );
  return Object.fromEntries(entries);
}
