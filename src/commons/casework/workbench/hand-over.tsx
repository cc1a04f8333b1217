import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import {
  type ApiProblem,
  api,
  Block,
  can,
  CivilDate,
  type Column,
  DataTable,
  DueDate,
  Loaded,
  type Marking,
  Nothing,
  Page,
  ProblemSummary,
  problemOf,
  UnitPicker,
  useMe,
  useRead,
  useRefresh,
} from '#workbench/kit/index.ts';
import type {
  HandOver,
  HandOverInput,
  HandOverLine,
  HandOverPerson,
  HandOverUnit,
  HandOverUnits,
} from '../hand-over-contract.ts';

const REFRESH = ['/api/hand-over', '/api/matters', '/api/todo', '/api/notices', '/api/supervision', '/api/units'];

/** 移交: whose unit, which of its people, what of theirs goes to whom. */
export default function HandOverScreen() {
  const [search] = useSearchParams();
  const mine = useRead<HandOverUnits>('/api/hand-over');
  return (
    <Loaded query={mine} title="移交承办事项">
      {({ units }) => {
        const unit = search.get('unit') ?? units[0]?.id;
        const person = search.get('person');
        return unit && person ? <OfPerson unitId={unit} personId={person} /> : <OfUnit known={units} unitId={unit} />;
      }}
    </Loaded>
  );
}

const ofUnit = (unit: string) => `/hand-over?unit=${unit}`;

const people: readonly Column<HandOverPerson>[] = [
  { key: 'name', title: '姓名', width: 160, render: ({ name }) => name },
  { key: 'held', title: '未办结事项', width: 150, align: 'right', render: ({ held }) => `${held} 件` },
  {
    key: 'overdue',
    title: '其中已超期',
    width: 110,
    align: 'right',
    render: ({ overdue }) => (overdue > 0 ? <b className="number-red">{overdue} 件</b> : '0 件'),
  },
  {
    key: 'leaves',
    title: '任职',
    width: 180,
    render: ({ leaving, leavesOn }) => {
      if (!leaving) return '在任';
      return leavesOn ? (
        <>
          任职到 <CivilDate on={leavesOn} />
        </>
      ) : (
        '已不在本单位任职'
      );
    },
  },
];

