import { Button, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  Block,
  type Column,
  DataTable,
  type DrawerForm,
  type FilterSpec,
  FormDrawer,
  type InputProps,
  Loaded,
  Moment,
  Page,
  api,
  can,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import {
  DELIVERY_EVENTS,
  DELIVERY_STATES,
  type DeliveryLine,
  EVENTS,
  NewSubscription,
  type PartnerLine,
  SubscriptionChange,
  type SubscriptionLine,
  WithReason,
} from '../contract.ts';
import { LinesInput } from './lines-input.tsx';
import { PartnerSelect } from './partner-select.tsx';

const SUBSCRIPTIONS = '/api/exchange/subscriptions';

/** Who is told of what becomes public, and every message to them: sent, waiting, given up. */
export default function Deliveries() {
  const me = useMe();
  const manages = can(me, 'openness-officer');
  const settles = can(me, 'openness-officer', 'administrator');
  const subscriptions = useRead<{ readonly rows: readonly SubscriptionLine[] }>(SUBSCRIPTIONS);
  const partners = useRead<{ readonly rows: readonly PartnerLine[] }>('/api/exchange/partners');
  const [form, setForm] = useState<DrawerForm>();
  const known = (partners.data?.rows ?? []).filter(({ closedAt }) => !closedAt);
  const [widgets] = useState(() => ({
    lines: LinesInput,
    partner: (props: InputProps) => <PartnerSelect {...props} path="/api/exchange/partners" />,
  }));
  return (
    <Page
      title="推送与订阅"
      lead="发布、更正、撤回时告知订阅的系统。没有送达的自动重试十次，约十七小时后停发并报警。"
      actions={
        manages &&
        partners.data && (
          <>
            {known.length === 0 && (
              <span className="muted" id="no-partner">
                先在<Link to="/exchange/partners">对接系统</Link>登记接收的系统，再登记订阅
              </span>
            )}
            <Button
              type="primary"
              disabled={known.length === 0}
              aria-describedby={known.length === 0 ? 'no-partner' : undefined}
              onClick={() => setForm(NEW)}
            >
              登记订阅
            </Button>
          </>
        )
      }
    >
      <Block title="订阅">
        <Loaded query={subscriptions}>
          {({ rows }) => (
            <DataTable<SubscriptionLine>
              name="exchange-subscriptions"
              caption="订阅"
              columns={subscriptionColumns(manages, setForm)}
              rows={rows}
              rowKey={({ id }) => id}
              empty="还没有系统订阅"
            />
          )}
        </Loaded>
      </Block>
      <Block title="推送记录">
        <DataTable<DeliveryLine>
          name="exchange-deliveries"
          caption="推送记录"
          path="/api/exchange/deliveries"
          columns={deliveryColumns(settles, setForm)}
          filters={filtersOf(partners.data?.rows ?? [])}
          rowKey={({ id }) => id}
          empty="还没有推送过"
        />
      </Block>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/exchange']} widgets={widgets} />
    </Page>
  );
}

const NEW: DrawerForm = {
  title: '登记订阅',
  schema: NewSubscription,
  path: SUBSCRIPTIONS,
  submitLabel: '登记',
  done: '已登记，从下一次发布起推送',
};

const subscriptionColumns = (
  manages: boolean,
  open: (form: DrawerForm) => void,
): readonly Column<SubscriptionLine>[] => [
  { key: 'name', title: '名称', width: 130, render: ({ name }) => name },
  { key: 'partner', title: '对接系统', width: 130, render: ({ partnerName }) => partnerName },
  { key: 'url', title: '接收地址', width: 190, render: ({ url }) => <code>{url.replace(/\?.*$/, '')}</code> },
  { key: 'events', title: '事件', width: 110, render: ({ events }) => events.map((event) => EVENTS[event]).join('、') },
  {
    key: 'state',
    title: '状态',
    width: 100,
    render: ({ pausedAt, waiting, dead }) => (
      <>
        {pausedAt ? <strong className="near">已暂停</strong> : '推送中'}
        {Number(waiting) > 0 && <div className="muted">等待 {waiting} 件</div>}
        {Number(dead) > 0 && <div className="bad">停发 {dead} 件</div>}
      </>
    ),
  },
  { key: 'last', title: '最近送达', width: 150, render: ({ lastSentAt }) => <Moment at={lastSentAt} /> },
  {
    key: 'acts',
    title: '操作',
    width: 130,
    render: (row) =>
      manages && (
        <Space size="small">
          <Button size="small" aria-label={`修改${row.name}`} onClick={() => open(changeForm(row))}>
            修改
          </Button>
          <Button
            size="small"
            aria-label={`${row.pausedAt ? '恢复' : '暂停'}${row.name}`}
            onClick={() => open(pauseForm(row))}
          >
            {row.pausedAt ? '恢复' : '暂停'}
          </Button>
        </Space>
      ),
  },
];

function changeForm({ id, version, name, url, events, columns, types, unitIds }: SubscriptionLine): DrawerForm {
  const path = `${SUBSCRIPTIONS}/${id}`;
  return {
    title: `修改订阅：${name}`,
    schema: SubscriptionChange,
    path,
    send: (fields) => api.put(path, fields),
    initial: { name, url, events, columns, types, unitIds },
    fixed: { version },
    done: '已修改',
  };
}

const pauseForm = ({ id, name, pausedAt }: SubscriptionLine): DrawerForm => ({
  title: `${pausedAt ? '恢复' : '暂停'}：${name}`,
  schema: WithReason,
  path: `${SUBSCRIPTIONS}/${id}/pause`,
  submitLabel: pausedAt ? '恢复' : '暂停',
  done: pausedAt ? '已恢复' : '已暂停',
  consequence: pausedAt ? '暂停期间的消息随即发送' : '暂停期间的消息不丢失，恢复后发送',
});

const deliveryColumns = (settles: boolean, open: (form: DrawerForm) => void): readonly Column<DeliveryLine>[] => [
  { key: 'at', title: '时间', width: 170, render: ({ madeAt }) => <Moment at={madeAt} /> },
  { key: 'partner', title: '对接系统', width: 160, render: ({ partnerName }) => partnerName },
  { key: 'subscription', title: '订阅', width: 130, render: ({ subscriptionName }) => subscriptionName ?? '' },
  { key: 'event', title: '事件', width: 110, render: ({ event }) => DELIVERY_EVENTS[event] },
  { key: 'index', title: '索引号', width: 120, render: ({ indexNumber }) => indexNumber },
  {
    key: 'state',
    title: '状态',
    width: 160,
    render: ({ state }) =>
      state === 'dead' ? <strong className="bad">{DELIVERY_STATES[state]}</strong> : DELIVERY_STATES[state],
  },
  { key: 'tries', title: '次数', width: 60, align: 'right', render: ({ tries }) => tries },
  { key: 'error', title: '最近的问题', render: ({ lastError }) => lastError ?? '' },
  {
    key: 'next',
    title: '下次发送',
    width: 170,
    spare: true,
    render: ({ state, nextAt }) => (state === 'waiting' ? <Moment at={nextAt} /> : ''),
  },
  {
    key: 'acts',
    title: '操作',
    width: 140,
    render: (row) =>
      settles && (
        <Space size="small">
          {row.state !== 'superseded' && (
            <Button size="small" aria-label={`重发 ${row.indexNumber}`} onClick={() => open(settleForm(row, 'replay'))}>
              重发
            </Button>
          )}
          {(row.state === 'waiting' || row.state === 'dead') && (
            <Button
              size="small"
              aria-label={`放弃 ${row.indexNumber}`}
              onClick={() => open(settleForm(row, 'abandon'))}
            >
              放弃
            </Button>
          )}
        </Space>
      ),
  },
];

const settleForm = ({ id, indexNumber }: DeliveryLine, verb: 'replay' | 'abandon'): DrawerForm => ({
  title: `${verb === 'replay' ? '重发' : '放弃推送'}：${indexNumber}`,
  schema: WithReason,
  path: `/api/exchange/deliveries/${id}/${verb}`,
  submitLabel: verb === 'replay' ? '重发' : '放弃',
  done: verb === 'replay' ? '已排入发送' : '已放弃',
  consequence: verb === 'replay' ? '按现在公开的内容重新发送，最多再试十次' : '不再发送，报警随之解除',
});

function filtersOf(partners: readonly PartnerLine[]): readonly FilterSpec[] {
  const choices = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return [
    { key: 'state', label: '状态', kind: 'choice', choices: choices(DELIVERY_STATES) },
    { key: 'event', label: '事件', kind: 'choice', choices: choices(DELIVERY_EVENTS) },
    {
      key: 'partner',
      label: '对接系统',
      kind: 'choice',
      choices: partners.map(({ key, name }) => ({ value: key, label: name })),
    },
  ];
}
