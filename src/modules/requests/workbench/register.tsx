import { Button, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ApiProblem, api, Page, problemOf, SchemaForm, useRefresh } from '#workbench/kit/index.ts';
import { type Channel, newRequest, requestContent } from '../contract.ts';
import { CHANNEL_RULES, type RegisteredAnswer, type RegisteredBefore, Registration } from '../registering-contract.ts';
import type { OpenedMail } from '../mailbox/contract.ts';
import { newFormId } from './form-id.ts';
import { MailShown, useMail } from './mail-shown.tsx';
import './requests.css';
import { REQUEST_REFRESH } from './row-steps.tsx';
import { Slip } from './slip.tsx';

/** What came to the office itself: what it says, how it came, and what its day of receipt rests on (条例第二十九条、第三十一条). */
export default function RegisterRequest() {
  const [query] = useSearchParams();
  const mailId = query.get('mail');
  const { mail, trouble } = useMail(mailId);
  if (!mailId) return <Registering />;
  if (trouble) return <p role="alert">{trouble}</p>;
  return mail ? <Registering mail={mail} /> : <p className="muted">正在打开来信…</p>;
}

/** What a mail says of an application, for the form; whoever registers it reads the mail beside it and puts right what is not so. */
const fromMail = ({ arrivedOn, fromName, fromAddress, text, subject }: OpenedMail) => ({
  arrivedOn,
  name: fromName,
  email: fromAddress,
  wantedChannel: 'email',
  wantedForm: 'electronic',
  description: (text || subject).slice(0, 5_000),
});

function Registering({ mail }: { readonly mail?: OpenedMail }) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [asked, setAsked] = useState<Asked>({ channel: mail ? 'email' : 'counter', kind: 'citizen' });
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
        {mail && (
          <details className="mail-beside">
            <summary>来信原文（登记后留在案卷里作为收到的依据）</summary>
            <MailShown mailId={mail.id} />
          </details>
        )}
        <SchemaForm<Answer>
          schema={schema}
          initial={{
            channel: asked.channel,
            applicantKind: asked.kind,
            idKind: 'citizen-id',
            ...(mail && fromMail(mail)),
          }}
          askAnyway
          submit={(fields) => send(formId, fields, mail?.id)}
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

/** The questions of the paper form in its order (`guide/paper-form.tsx`), and under which heading they stand here. */
const APPLICATION: Readonly<Record<string, readonly ContentField[]>> = {
  申请人: [
    'applicantKind',
    'name',
    'phone',
    'idKind',
    'idNumber',
    'creditCode',
    'organisationClass',
    'representative',
    'contactName',
    'email',
    'fax',
    'address',
    'postcode',
  ],
  '代理人（有委托的填写）': ['agentName', 'agentPhone', 'agentIdKind', 'agentIdNumber'],
  所需政府信息: ['description', 'wantedForm', 'wantedChannel', 'reliefReason'],
};
type ContentField = keyof typeof requestContent.properties;

const NOT_OF: Readonly<Record<Asked['kind'], readonly ContentField[]>> = {
  citizen: ['creditCode', 'organisationClass', 'representative', 'contactName'],
  organisation: ['idKind', 'idNumber'],
};

/** The form for a way of coming and a kind of applicant: how it came, then what stands on it, in the order of the paper. */
function formFor({ channel, kind }: Asked) {
  const applied = Object.entries(APPLICATION).flatMap(([heading, names]) =>
    names.filter((name) => !NOT_OF[kind].includes(name)).map((name) => [name, asked(name, heading)] as const),
  );
  return {
    properties: {
      ...under('收件', arrival(channel)),
      ...Object.fromEntries(applied),
      ...under('台账', { title: Registration.properties.title }),
    },
    required: ['channel', 'arrivedOn', ...applied.flatMap(([name]) => (isNeeded(name) ? [name] : []))],
  };
}

/** How it came, and what its day of receipt rests on, which is another thing for each channel (条例第三十一条). */
function arrival(channel: Channel) {
  const { arrived, counts, basis, evidence: proof, sameDay } = CHANNEL_RULES[channel];
  const { confirmedOn, evidence } = Registration.properties;
  const ways = (Object.keys(CHANNEL_RULES) as Channel[]).filter((one) => one !== 'web');
  const proven = '填写后同时确认收到，答复期限开始计算';
  return {
    channel: { title: '收到的渠道', anyOf: ways.map((one) => ({ const: one, title: CHANNEL_RULES[one].label })) },
    arrivedOn: {
      ...newRequest.properties.arrivedOn,
      title: `到达日期（${arrived}）`,
      ...(counts === 'arrivedOn' && { description: `以这一天为收到申请之日（${basis}）` }),
    },
    ...(counts === 'confirmedOn' && {
      confirmedOn: {
        ...confirmedOn,
        description: `以这一天为收到申请之日（${basis}）${sameDay ? '，应在收到当日确认' : ''}。还没有确认的先不填，登记后再确认`,
      },
    }),
    evidence: {
      ...evidence,
      description: `${proof}。${counts === 'confirmedOn' ? `和确认之日一起填写；${proven}` : proven}`,
    },
  };
}

const under = (heading: string, fields: Readonly<Record<string, object>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, 'x-section': heading }]));

const asked = (name: ContentField, heading: string) => ({
  ...requestContent.properties[name],
  ...(isNeeded(name) && { minLength: 1 }),
  ...(HINTS[name] && { description: HINTS[name] }),
  ...(WAYS_TO_REACH.includes(name) && { 'x-need': '三项至少填一项' }),
  'x-section': heading,
});

/** By the schema of applications, or by the law of those who ask (条例第二十九条), which the schema of both cannot say. */
const isNeeded = (name: string): boolean =>
  (requestContent.required as readonly string[]).includes(name) || name === 'organisationClass';

/** Any one of them will do: whoever applies can be reached (条例第二十九条). */
const WAYS_TO_REACH: readonly ContentField[] = ['phone', 'email', 'address'];

/** Proof of identity may be missing on paper: it is registered without, and asked for (条例第二十九条). */
const HINTS: Partial<Record<ContentField, string>> = {
  idNumber: '申请上没有的先不填：照常登记，随后提醒您请申请人补交',
  creditCode: '申请上没有的先不填：照常登记，随后提醒您请申请人补交',
  wantedChannel: '选邮寄的要有通信地址，选电子邮件的要有电子邮箱，选传真的要有传真号码',
};

/** Flat as it is filled in, the application is sent as one part of the registration; what is said of its fields comes back to them. */
async function send(formId: string, fields: Readonly<Record<string, unknown>>, mailId?: string): Promise<Answer> {
  const { channel, arrivedOn, confirmedOn, evidence, title, ...content } = fields;
  try {
    return await api.post<Answer>('/api/requests', {
      formId,
      ...(mailId && { mailId }),
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
