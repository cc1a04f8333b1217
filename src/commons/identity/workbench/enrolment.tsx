import { Alert, Button, QRCode, Space, Steps } from 'antd';
import { useState } from 'react';
import { api } from '#workbench/kit/api.ts';
import { SchemaForm } from '#workbench/kit/schema-form.tsx';
import type { Enrolment } from '../contract.ts';
import { credentialInputs } from './credential-inputs.tsx';

/** The form for the code that the telephone shows. */
export const asksCode = {
  type: 'object',
  required: ['code'],
  properties: {
    code: {
      type: 'string',
      title: '动态验证码',
      description: '身份验证器当前显示的 6 位数字',
      minLength: 6,
      maxLength: 6,
      'x-widget': 'one-time-code',
    },
  },
};

/** First the recovery codes are kept, then the telephone is joined: whoever stops half-way is not locked out. */
export function EnrolmentSteps({
  enrolment,
  onDone,
  onCancel,
}: {
  readonly enrolment: Enrolment;
  readonly onDone: () => unknown;
  readonly onCancel: () => void;
}) {
  const [step, setStep] = useState(0);
  return (
    <Space orientation="vertical" size="middle">
      <Steps size="small" current={step} items={[{ title: '保存恢复码' }, { title: '手机扫码并确认' }]} />
      {step === 0 ? (
        <RecoveryCodes codes={enrolment.recoveryCodes} onKept={() => setStep(1)} />
      ) : (
        <>
          {/* The secret below says the same to those who cannot see it. */}
          <div aria-hidden="true">
            <QRCode type="svg" value={enrolment.uri} size={200} bordered={false} />
          </div>
          <p>
            用手机上的身份验证器（支持 TOTP 的任一应用）扫描。不能扫码时手工输入密钥：<code>{enrolment.secret}</code>
          </p>
          <SchemaForm
            schema={asksCode}
            widgets={credentialInputs}
            submitLabel="确认启用"
            done="双因素登录已启用"
            submit={(fields) => api.post('/api/session/totp/confirm', fields)}
            onDone={() => void onDone()}
            onCancel={onCancel}
          />
        </>
      )}
    </Space>
  );
}

/** Codes for when the telephone is lost, shown this once. */
export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  return (
    <Space orientation="vertical">
      <Alert
        showIcon
        type="warning"
        title="请现在保存恢复码，离开后不再显示"
        description="手机不在身边时，每个恢复码可以代替验证码登录一次。请抄写或打印后妥善保管，不要存放在本机。"
      />
      <ul aria-label="恢复码">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button type="primary" onClick={onKept}>
        我已保存
      </Button>
    </Space>
  );
}
