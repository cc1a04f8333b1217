import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem, api, Page, problemOf, SchemaForm, useRefresh } from '#workbench/kit/index.ts';
import { type Channel, newRequest, requestContent } from '../contract.ts';
import { CHANNEL_RULES, Registration, type RegisteredAnswer } from '../registering-contract.ts';
import { Slip } from './slip.tsx';

/** What came to the office itself: what it says, how it came, and what its day of receipt rests on (条例第二十九条、第三十一条). */
export default function RegisterRequest() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [asked, setAsked] = useState<Asked>({ channel: 'counter', kind: 'citizen' });
  const [registered, setRegistered] = useState<RegisteredAnswer>();
  const schema = useMemo(() => formFor(asked), [asked]);
  return (
    <Page
      title="登记申请"
      crumbs={[{ label: '依申请公开', to: '/requests' }]}
      lead="当面、口头、邮寄、传真和电子邮件收到的申请在这里登记。网上提交的由系统登记。"
    >
      <div className="narrow-form">
        <SchemaForm<RegisteredAnswer>
          schema={schema}
          initial={{ channel: asked.channel, applicantKind: asked.kind, idKind: 'citizen-id' }}
          askAnyway
          submit={send}
          submitLabel="登记"
          onEdit={({ channel, applicantKind }) => {
            const next = { channel: channel as Channel, kind: applicantKind as Asked['kind'] };
            if (next.channel !== asked.channel || next.kind !== asked.kind) setAsked(next);
          }}
          onDone={async (answer) => {
            setRegistered(answer);
            await refresh('/api/requests', '/api/matters', '/api/todo');
          }}
          onCancel={() => void navigate('/requests')}
        />
      </div>
      {registered && <Slip registered={registered} taken={() => void navigate(`/requests/${registered.id}`)} />}
    </Page>
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
        content.map(([name, field]) => [name, isNeeded(name) ? { ...field, minLength: 1 } : field]),
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
  (requestContent.required as readonly string[]).includes(name) ||
  [...NOT_OF.citizen, ...NOT_OF.organisation].includes(name);

/** Flat as it is filled in, the application is sent as one part of the registration; what is said of its fields comes back to them. */
async function send(fields: Readonly<Record<string, unknown>>): Promise<RegisteredAnswer> {
  const { channel, arrivedOn, confirmedOn, evidence, title, ...content } = fields;
  try {
    return await api.post<RegisteredAnswer>('/api/requests', {
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
