import { Alert, Button, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  OTHERWISE,
  type Rehearsal,
  type TableChange,
  type TableOutcome,
  type TableProblem,
} from '#kernel/table-import.ts';
import { address, api } from './api.ts';
import { base64 } from './base64.ts';
import { type Column, DataTable } from './data-table.tsx';
import { FileDrop } from './file-drop.tsx';
import { Block } from './page.tsx';
import { problemOf } from './problem.ts';
import { ProblemSummary } from './problem-summary.tsx';
import { useRefresh, useWrite } from './query.ts';
import type { InputProps } from './schema-field.tsx';
import { SchemaForm } from './schema-form.tsx';
import type { FormSchema } from './schema-reading.ts';

/** A list back in from a spreadsheet: every import is rehearsed first, and what was rehearsed is what is brought in. */
export function TableImport({
  name,
  schema,
  initial,
  exports,
  rehearsals,
  imports,
  consequence,
  renews,
  back,
}: {
  /** English, stable: the tables of the outcome are kept under it. */
  readonly name: string;
  /** What is sent, its `file` with the widget `table-file`. */
  readonly schema: FormSchema;
  readonly initial?: Readonly<Record<string, unknown>>;
  /** Addresses: of the list as a spreadsheet, of the rehearsal and of the import. */
  readonly exports: string;
  readonly rehearsals: string;
  readonly imports: string;
  /** Said before anything is written. */
  readonly consequence: string;
  readonly renews: readonly string[];
  /** The screen of the list. */
  readonly back: string;
}) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [rehearsed, setRehearsed] = useState<{ readonly fields: object; readonly outcome: Rehearsal }>();
  const rehearse = async (fields: object) =>
    setRehearsed({ fields, outcome: await api.post<Rehearsal>(rehearsals, fields) });
  const bring = useWrite(
    () => api.post<Rehearsal>(imports, { ...rehearsed?.fields, rehearsed: rehearsed?.outcome.fingerprint }),
    { done: '已导入' },
  );
  const changes = rehearsed && rehearsed.outcome.problems.length === 0 ? rehearsed.outcome.changes.length : 0;
  return (
    <Block title="导入">
      <Space orientation="vertical" size="middle" className="wide">
        <span>
          <Button href={address(exports)}>导出现在的</Button>
        </span>
        <SchemaForm
          schema={schema}
          {...(initial && { initial })}
          widgets={widgets}
          submitLabel="试导入"
          submit={async (fields) => {
            await rehearse(fields);
            bring.reset();
          }}
          onEdit={() => setRehearsed(undefined)}
        />
        {bring.error && <ProblemSummary problem={problemOf(bring.error)} idOf={() => undefined} />}
        {rehearsed && <Outcome name={name} outcome={rehearsed.outcome} />}
        {changes > 0 && (
          <Popconfirm
            title="正式导入？"
            description={consequence}
            okText="导入"
            cancelText="再看看"
            onConfirm={() =>
              bring.mutate(undefined, {
                onSuccess: () => {
                  void refresh(...renews);
                  void navigate(back);
                },
                // Somebody has changed the list since: the sentence, and beside it what the file would do now.
                onError: (error) => {
                  if (rehearsed && problemOf(error).code === OTHERWISE)
                    rehearse(rehearsed.fields).catch(() => setRehearsed(undefined));
                },
              })
            }
          >
            <Button type="primary" loading={bring.isPending}>
              正式导入
            </Button>
          </Popconfirm>
        )}
      </Space>
    </Block>
  );
}

function TableFile({ id, value, onChange, describedBy }: InputProps) {
  const [chosen, setChosen] = useState<string>();
  const [unread, setUnread] = useState<string>();
  const choose = async (file: File | undefined) => {
    setChosen(file?.name);
    setUnread(undefined);
    onChange(undefined);
    if (!file) return;
    try {
      onChange(await base64(file));
    } catch (error) {
      setUnread((error as Error).message);
    }
  };
  return (
    <>
      <FileDrop
        id={id}
        accept=".csv,.xlsx"
        hint=".xlsx 或者 .csv 文件"
        describedBy={[describedBy, `${id}-chosen`].filter(Boolean).join(' ')}
        choose={([file]) => void choose(file)}
      />
      <p id={`${id}-chosen`}>{unread ?? (value === undefined ? '未选择' : chosen)}</p>
    </>
  );
}

const widgets = { 'table-file': TableFile };

function Outcome({ name, outcome }: { readonly name: string; readonly outcome: TableOutcome }) {
  const { rows, added, changed, same, problems, changes } = outcome;
  const nothing = changes.length === 0;
  return (
    <Space orientation="vertical" size="middle" className="wide" role="status">
      <Alert
        type={problems.length > 0 ? 'error' : nothing ? 'info' : 'success'}
        showIcon
        title={
          problems.length > 0
            ? `有 ${problems.length} 处问题，改好文件后重新选择并试导入；现在什么都没有写入`
            : nothing
              ? `共 ${rows} 行，与现在的完全一样，没有可导入的`
              : `共 ${rows} 行：新增 ${added}，修改 ${changed}，不变 ${same}；现在什么都没有写入`
        }
      />
      {problems.length > 0 && (
        <DataTable<TableProblem>
          name={`${name}-problems`}
          caption="问题"
          columns={problemColumns}
          rows={problems}
          rowKey={({ row, column, message }) => `${row} ${column ?? ''} ${message}`}
        />
      )}
      {!nothing && (
        <DataTable<TableChange>
          name={`${name}-changes`}
          caption="导入后的变化"
          columns={changeColumns}
          rows={changes}
          rowKey={({ row }) => String(row)}
        />
      )}
    </Space>
  );
}

const rowColumn = {
  key: 'row',
  title: '行',
  width: 70,
  align: 'right',
  compare: (a: { readonly row: number }, b: { readonly row: number }) => a.row - b.row,
  render: ({ row }: { readonly row: number }) => row,
} as const;

/** What stands against the rows of a file: line, column, and what to mend. */
export const problemColumns: readonly Column<TableProblem>[] = [
  rowColumn,
  { key: 'column', title: '列', width: 140, render: ({ column }) => column ?? '整行' },
  { key: 'message', title: '问题', render: ({ message }) => message },
];

const changeColumns: readonly Column<TableChange>[] = [
  rowColumn,
  { key: 'what', title: '变化', width: 80, render: ({ added }) => (added ? '新增' : '修改') },
  { key: 'name', title: '名称', width: 180, render: ({ name, key }) => `${name}（${key}）` },
  {
    key: 'cells',
    title: '内容',
    render: ({ cells, added }) => (
      <ul>
        {cells.map(({ heading, before, after }) => (
          <li key={heading}>
            {heading}：
            {!added && (
              <>
                <del>{before || '（空）'}</del>
                {' 改为 '}
              </>
            )}
            {after || '（空）'}
          </li>
        ))}
      </ul>
    ),
  },
];
