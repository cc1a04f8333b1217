import { Button, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem, api, Page, problemOf, SchemaForm, useRefresh } from '#workbench/kit/index.ts';
import { type Channel, newRequest, requestContent } from '../contract.ts';
import { CHANNEL_RULES, type RegisteredAnswer, type RegisteredBefore, Registration } from '../registering-contract.ts';
import { newFormId } from './form-id.ts';
import { REQUEST_REFRESH } from './row-steps.tsx';
import { Slip } from './slip.tsx';

/** What came to the office itself: what it says, how it came, and what its day of receipt rests on (条例第二十九条、第三十一条). */
export default function RegisterRequest() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [asked, setAsked] = useState<Asked>({ channel: 'counter', kind: 'citizen' });
  const [formId] = useState(newFormId);
  const [registered, setRegistered] = useState<Answer>();
  const schema = useMemo(() => formFor(asked), [asked]);
  return (
    <Page
      title="登记申请"
      crumbs={[{ label: '依申请公开', to: '/requests' }]}
      lead="当面、口头、邮寄、传真和电子邮件收到的申请在这里登记。网上提交的由系统登记。"
    >
      <div className="narrow-form">
        <SchemaForm<Answer>
          schema={schema}
          initial={{ channel: asked.channel, applicantKind: asked.kind, idKind: 'citizen-id' }}
          askAnyway
          submit={(fields) => send(formId, fields)}
          submitLabel="登记"
          onEdit={({ channel, applicantKind }) => {
            const next = { channel: channel as Channel, kind: applicantKind as Asked['kind'] };
            if (next.channel !== asked.channel || next.kind !== asked.kind) setAsked(next);
          }}
          onDone={async (answer) => {
            setRegistered(answer);
            await refresh(...REQUEST_REFRESH);
          }}
          onCancel={() => void navigate('/requests')}
        />
      </div>
      {registered && 'queryCode' in registered && (
        <Slip registered={registered} taken={() => void navigate(`/requests/${registered.id}`)} />
      )}
      {registered && !('queryCode' in registered) && (
        <Before registered={registered} go={() => void navigate(`/requests/${registered.id}`)} />
      )}
    </Page>
  );
}

type Answer = RegisteredAnswer | RegisteredBefore;

/** Sent before and registered then, though its answer was lost: there is one request, and its code is shown no more. */
function Before({ registered, go }: { readonly registered: RegisteredBefore; readonly go: () => void }) {
  return (
    <Modal
      open
      title="这份申请已经登记"
      closable={false}
      footer={
        <Button type="primary" onClick={go}>
          打开申请
        </Button>
      }
    >
      <p>
        申请编号{registered.number}，查询编号{registered.receipt}
        。没有重复登记。查询码只显示一次，不能再次显示：请打开申请，核对申请人身份后重新发放查询码。
      </p>
    </Modal>
  );
}

interface Asked {
  readonly channel: Channel;
  readonly kind: 'citizen' | 'organisation';
}

const NOT_OF: Readonly<Record<Asked['kind'], readonly string[]>> = {
  citizen: ['creditCode', 'organisationClass', 'representative', 'contactName'],
  organisation: ['idKind', 'idNumber'],
};
/** The form for a way of coming and a kind of applicant, in the order of the paper. */
function formFor({ channel, kind }: Asked) {
  const rule = CHANNEL_RULES[channel];
  const content = Object.entries(requestContent.properties).filter(([name]) => !NOT_OF[kind].includes(name));
  const { confirmedOn, evidence, title } = Registration.properties;
  const ways = (Object.keys(CHANNEL_RULES) as Channel[]).filter((one) => one !== 'web');
  return {
    properties: {
      channel: { title: '收到的渠道', anyOf: ways.map((one) => ({ const: one, title: CHANNEL_RULES[one].label })) },
      arrivedOn: { ...newRequest.properties.arrivedOn, title: `到达日期（${rule.arrived}）` },
      ...Object.fromEntries(
        content.map(([name, field]) => [
          name,
          {
            ...field,
            ...(isNeeded(name) && { minLength: 1 }),
            ...(PROOF[name] && { description: PROOF[name] }),
          },
        ]),
      ),
      ...(rule.counts === 'confirmedOn' && {
        confirmedOn: {
          ...confirmedOn,
          description: `以与申请人确认之日为收到申请之日（${rule.basis}）。还没有确认的先不填，登记后再确认`,
        },
      }),
      evidence: { ...evidence, description: `${rule.evidence}。填写后同时确认收到，答复期限开始计算` },
      title,
    },
    required: ['channel', 'arrivedOn', ...content.flatMap(([name]) => (isNeeded(name) ? [name] : []))],
  };
}

/** By the schema of applications, or by the law of those who ask (条例第二十九条), which the schema of both cannot say. */
const isNeeded = (name: string): boolean =>
  (requestContent.required as readonly string[]).includes(name) || name === 'organisationClass';

/** Proof of identity may be missing on paper: it is registered without, and asked for (条例第二十九条). */
const PROOF: Readonly<Record<string, string>> = {
  idNumber: '申请上没有的先不填：照常登记，随后提醒您请申请人补交',
  creditCode: '申请上没有的先不填：照常登记，随后提醒您请申请人补交',
};

/** Flat as it is filled in, the application is sent as one part of the registration; what is said of its fields comes back to them. */
async function send(formId: string, fields: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { channel, arrivedOn, confirmedOn, evidence, title, ...content } = fields;
  try {
    return await api.post<Answer>('/api/requests', {
      formId,
      channel,
      arrivedOn,
      content,
      ...(confirmedOn !== undefined && { confirmedOn }),
      ...(evidence !== undefined && { evidence }),
      ...(title !== undefined && { title }),
    });
  } catch (error) {
    const problem = problemOf(error);
    const own = Object.entries(problem.fields).map(([path, words]) => [path.replace(/^content\./, ''), words]);
    throw new ApiProblem({ ...problem, fields: Object.fromEntries(own) as Record<string, string> });
  }
}
