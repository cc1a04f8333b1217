import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  api,
  Block,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  Facts,
  FormDrawer,
  Loaded,
  Moment,
  Page,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import { CalendarDecision, type ChangeDetail, type MovingLine } from '../changes/contract.ts';
import { CHANGE_STATES } from './change-states.ts';

const columns: readonly Column<MovingLine>[] = [
  { key: 'number', title: '编号', width: 190, render: ({ path, number }) => <Link to={path}>{number}</Link> },
  { key: 'kind', title: '种类', width: 110, render: ({ kindLabel }) => kindLabel },
  { key: 'unit', title: '牵头单位', width: 170, render: ({ unit }) => unit },
  {
    key: 'before',
    title: '原截止日',
    width: 120,
    render: ({ dueBefore }) => (dueBefore ? <CivilDate on={dueBefore} /> : '没有'),
  },
  {
    key: 'due',
    title: '新截止日',
    width: 150,
    render: ({ dueOn, provisional }) => (
      <>
        <CivilDate on={dueOn} />
        {provisional && <abbr title="其间有年份的放假安排尚未公布或没有录入，日期可能变动">暂定</abbr>}
      </>
    ),
  },
  {
    key: 'told',
    title: '告知',
    width: 150,
    render: ({ told }) => (typeof told === 'number' ? `${told} 人` : told.join('、') || '没有人在办'),
  },
];

/** One proposed arrangement: every date it moves, before anybody agrees to it. */
export default function Change() {
  const { id = '' } = useParams();
  const path = `/api/calendar/changes/${id}`;
  const read = useRead<ChangeDetail>(path);
  return (
    <Loaded query={read} title="节假日安排">
      {(change) => <Whole change={change} path={path} />}
    </Loaded>
  );
}

function Whole({ change, path }: { readonly change: ChangeDetail; readonly path: string }) {
  const [form, setForm] = useState<DrawerForm>();
  const withdraw = useWrite(() => api.post(`${path}/withdraw`), { done: '已撤回', refresh: ['/api/calendar'] });
  const open = change.state === 'proposed';
  return (
    <Page
      title={`${change.year} 年节假日安排`}
      crumbs={[{ label: '工作日历', to: '/calendar' }]}
      lead={open ? '下面是启用后会变动的每一个期限。看过再决定；期间有变化的，会请您重新查看。' : undefined}
      actions={
        <>
          {change.mayDecide && (
            <Button
              type="primary"
              onClick={() =>
                setForm({
                  title: '审核节假日安排',
                  schema: CalendarDecision,
                  path: `${path}/decide`,
                  fixed: { previewHash: change.previewHash },
                  submitLabel: '提交',
                  done: '已审核',
                  consequence: `同意后，${change.movingTotal} 件事项的期限立即变动，逐件记入留痕，并告知 ${change.people} 人`,
                })
              }
            >
              审核
            </Button>
          )}
          {change.mayWithdraw && (
            <Button onClick={() => withdraw.mutate()} loading={withdraw.isPending}>
              撤回
            </Button>
          )}
          <Button href={`${path}/moving.xlsx`} download icon={<DownloadOutlined aria-hidden="true" />}>
            导出
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          ['状态', CHANGE_STATES[change.state] + (change.refusal ? `（${change.refusal}）` : '')],
          ['通知', `${change.noticeTitle}${change.noticeNumber ? `（${change.noticeNumber}）` : ''}`],
          ['通知日期', <CivilDate key="announced" on={change.announcedOn} />],
          ['说明', change.reason],
          [
            '提出',
            <span key="proposed">
              {change.proposedBy} <Moment at={change.proposedAt} />
            </span>,
          ],
          ['审核', change.decidedBy && `${change.decidedBy}：${change.opinion ?? ''}`],
        ]}
      />
      {open && <Differences change={change} />}
      <Block title={open ? '会变动的期限' : '已变动的期限'} count={change.movingTotal}>
        {change.settledTotal > 0 && (
          <p className="muted">另有 {change.settledTotal} 件事项的期限日期不变，不再是暂定。</p>
        )}
        {change.moving.length < change.movingTotal && (
          <p className="muted">
            这里列出前 {change.moving.length} 件，全部 {change.movingTotal} 件请导出查看。
          </p>
        )}
        <DataTable<MovingLine>
          name="calendar-moving"
          caption="受影响的事项和新旧截止日"
          columns={columns}
          rows={change.moving}
          rowKey={({ id }) => id}
          empty="没有期限变动"
        />
      </Block>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/calendar']} />
    </Page>
  );
}

function Differences({ change: { differences, pastDays } }: { readonly change: ChangeDetail }) {
  return (
    <Block title="与现行日历不同的日子" count={differences.length}>
      {pastDays > 0 && <p className="consequence">其中 {pastDays} 天已经过去：只影响还没有办结的事项。</p>}
      <ul className="news">
        {differences.map(({ on, was, becomes }) => (
          <li key={on}>
            <CivilDate on={on} /> {was} → {becomes}
          </li>
        ))}
      </ul>
    </Block>
  );
}
