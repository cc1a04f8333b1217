import { Button } from 'antd';
import { useState } from 'react';
import {
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Moment,
  Page,
  StateTag,
  useRead,
} from '#workbench/kit/index.ts';
import { NewRedirects, RedirectDecision, RedirectEnd, type RedirectLine } from '../redirects/contract.ts';

const STATES = { proposed: '待审核', 'in-force': '生效', refused: '不同意', retired: '已停用' } as const;

const columns: readonly Column<RedirectLine>[] = [
  { key: 'from', title: '旧地址', width: 200, render: ({ from }) => <code>{from}</code> },
  { key: 'to', title: '新地址', width: 190, render: ({ to }) => <code>{to}</code> },
  {
    key: 'state',
    title: '状态',
    width: 84,
    render: ({ state }) => <StateTag label={STATES[state]} done={state !== 'proposed'} />,
  },
  { key: 'hits', title: '访问', width: 64, align: 'right', render: ({ hits }) => `${hits} 次` },
  {
    key: 'reason',
    title: '原因',
    width: 180,
    render: ({ reason, opinion }) => (
      <>
        {reason}
        {opinion && <div className="muted">审核：{opinion}</div>}
      </>
    ),
  },
  {
    key: 'by',
    title: '提出、审核',
    width: 160,
    render: ({ proposedBy, proposedAt, decidedBy }) => (
      <>
        {[proposedBy, decidedBy].filter(Boolean).join('、')}
        <div className="muted">
          <Moment at={proposedAt} />
        </div>
      </>
    ),
  },
];

/** Addresses of the old site and of pages that have moved: where each leads, and who decided so. */
export default function Redirects() {
  const read = useRead<readonly RedirectLine[]>('/api/redirects');
  const [form, setForm] = useState<DrawerForm>();
  const acts: Column<RedirectLine> = {
    key: 'acts',
    title: '操作',
    width: 96,
    render: (line) => (
      <>
        {line.mayDecide && (
          <Button
            size="small"
            aria-label={`审核${line.from}`}
            onClick={() =>
              setForm({
                title: '审核改指',
                schema: RedirectDecision,
                path: `/api/redirects/${line.id}/decide`,
                submitLabel: '提交',
                done: '已审核',
                consequence: `同意后，访问 ${line.from} 的人立即转到 ${line.to}`,
              })
            }
          >
            审核
          </Button>
        )}
        {line.mayRetire && (
          <Button
            size="small"
            aria-label={`停用${line.from}`}
            onClick={() =>
              setForm({
                title: '停用改指',
                schema: RedirectEnd,
                path: `/api/redirects/${line.id}/retire`,
                submitLabel: '停用',
                done: '已停用',
                consequence: '停用后，旧地址不再转往新地址',
              })
            }
          >
            停用
          </Button>
        )}
      </>
    ),
  };
  return (
    <Page
      title="旧地址改指"
      lead="网站改版或页面迁移后，旧地址仍能打开。提出和审核由两人办理；循环和一址两指会被拒绝，连转几次的直接指到终点。"
      actions={
        <Button
          type="primary"
          onClick={() =>
            setForm({
              title: '提出改指',
              schema: NewRedirects,
              path: '/api/redirects',
              submitLabel: '提出',
              done: '已提出，等待另一人审核',
            })
          }
        >
          提出改指
        </Button>
      }
    >
      <Loaded query={read}>
        {(rows) => (
          <DataTable<RedirectLine>
            name="redirects"
            caption="旧地址改指"
            columns={[...columns, acts]}
            rows={rows}
            rowKey={({ id }) => id}
            empty="还没有改指。网站改版后有打不开的旧地址时，在这里提出"
          />
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/redirects']} />
    </Page>
  );
}
