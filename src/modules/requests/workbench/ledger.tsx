import { Button } from 'antd';
import { useState } from 'react';
import { Link, useHref, useNavigate, useSearchParams } from 'react-router';
import {
  Absent,
  CivilDate,
  type Column,
  DataTable,
  DueDate,
  type FilterSpec,
  Loaded,
  NewsMark,
  type Marking,
  MarkedActs,
  Page,
  StateTag,
  useRead,
  useTogether,
} from '#workbench/kit/index.ts';
import { APPLICANT_CLASSES, CHANNELS } from '../contract.ts';
import { type Desk, DESKS, type RequestDesk, type RequestLine } from '../ledger/contract.ts';
import { REQUEST_REFRESH } from './row-steps.tsx';
import { Offered } from './offered.tsx';

const withMark = ({ title, news }: RequestLine) => (
  <>
    <NewsMark news={news} />
    {title}
  </>
);

const inOneLine = ({ number }: RequestLine) => <span className="nowrap">{number}</span>;

const columns: readonly Column<RequestLine>[] = [
  { key: 'number', title: '编号', sort: 'number', width: 172, render: inOneLine },
  { key: 'title', title: '摘要', width: 144, render: withMark },
  {
    key: 'state',
    title: '状态',
    width: 124,
    render: ({ stateLabel, replyKind, handedBackFor }) => (
      <>
        <StateTag label={stateLabel} done={replyKind !== null} />
        {handedBackFor && <p className="muted">退回：{handedBackFor}</p>}
      </>
    ),
  },
  {
    key: 'due',
    title: '答复期限',
    sort: 'due',
    width: 152,
    render: (line) =>
      line.receivedOn ? (
        <DueDate dueOn={line.dueOn} light={line.light} provisional={line.dueProvisional} />
      ) : (
        <span className="muted">确认收到后起算</span>
      ),
  },
  {
    key: 'received',
    title: '收到申请之日',
    sort: 'received',
    width: 124,
    render: ({ receivedOn }) => (receivedOn ? <CivilDate on={receivedOn} /> : <Absent words="待确认" />),
  },
  { key: 'channel', title: '渠道', width: 100, render: ({ channelLabel }) => channelLabel },
  { key: 'unit', title: '承办单位', width: 96, render: ({ leadUnit }) => leadUnit.name },
  { key: 'reply', title: '答复类型', width: 76, render: ({ replyLabel }) => replyLabel ?? '' },
  {
    key: 'arrived',
    title: '到达日期',
    sort: 'arrived',
    width: 125,
    spare: true,
    render: ({ arrivedOn }) => <CivilDate on={arrivedOn} />,
  },
  { key: 'class', title: '申请人类别', width: 110, spare: true, render: ({ classLabel }) => classLabel },
  { key: 'waits', title: '等待办理', width: 130, spare: true, render: ({ waitsFor }) => waitsFor ?? '' },
  { key: 'assignee', title: '承办人', width: 80, spare: true, render: ({ assignee }) => assignee ?? '' },
  {
    key: 'replied',
    title: '答复日期',
    width: 125,
    spare: true,
    render: ({ repliedOn }) => repliedOn && <CivilDate on={repliedOn} />,
  },
];

const LIGHTS = { green: '期限内', yellow: '将到期', red: '已超期', paused: '暂停', none: '无期限' } as const;
const LATENESS = [
  { value: '0', label: '所有逾期' },
  ...[5, 10, 20].map((n) => ({ value: String(n), label: `逾期满 ${n} 个工作日` })),
];
const choices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Where the openness office begins its day: what stands where, each number a list; below it all requests one may see. */
export default function RequestLedger() {
  const desk = useRead<RequestDesk>('/api/requests/desk');
  const offers = useTogether('request');
  const [marked, mark] = useState<ReadonlyMap<string, RequestLine>>(new Map());
  const marking: Marking<RequestLine> = { marked, mark, named: ({ number }) => number };
  return (
    <Loaded query={desk} title="依申请公开台账">
      {(known) => (
        <Page title="依申请公开台账" actions={known.mayRegister && <Register />}>
          <Start counts={known.counts} />
          {offers.length > 0 && <MarkedActs offers={offers} marking={marking} refresh={REQUEST_REFRESH} />}
          <DataTable<RequestLine>
            marking={offers.length > 0 ? marking : undefined}
            name="requests"
            caption="依申请公开台账"
            path="/api/requests"
            exportPath="/api/requests/export.xlsx"
            columns={columns}
            filters={filtersOf(known)}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/requests/${id}`}
            empty="还没有申请。网上提交的申请会自动登记在这里，其他渠道收到的由政务公开办公室登记"
          />
          {known.mayRegister && <Offered />}
        </Page>
      )}
    </Loaded>
  );
}

/** A link in the clothes of the button it is: what this screen is opened for most, after its numbers. */
function Register() {
  const navigate = useNavigate();
  const to = useHref('/requests/new');
  return (
    <Button
      type="primary"
      href={to}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void navigate('/requests/new');
      }}
    >
      登记申请
    </Button>
  );
}

/** The numbers; the one whose list is shown is marked, and pressed again shows everything. */
function Start({ counts }: { readonly counts: RequestDesk['counts'] }) {
  const [search] = useSearchParams();
  const chosen = search.get('desk');
  return (
    <nav className="counts" aria-label="办理情况">
      {(Object.keys(DESKS) as Desk[]).map((key) => (
        <Link
          key={key}
          to={key === chosen ? '/requests' : `/requests?desk=${key}`}
          className={key === chosen ? 'count count-current' : 'count'}
          aria-current={key === chosen ? 'true' : undefined}
        >
          <b className={key === 'overdue' && counts[key] > 0 ? 'number-red' : undefined}>{counts[key]}</b> {DESKS[key]}
        </Link>
      ))}
    </nav>
  );
}

const filtersOf = ({ states, replies }: RequestDesk): readonly FilterSpec[] => [
  { key: 'q', label: '编号、摘要或查询编号', kind: 'search' },
  { key: 'desk', label: '待办', kind: 'choice', choices: choices(DESKS), spare: true },
  { key: 'state', label: '状态', kind: 'choice', choices: states },
  { key: 'channel', label: '渠道', kind: 'choice', choices: choices(CHANNELS) },
  { key: 'class', label: '申请人类别', kind: 'choice', choices: choices(APPLICANT_CLASSES) },
  { key: 'unit', label: '承办单位', kind: 'unit' },
  { key: 'reply', label: '答复类型', kind: 'choice', choices: replies },
  { key: 'light', label: '亮灯', kind: 'choice', choices: choices(LIGHTS) },
  { key: 'overdue', label: '逾期多久', kind: 'choice', choices: LATENESS },
  { key: 'dueFrom', label: '期限届满日从', kind: 'date' },
  { key: 'dueTo', label: '期限届满日到', kind: 'date' },
  { key: 'from', label: '到达日期从', kind: 'date' },
  { key: 'to', label: '到达日期到', kind: 'date' },
];
