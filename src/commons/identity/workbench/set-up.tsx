import { Alert } from 'antd';
import { api } from '#workbench/kit/api.ts';
import { SchemaForm } from '#workbench/kit/schema-form.tsx';
import { PASSWORD_ADVICE } from '../contract.ts';
import { credentialInputs } from './credential-inputs.tsx';

const text = (title: string, maxLength: number, more: object = {}) => ({
  type: 'string',
  title,
  minLength: 1,
  maxLength,
  ...more,
});

const asks = {
  type: 'object',
  required: ['token', 'bureauName', 'bureauShortName', 'personName', 'staffNumber', 'username', 'password'],
  properties: {
    token: text('安装密码', 60, { description: '系统启动时显示在控制台上' }),
    bureauName: text('单位全称', 80, { description: '例如：某省药品监督管理局' }),
    bureauShortName: text('单位简称', 40),
    personName: text('管理员姓名', 40),
    staffNumber: text('工号', 30),
    username: text('用户名', 30, { description: '3 至 30 个小写字母、数字、点、下划线或短横', 'x-widget': 'username' }),
    password: text('密码', 200, { description: PASSWORD_ADVICE, 'x-widget': 'new-password' }),
  },
};

/** The one time an installation is empty: the bureau and its first administrator. */
export function SetUpForm({ onDone }: { readonly onDone: () => void }) {
  return (
    <>
      <Alert
        showIcon
        type="info"
        title="首次使用：设置单位和第一名管理员"
        description="设置完成后本页不再出现。这名管理员可以登记机构和人员；安全管理员、审计管理员须由另外两人担任。"
      />
      <SchemaForm
        schema={asks}
        widgets={credentialInputs}
        submitLabel="完成设置"
        done="已设置，请登录"
        submit={(fields) => api.post('/api/setup', fields)}
        onDone={onDone}
      />
    </>
  );
}
