import { Modal } from 'antd';
import type { ReactNode } from 'react';

/** The dialog of a piece of the body: its fields, and what is missing before it can be finished, all of it, read out at once. */
export function PieceDialog({
  title,
  width = 520,
  defects,
  finish,
  close,
  children,
}: {
  readonly title: string;
  readonly width?: number;
  readonly defects: readonly string[];
  readonly finish: () => void;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal
      title={title}
      open
      width={width}
      okText="确定"
      cancelText="取消"
      onOk={finish}
      onCancel={close}
      destroyOnHidden
    >
      <div className="piece-form">
        <DialogDefects defects={defects} />
        {children}
      </div>
    </Modal>
  );
}

export function DialogDefects({ defects }: { readonly defects: readonly string[] }) {
  if (defects.length === 0) return null;
  return (
    <div className="piece-defects" role="alert">
      {defects.map((defect) => (
        <p key={defect}>{defect}</p>
      ))}
    </div>
  );
}
