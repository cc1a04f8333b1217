import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import {
  Absent,
  Block,
  CivilDate,
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
import {
  type CalendarAnswer,
  type ChangeLine,
  type DayLine,
  NewCalendarChange,
  type YearLine,
} from '../changes/contract.ts';
import { CHANGE_STATES } from './change-states.ts';

const changeColumns: readonly Column<ChangeLine>[] = [
  { key: 'year', title: '年份', width: 70, render: ({ year }) => `${year} 年` },
  {
    key: 'notice',
    title: '通知',
    width: 320,
    render: ({ id, noticeTitle, noticeNumber }) => (
      <>
        <Link to={`/calendar/changes/${id}`}>{noticeTitle}</Link>
        <div className="muted">{noticeNumber ?? '没有登记发文字号'}</div>
      </>
    ),
  },
  {
    key: 'state',
    title: '状态',
    width: 84,
    render: ({ state }) => <StateTag label={CHANGE_STATES[state]} done={state !== 'proposed'} />,
  },
  {
    key: 'moved',
    title: '变动的期限',
    width: 100,
    align: 'right',
    render: ({ moved }) => (moved === null ? <Absent /> : `${moved} 件`),
  },
  {
    key: 'by',
    title: '提出、审核',
    width: 170,
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

const yearColumns: readonly Column<YearLine>[] = [
  { key: 'year', title: '年份', width: 70, render: ({ year }) => `${year} 年` },
  { key: 'version', title: '版本', width: 70, render: ({ version }) => `第 ${version} 版` },
  {
    key: 'notice',
    title: '依据的通知',
    width: 320,
    render: ({ noticeTitle, noticeNumber }) => (
      <>
        {noticeTitle}
        <div className="muted">{noticeNumber ?? '没有登记发文字号'}</div>
      </>
    ),
  },
  {
    key: 'announced',
    title: '通知日期',
    width: 110,
    render: ({ announcedOn }) => (announcedOn ? <CivilDate on={announcedOn} /> : <Absent />),
  },
  {
    key: 'days',
    title: '放假、调休上班',
    width: 130,
    render: ({ days }) =>
      `${days.filter(({ kind }) => kind === 'holiday').length} 天、${days.filter(({ kind }) => kind === 'make-up').length} 天`,
  },
];

/** The days of a year as the form takes them, days in a row as one line: a change within the year begins with what stands. */
function asText({ days }: YearLine): string {
  const rows: { from: LocalDate; to: LocalDate; kind: DayLine['kind']; name: string }[] = [];
  for (const { on, kind, name } of days) {
    const last = rows.at(-1);
    if (last && last.kind === kind && last.name === name && addDays(last.to, 1) === on) last.to = on;
    else rows.push({ from: on, to: on, kind, name });
  }
  return rows
    .map(({ from, to, kind, name }) => `${from === to ? from : `${from}至${to}`} ${KINDS[kind]} ${name}`)
    .join('\n');
}

const KINDS: Readonly<Record<DayLine['kind'], string>> = { holiday: '放假', 'make-up': '上班' };

/** The working-day calendar by which every period is counted, and the arrangements proposed for it. */
export default function Calendar() {
  const read = useRead<CalendarAnswer>('/api/calendar');
  const [form, setForm] = useState<DrawerForm>();
  const navigate = useNavigate();
  const propose = (answer: CalendarAnswer, from?: YearLine) =>
    setForm({
      title: from ? `改动 ${from.year} 年的节假日安排` : '录入节假日安排',
      schema: NewCalendarChange,
      path: '/api/calendar/changes',
      initial: from ? { year: from.year, days: asText(from) } : { year: Number(answer.today.slice(0, 4)) + 1 },
      submitLabel: '提出',
      done: '已提出，等待另一人审核',
      consequence: '提出之后期限不会变动；另一人看过受影响的事项并同意启用后，才一次重新计算',
      after: (made) => void navigate(`/calendar/changes/${(made as { id: string }).id}`),
    });
  return (
    <Loaded query={read} title="工作日历">
      {(answer) => {
        const standing = answer.years.find(({ year }) => year === Number(answer.today.slice(0, 4)));
        return (
          <Page
            title="工作日历"
            lead="所有法定期限都按这份日历计算。还没有公布安排的年份，期限标为暂定。录入和启用由两人办理，启用前逐件看到哪些期限会变。"
            actions={
              answer.mayPropose && (
                <>
                  <Button type="primary" onClick={() => propose(answer)}>
                    录入新一年的安排
                  </Button>
                  {standing && <Button onClick={() => propose(answer, standing)}>改动 {standing.year} 年的安排</Button>}
                </>
              )
            }
          >
            <Block title="提出的安排" count={answer.changes.length}>
              <DataTable<ChangeLine>
                name="calendar-changes"
                caption="提出的节假日安排"
                columns={changeColumns}
                rows={answer.changes}
                rowKey={({ id }) => id}
                empty="还没有人提出过安排"
              />
            </Block>
            <Block title="现行安排" count={answer.years.length}>
              <DataTable<YearLine>
                name="calendar-years"
                caption="各年现行的节假日安排"
                columns={yearColumns}
                rows={answer.years}
                rowKey={({ year }) => String(year)}
                empty="还没有录入任何一年的安排"
              />
            </Block>
            <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/calendar']} />
          </Page>
        );
      }}
    </Loaded>
  );
}
