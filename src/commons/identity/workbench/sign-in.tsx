import { Alert, Button, Divider } from 'antd';
import { useState } from 'react';
import { api } from '#workbench/kit/api.ts';
import { SchemaForm } from '#workbench/kit/schema-form.tsx';
import { useSession } from '#workbench/kit/session.ts';
import { credentialInputs } from './credential-inputs.tsx';
import { SecondStep } from './second-step.tsx';
import { SetUpForm } from './set-up.tsx';

const asks = {
  type: 'object',
  required: ['username', 'password'],
  properties: {
    username: { type: 'string', title: '用户名', minLength: 1, maxLength: 100, 'x-widget': 'username' },
    password: { type: 'string', title: '密码', minLength: 1, maxLength: 200, 'x-widget': 'current-password' },
  },
};

/** Where somebody signs in, on the gate's page and on top of a screen whose session has ended. An empty installation is set up here. */
export function SignIn({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const session = useSession();
  const nobody = session.data?.signedIn === false ? session.data : undefined;
  const [step, setStep] = useState<'password' | 'second-factor'>('password');
  if (nobody?.setUpNeeded) return <SetUpForm onDone={() => void session.refetch()} />;
  if (step === 'second-factor') return <SecondStep onSignedIn={onSignedIn} onBack={() => setStep('password')} />;
  return (
    <>
      <CameBack />
      <SchemaForm<{ next: 'done' | 'second-factor' }>
        schema={asks}
        widgets={credentialInputs}
        submitLabel="登录"
        submit={(fields) => api.post('/api/session', fields)}
        onDone={({ next }) => (next === 'done' ? onSignedIn() : setStep(next))}
      />
      {nobody?.oidcLabel && (
        <>
          <Divider plain>或</Divider>
          <Button block href="/api/session/oidc">
            用{nobody.oidcLabel}登录
          </Button>
        </>
      )}
      <Divider />
      <p className="field-hint">忘记密码，请联系系统管理员核实身份后重置。</p>
    </>
  );
}

const REASONS: Readonly<Record<string, string>> = {
  unknown: '统一身份认证已通过，但本系统没有您的账号，或本次认证已失效。请联系系统管理员开通，或重新登录',
  refused: '统一身份认证没有完成，请重试或改用密码登录',
  unavailable: '统一身份认证暂时不可用，请改用密码登录',
};

/** What came of a way through the identity provider, when it led back here. */
function CameBack() {
  const reason = REASONS[new URLSearchParams(window.location.search).get('sign-in') ?? ''];
  return reason ? <Alert showIcon type="warning" title={reason} /> : null;
}
