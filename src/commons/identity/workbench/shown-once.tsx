import { Alert, Button, Modal } from 'antd';
import { Facts } from '#workbench/kit/index.ts';
import type { OneTimePassword } from '../contract.ts';

/** A password made by the system, to be handed over in person. Closing it is the end of it. */
export function ShownOnce({
  made,
  onClose,
}: {
  readonly made: OneTimePassword | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      title="一次性密码"
      open={made !== undefined}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          我已转交
        </Button>
      }
    >
      <Alert showIcon type="warning" title="只显示这一次。请当面转交本人；首次登录时必须修改" />
      <Facts
        facts={[
          ['用户名', made?.username],
          ['密码', made && <code key="password">{made.password}</code>],
        ]}
      />
    </Modal>
  );
}
