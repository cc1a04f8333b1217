import { Alert, Button, Modal } from 'antd';
import type { ReactNode } from 'react';

/**
 * A secret the system has just made, to be handed over. It can be read nowhere else, so only the button that says it was taken
 * down closes it: no key, no click beside it.
 */
export function ShownOnce({
  title,
  open,
  warning,
  taken,
  onClose,
  width,
  children,
}: {
  readonly title: string;
  readonly open: boolean;
  /** How it is to be handed over. */
  readonly warning: string;
  /** What pressing the button says: 我已转交. */
  readonly taken: string;
  readonly onClose: () => void;
  readonly width?: number;
  readonly children: ReactNode;
}) {
  return (
    <Modal
      title={title}
      open={open}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {taken}
        </Button>
      }
      {...(width && { width })}
    >
      <Alert showIcon type="warning" title={warning} />
      {children}
    </Modal>
  );
}
