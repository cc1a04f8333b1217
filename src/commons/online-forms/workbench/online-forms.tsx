import { Button } from 'antd';
import { useState } from 'react';
import {
  api,
  Block,
  ChinaTime,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Moment,
  Page,
  StateTag,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import {
  ClosureDecision,
  type ClosureLine,
  type ClosureState,
  NewClosure,
  type OnlineFormsAnswer,
  Reopening,
} from '../contract.ts';

const PATH = '/api/online-forms';

const STATES: Readonly<Record<ClosureState, string>> = {
  proposed: '待审核',
  announced: '已预告',
  closed: '暂停中',
  over: '已恢复',
  reopened: '提前恢复',
  refused: '不同意',
  withdrawn: '已撤回',
};

/** Which forms of the public are closed, now or soon, and who said so. */
export default function OnlineForms() {
  const read = useRead<OnlineFormsAnswer>(PATH);
  const [form, setForm] = useState<DrawerForm>();
  const withdraw = useWrite((id: string) => api.post(`${PATH}/closures/${id}/withdraw`), {
    done: '已撤回',
    refresh: [PATH],
  });
  return (
    <Page
      title="网上表单"
      lead="机房检修、系统故障时，可以让一份网上表单暂停一段时间。由一人提出、另一人同意；到时自动恢复。暂停期间只是不收新的提交，查询、补正和已经收下的照常办理，法定期限照常计算。"
    >
      <Loaded query={read}>
        {({ forms, closures, mayPropose }) => (
          <>
            <Block title="表单" count={forms.length}>
              <ul className="news">
                {forms.map(({ key, label, path }) => (
                  <li key={key}>
                    {label}（{path}）：
                    {STATES_OF_FORM[closures.find((one) => one.form === key && NOW.has(one.state))?.state ?? ''] ??
                      '开放'}{' '}
                    {mayPropose && (
                      <Button size="small" onClick={() => setForm(proposal(key, label))}>
                        暂停<span className="unseen">{label}</span>
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </Block>
            <Block title="暂停的记录" count={closures.length}>
              <DataTable<ClosureLine>
                name="form-closures"
                caption="网上表单暂停的记录"
                columns={columnsWith(setForm, (id) => withdraw.mutate(id))}
                rows={closures}
                rowKey={({ id }) => id}
                empty="没有暂停过"
              />
            </Block>
          </>
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={[PATH]} widgets={{ 'china-time': ChinaTime }} />
    </Page>
  );
}

const NOW: ReadonlySet<ClosureState> = new Set(['closed', 'announced', 'proposed']);
const STATES_OF_FORM: Readonly<Record<string, string>> = {
  closed: '暂停中',
  announced: '开放，已预告暂停',
  proposed: '开放，有一次暂停待审核',
};

const proposal = (key: string, label: string): DrawerForm => ({
  title: `暂停：${label}`,
  schema: NewClosure,
  path: `${PATH}/${key}/closures`,
  submitLabel: '提出',
  done: '已提出，等待另一人审核',
  consequence: '另一人同意之前照常受理；同意后，原因和时间立即在门户公开，到恢复时间自动恢复',
});

function columnsWith(open: (form: DrawerForm) => void, withdraw: (id: string) => void): readonly Column<ClosureLine>[] {
  return [
    { key: 'form', title: '表单', width: 190, render: ({ formLabel }) => formLabel },
    {
      key: 'state',
      title: '状态',
      width: 90,
      render: ({ state }) => <StateTag label={STATES[state]} done={!NOW.has(state)} late={state === 'closed'} />,
    },
    {
      key: 'time',
      title: '暂停至恢复',
      width: 200,
      render: ({ closesAt, opensAt, endedAt }) => (
        <>
          <Moment at={closesAt} />
          <div>
            至 <Moment at={endedAt ?? opensAt} />
          </div>
        </>
      ),
    },
    { key: 'reason', title: '原因', width: 200, render: ({ reason }) => reason },
    {
      key: 'by',
      title: '提出、审核、恢复',
      width: 190,
      render: ({ proposedBy, decidedBy, endedBy, opinion }) => (
        <>
          {[proposedBy, decidedBy, endedBy].filter(Boolean).join('、')}
          {opinion && <div className="muted">{opinion}</div>}
        </>
      ),
    },
    {
      key: 'acts',
      title: '办理',
      width: 130,
      render: ({ id, mayDecide, mayWithdraw, mayReopen, formLabel }) => (
        <>
          {mayDecide && (
            <Button
              size="small"
              type="primary"
              onClick={() =>
                open({
                  title: `审核暂停：${formLabel}`,
                  schema: ClosureDecision,
                  path: `${PATH}/closures/${id}/decide`,
                  submitLabel: '提交',
                  done: '已审核',
                  consequence: '同意后立即公开；暂停时间已经过去的，从同意时起暂停',
                })
              }
            >
              审核
            </Button>
          )}
          {mayWithdraw && (
            <Button size="small" onClick={() => withdraw(id)}>
              撤回
            </Button>
          )}
          {mayReopen && (
            <Button
              size="small"
              onClick={() =>
                open({
                  title: `提前恢复：${formLabel}`,
                  schema: Reopening,
                  path: `${PATH}/closures/${id}/reopen`,
                  submitLabel: '恢复',
                  done: '已恢复',
                  consequence: '立即恢复网上受理，不需要另一人审核',
                })
              }
            >
              提前恢复
            </Button>
          )}
        </>
      ),
    },
  ];
}
