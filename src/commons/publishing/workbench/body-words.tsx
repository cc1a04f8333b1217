import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { attachmentAnchor } from '#kernel/body/vocabulary.ts';
import { fileSize } from '#workbench/kit/index.ts';
import type { AttachmentRef } from '../contract.ts';

/** One line or a few asked for by a dialog: a footnote, the caption of a table. */
export function WordsDialog({
  title,
  label,
  hint,
  words,
  rows,
  maxLength,
  save,
  close,
}: {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly words: string;
  readonly rows: number;
  readonly maxLength: number;
  readonly save: (words: string) => void;
  readonly close: () => void;
}) {
  const [text, setText] = useState(words);
  return (
    <Modal
      title={title}
      open
      okText="确定"
      cancelText="取消"
      onOk={() => save(text.trim())}
      onCancel={close}
      destroyOnHidden
    >
      <div className="piece-form">
        <label htmlFor="dialog-words">{label}</label>
        <Input.TextArea
          id="dialog-words"
          value={text}
          rows={rows}
          maxLength={maxLength}
          autoFocus
          aria-describedby="dialog-words-hint"
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            if (event.shiftKey) return;
            event.preventDefault();
            save(text.trim());
          }}
        />
        <p id="dialog-words-hint" className="field-hint">
          {hint}
        </p>
      </div>
    </Modal>
  );
}

/** A link within the text to one of the document's attachments. */
export function AttachmentLinkDialog({
  attachments,
  save,
  close,
}: {
  readonly attachments: readonly AttachmentRef[];
  readonly save: (href: string, name: string) => void;
  readonly close: () => void;
}) {
  const [chosen, setChosen] = useState(attachments[0]);
  const none = attachments.length === 0;
  return (
    <Modal
      title="附件链接"
      open
      okText="确定"
      cancelText="取消"
      okButtonProps={{ disabled: none }}
      onOk={() => chosen && save(attachmentAnchor(chosen.hash), chosen.name)}
      onCancel={close}
      destroyOnHidden
    >
      {none ? (
        <p>这份文件还没有附件。请先在正文下方的「附件」一栏上传。</p>
      ) : (
        <Radio.Group
          className="piece-choices"
          aria-label="附件"
          value={chosen?.hash}
          onChange={(event) => setChosen(attachments.find(({ hash }) => hash === event.target.value))}
          options={attachments.map(({ hash, name, size }) => ({ value: hash, label: `${name}（${fileSize(size)}）` }))}
        />
      )}
    </Modal>
  );
}
