import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import { api } from '#workbench/kit/api.ts';
import { SchemaForm } from '#workbench/kit/schema-form.tsx';
import type { Enrolment, WhoAmI } from '../contract.ts';
import { credentialInputs } from './credential-inputs.tsx';
import { EnrolmentSteps, RecoveryCodes, asksCode } from './enrolment.tsx';

const asks = {
  type: 'object',
  required: ['password'],
  properties: {
    password: { type: 'string', title: '当前密码', minLength: 1, maxLength: 200, 'x-widget': 'current-password' },
  },
};

type Doing = 'enable' | 'disable' | 'codes';
const LABELS: Readonly<Record<Doing, string>> = {
  enable: '启用双因素登录',
  disable: '停用双因素登录',
  codes: '重新生成恢复码',
};

/** The second factor of one's own account; each change asks for the password first. */
export function SecondFactor({ me, renew }: { readonly me: WhoAmI; readonly renew: () => unknown }) {
  const { enrolled, given, expected, recoveryCodesLeft, withheld } = me.secondFactor;
  const [doing, setDoing] = useState<Doing>();
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [codes, setCodes] = useState<readonly string[]>();
  const over = async () => {
    setDoing(undefined);
    setEnrolment(undefined);
    await renew();
  };
  if (enrolment) return <EnrolmentSteps enrolment={enrolment} onDone={over} onCancel={() => setEnrolment(undefined)} />;
  if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />;
  if (doing)
    return (
      <SchemaForm
        key={doing}
        schema={asks}
        widgets={credentialInputs}
        submitLabel={LABELS[doing]}
        onCancel={() => setDoing(undefined)}
        submit={async ({ password }) => {
          if (doing === 'enable') setEnrolment(await api.post<Enrolment>('/api/session/totp', { password }));
          if (doing === 'codes')
            setCodes((await api.post<Enrolment>('/api/session/recovery-codes', { password })).recoveryCodes);
          if (doing === 'disable') await api.del('/api/session/totp', { password });
        }}
        onDone={() => (doing === 'enable' ? setDoing(undefined) : over())}
      />
    );
  return (
    <Space orientation="vertical">
      <State enrolled={enrolled} expected={expected} left={recoveryCodesLeft} />
      {enrolled && !given && <GiveCode withheld={withheld} onDone={over} />}
      <Space>
        {!enrolled && (
          <Button type="primary" onClick={() => setDoing('enable')}>
            {LABELS.enable}
          </Button>
        )}
        {enrolled && <Button onClick={() => setDoing('codes')}>{LABELS.codes}</Button>}
        {enrolled && !expected && <Button onClick={() => setDoing('disable')}>{LABELS.disable}</Button>}
      </Space>
    </Space>
  );
}

/** For whoever has a second factor and signed in without it, by the identity provider. */
function GiveCode(props: { readonly withheld: readonly string[]; readonly onDone: () => unknown }) {
  return (
    <SchemaForm
      schema={asksCode}
      widgets={credentialInputs}
      submitLabel="验证"
      done={props.withheld.length > 0 ? `已验证，${props.withheld.join('、')}的权限已生效` : '已验证'}
      submit={(fields) => api.post('/api/session/totp/confirm', fields)}
      onDone={() => void props.onDone()}
    />
  );
}

function State(props: { readonly enrolled: boolean; readonly expected: boolean; readonly left: number | null }) {
  const { enrolled, expected, left } = props;
  if (enrolled)
    return (
      <Alert
        showIcon
        type="success"
        title={`已启用。登录时除密码外还须输入手机上的验证码；恢复码还剩 ${left ?? 0} 个`}
      />
    );
  if (expected) return <Alert showIcon type="warning" title="您的岗位要求双因素登录，启用后相应权限才生效" />;
  return <Alert showIcon type="info" title="尚未启用。启用后，密码泄露时他人也无法登录您的账号" />;
}
