import { Alert, Button, Modal } from 'antd';
import { Facts, Moment } from '#workbench/kit/index.ts';
import type { MadeKey } from '../contract.ts';

/** A key just made, to be handed over. Closing it is the end of it: the secret can be read nowhere else. */
export function ShownKey({ made, onClose }: { readonly made: MadeKey | undefined; readonly onClose: () => void }) {
  return (
    <Modal
      title="接口密钥"
      open={made !== undefined}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          我已安全转交
        </Button>
      }
    >
      <Alert
        showIcon
        type="warning"
        title="密钥只显示这一次。请用安全的方式交给对方的技术负责人，不要用邮件、聊天工具明文发送"
      />
      <Facts
        facts={[
          ['对接系统', made?.partner],
          ['密钥编号', made && <code key="id">{made.keyId}</code>],
          ['密钥', made && <code key="secret">{made.secret}</code>],
          ['有效期至', made && <Moment key="until" at={made.expiresAt} />],
        ]}
      />
    </Modal>
  );
}
