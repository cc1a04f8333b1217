import { Button } from 'antd';
import { useState } from 'react';
import { api } from '#workbench/kit/api.ts';
import { SchemaForm } from '#workbench/kit/schema-form.tsx';
import { credentialInputs } from './credential-inputs.tsx';

const form = (title: string, description: string, widget: string) => ({
  type: 'object',
  required: ['code'],
  properties: { code: { type: 'string', title, description, minLength: 6, maxLength: 20, 'x-widget': widget } },
});

const totp = form('动态验证码', '打开手机上的身份验证器，输入当前显示的 6 位数字', 'one-time-code');
const recovery = form('恢复码', '启用双因素登录时保存的恢复码，每个只能用一次', 'username');

/** The second step of signing in: the code of the telephone, or one of the codes kept for when it is lost. */
export function SecondStep({ onSignedIn, onBack }: { readonly onSignedIn: () => void; readonly onBack: () => void }) {
  const [kind, setKind] = useState<'totp' | 'recovery'>('totp');
  return (
    <>
      <SchemaForm
        key={kind}
        schema={kind === 'totp' ? totp : recovery}
        widgets={credentialInputs}
        submitLabel="确认"
        submit={(fields) => api.post('/api/session/second-factor', { ...fields, kind })}
        onDone={onSignedIn}
      />
      <Button type="link" onClick={() => setKind(kind === 'totp' ? 'recovery' : 'totp')}>
        {kind === 'totp' ? '手机不在身边，用恢复码' : '改用动态验证码'}
      </Button>
      <Button type="link" onClick={onBack}>
        返回重新登录
      </Button>
    </>
  );
}
