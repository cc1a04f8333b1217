import { Alert } from 'antd';
import { queryClient } from '#workbench/kit/query.ts';
import { ChangePassword } from './change-password.tsx';

/** Stands in place of the workbench while no role counts: the password is somebody else's or too old. */
export function MustChangePassword() {
  return (
    <>
      <Alert
        showIcon
        type="warning"
        title="请先修改密码"
        description="您的密码是他人代设的，或已超过有效期。修改后即可办理业务。"
      />
      <ChangePassword onDone={() => queryClient.resetQueries()} />
    </>
  );
}
