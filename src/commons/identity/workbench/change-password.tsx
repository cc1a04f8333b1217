import { api } from '#workbench/kit/api.ts';
import { SchemaForm } from '#workbench/kit/schema-form.tsx';
import { PASSWORD_ADVICE } from '../contract.ts';
import { credentialInputs } from './credential-inputs.tsx';

const password = (title: string, widget: string, description?: string) => ({
  type: 'string',
  title,
  minLength: 1,
  maxLength: 200,
  'x-widget': widget,
  ...(description && { description }),
});

const asks = {
  type: 'object',
  required: ['current', 'chosen'],
  properties: {
    current: password('当前密码', 'current-password'),
    chosen: password('新密码', 'new-password', PASSWORD_ADVICE),
  },
};

/** One's own password. Every other session ends with the change. */
export function ChangePassword({ onDone }: { readonly onDone: () => unknown }) {
  return (
    <SchemaForm
      schema={asks}
      widgets={credentialInputs}
      submitLabel="修改密码"
      done="密码已修改，其他设备上的登录已退出"
      submit={(fields) => api.post('/api/session/password', fields)}
      onDone={() => void onDone()}
    />
  );
}
