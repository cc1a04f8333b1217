import { Button } from 'antd';
import { useNavigate, useParams } from 'react-router';
import {
  api,
  Block,
  type Column,
  DataTable,
  Loaded,
  Nothing,
  Page,
  ProblemSummary,
  StateTag,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import type { ImportedReport } from '../contract.ts';

type Cell = ImportedReport['cells'][number];
const columns: readonly Column<Cell>[] = [
  { key: 'label', title: '格', width: 420, render: ({ label }) => label },
  { key: 'value', title: '读出的数', width: 120, align: 'right', render: ({ value }) => value },
];

/** Last year's report as it was read, cell by cell, before it is taken. */
export default function Imported() {
  const { id = '', importId = '' } = useParams();
  const path = `/api/annual-reports/${id}/imports/${importId}`;
  const read = useRead<ImportedReport>(path);
  const navigate = useNavigate();
  const take = useWrite(() => api.post(`${path}/take`, {}), {
    done: '已采用，跨年度核对按它进行',
    refresh: ['/api/annual-reports'],
  });
  return (
    <Loaded query={read} title="核对上一年度报告">
      {(one) => (
        <Page
          title={`核对 ${one.year} 年度报告`}
          crumbs={[
            { label: '年度报告', to: '/annual-reports' },
            { label: `${one.year + 1} 年度报告`, to: `/annual-reports/${id}` },
          ]}
          lead={`从《${one.fileName}》读出 ${one.cells.length} 个数。请与原文逐格核对，采用以后才参加跨年度核对。`}
          actions={
            one.taken ? (
              <StateTag label="已采用" done />
            ) : (
              <Button
                type="primary"
                loading={take.isPending}
                onClick={() => take.mutate(undefined, { onSuccess: () => void navigate(`/annual-reports/${id}`) })}
              >
                核对无误，采用
              </Button>
            )
          }
        >
          {take.error && <ProblemSummary problem={take.error} idOf={() => undefined} renew={undefined} />}
          <Block title="没有读懂的地方" count={one.notes.length + one.texts.length}>
            {one.notes.length + one.texts.length === 0 && <Nothing words="没有" />}
            <ul>
              {one.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
              {one.texts.map(({ label, text }) => (
                <li key={label}>
                  「{label}」写的是“{text}”，没有当作数字
                </li>
              ))}
            </ul>
          </Block>
          <Block title="这份报告自己的问题" count={one.findings.length}>
            {one.findings.length === 0 && <Nothing words="核对没有发现问题" />}
            <ul>
              {one.findings.map(({ where, message, severity }) => (
                <li key={`${where}${message}`}>
                  <StateTag label={severity === 'error' ? '错误' : '提醒'} late={severity === 'error'} /> {message}
                </li>
              ))}
            </ul>
          </Block>
          <DataTable<Cell>
            name="annual-import"
            caption="读出的数"
            columns={columns}
            rows={one.cells}
            rowKey={(cell) => cell.path}
          />
        </Page>
      )}
    </Loaded>
  );
}