function OfUnit({ known, unitId }: { readonly known: HandOverUnits['units']; readonly unitId: string | undefined }) {
  const me = useMe();
  const [, setSearch] = useSearchParams();
  const read = useRead<HandOverUnit>(unitId ? `/api/hand-over/${unitId}` : null);
  const choose = (unit: string | undefined) => setSearch(unit ? { unit } : {});
  return (
    <Page
      title="移交承办事项"
      lead="轮岗、离任或者忙不过来时，把一位同志承办的未办结事项一次交给本单位的其他同志。"
      actions={
        can(me, 'registrar') ? (
          <div className="hand-over-unit">
            <UnitPicker value={unitId} onChange={choose} placeholder="选择单位" />
          </div>
        ) : (
          known.length > 1 && (
            <Select
              aria-label="单位"
              value={unitId ?? null}
              options={known.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={choose}
              popupMatchSelectWidth={false}
            />
          )
        )
      }
    >
      {!unitId && <Nothing words="请先选择单位" />}
      {unitId && (
        <Loaded query={read}>
          {({ unit, people: rows }) => (
            <Block title={unit.name} count={rows.length}>
              <DataTable<HandOverPerson>
                name="hand-over-people"
                caption={`${unit.name}的人员和承办的未办结事项`}
                columns={rows.some(({ may }) => may) ? [...people, actsIn(unit.id)] : people}
                rows={rows}
                rowKey={({ id }) => id}
                empty="这个单位没有在任人员，也没有指定了承办人的事项"
              />
              <p className="muted table-note">没有指定承办人的事项，本单位经办人都能办理，不用移交。</p>
            </Block>
          )}
        </Loaded>
      )}
    </Page>
  );
}

const actsIn = (unitId: string): Column<HandOverPerson> => ({
  key: 'acts',
  title: '操作',
  width: 110,
  render: ({ id, name, may }) => may && <Link to={`${ofUnit(unitId)}&person=${id}`}>移交{name}的事项</Link>,
});

function OfPerson({ unitId, personId }: { readonly unitId: string; readonly personId: string }) {
  const held = useRead<HandOver>(`/api/hand-over/${unitId}/${personId}`);
  return (
    <Loaded query={held} title="移交承办事项">
      {(data) => (
        <Page
          title={`移交${data.person.name}承办的事项`}
          crumbs={[{ label: '移交承办事项', to: ofUnit(unitId) }, { label: data.person.name }]}
          lead="选好事项，定下各交给谁，一次移交：要么全部移交，要么一件也不移交。每件记入流转记录，接收人收到一份通知；办理期限不变。"
        >
          {data.lines.length === 0 ? (
            <Nothing words={`${data.person.name}在${data.unit.name}没有承办的未办结事项`}>
              <Link to={ofUnit(unitId)}>回到{data.unit.name}</Link>
            </Nothing>
          ) : (
            <Lines data={data} />
          )}
        </Page>
      )}
    </Loaded>
  );
}

const facts: readonly Column<HandOverLine>[] = [
  { key: 'number', title: '编号', width: 190, render: ({ number }) => number },
  {
    key: 'title',
    title: '事项',
    width: 260,
    render: ({ path, title, kindLabel }) =>
      path ? <Link to={path}>{title}</Link> : <span className="muted">{kindLabel}</span>,
  },
  { key: 'kind', title: '种类', width: 110, render: ({ kindLabel }) => kindLabel },
  { key: 'state', title: '状态', width: 120, render: ({ stateLabel }) => stateLabel },
  {
    key: 'due',
    title: '期限',
    width: 170,
    compare: (a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1),
    render: (line) => <DueDate dueOn={line.dueOn} light={line.light} provisional={line.dueProvisional} />,
  },
];

/** Who receives is said for the marked ones together, or for one in its row; what has a receiver is handed over. */
function Lines({ data: { unit, person, lines, receivers } }: { readonly data: HandOver }) {
  const [marked, mark] = useState<ReadonlyMap<string, HandOverLine>>(new Map());
  const [to, setTo] = useState<Readonly<Record<string, string>>>({});
  const ready = lines.filter(({ id }) => to[id] !== undefined);
  const marking: Marking<HandOverLine> = { marked, mark, named: ({ number }) => number };
  const choices = receivers.map(({ id, name }) => ({ value: id, label: name }));
  const give = (ids: readonly string[], receiver: string | undefined) =>
    setTo((now) =>
      Object.fromEntries([
        ...Object.entries(now).filter(([id]) => !ids.includes(id)),
        ...(receiver ? ids.map((id) => [id, receiver] as const) : []),
      ]),
    );
  const receiver: Column<HandOverLine> = {
    key: 'to',
    title: '交给',
    width: 140,
    render: ({ id, number }) => (
      <Select
        className="wide"
        aria-label={`${number}交给`}
        placeholder="不移交"
        allowClear
        value={to[id] ?? null}
        options={choices}
        onChange={(chosen: string | null) => give([id], chosen ?? undefined)}
      />
    ),
  };
  return (
    <>
      <DataTable<HandOverLine>
        name="hand-over"
        caption={`${person.name}承办的未办结事项`}
        columns={[...facts, receiver]}
        rows={lines}
        rowKey={({ id }) => id}
        marking={marking}
        tools={
          <>
            <span className="muted" role="status">
              已选 {marked.size} 件
            </span>
            <Select
              aria-label={`所选 ${marked.size} 件交给`}
              placeholder="所选的交给…"
              disabled={marked.size === 0 || receivers.length === 0}
              value={null}
              options={choices}
              popupMatchSelectWidth={false}
              onChange={(chosen: string | null) => give([...marked.keys()], chosen ?? undefined)}
            />
          </>
        }
      />
      {receivers.length === 0 ? (
        <p className="muted">{unit.name}没有别的在任人员，请先任命接替的人</p>
      ) : (
        <Send unitId={unit.id} personId={person.id} lines={ready} to={to} done={() => setTo({})} />
      )}
    </>
  );
}

function Send({
  unitId,
  personId,
  lines,
  to,
  done,
}: {
  readonly unitId: string;
  readonly personId: string;
  readonly lines: readonly HandOverLine[];
  readonly to: Readonly<Record<string, string>>;
  readonly done: () => void;
}) {
  const { message } = App.useApp();
  const renew = useRefresh();
  const [note, setNote] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const send = async () => {
    setSending(true);
    setProblem(undefined);
    const matters = lines.map(({ id, version }) => ({ id, version, to: to[id] ?? '' }));
    const body: HandOverInput = { matters, ...(note.trim() && { note: note.trim() }) };
    try {
      const { handed } = await api.post<{ handed: number }>(`/api/hand-over/${unitId}/${personId}`, body);
      await renew(...REFRESH);
      void message.success(`已移交 ${handed} 件`);
      setNote('');
      done();
    } catch (error) {
      setProblem(problemOf(error));
      await renew('/api/hand-over');
    } finally {
      setSending(false);
    }
  };
  return (
    <Block title="移交">
      {problem && <ProblemSummary problem={problem} />}
      <label htmlFor="hand-over-note">移交说明（选填，记入每件的流转记录）</label>
      <Input.TextArea
        id="hand-over-note"
        rows={2}
        maxLength={500}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <div className="form-buttons">
        <Button type="primary" loading={sending} disabled={lines.length === 0} onClick={() => void send()}>
          移交 {lines.length} 件
        </Button>
      </div>
    </Block>
  );
}
