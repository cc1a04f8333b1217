import { Checkbox, Modal, Progress, Radio } from 'antd';
import { useState } from 'react';
import { api, FileDrop, problemOf } from '#workbench/kit/index.ts';
import type { ImportedText } from '../import-contract.ts';
import { DialogDefects } from './body-dialog.tsx';
import { countCharacters, textOf } from './safe-html.ts';

export interface Taken {
  readonly text: ImportedText;
  /** In place of what is written, or at the cursor. */
  readonly whole: boolean;
  /** Title and number go into their fields. */
  readonly head: boolean;
}

/** A finished text brought in from a file: what came along, what did not, and where it shall go. */
export function ImportDialog({
  empty,
  take,
  close,
}: {
  /** Is nothing written yet? */
  readonly empty: boolean;
  readonly take: (taken: Taken) => void;
  readonly close: () => void;
}) {
  const [share, setShare] = useState<number>();
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [text, setText] = useState<ImportedText>();
  const [whole, setWhole] = useState(true);
  const [head, setHead] = useState(true);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setReasons([]);
    setText(undefined);
    setShare(0);
    try {
      setText(await api.upload<ImportedText>('/api/drafting/import', file, {}, setShare));
    } catch (error) {
      setReasons(problemOf(error).reasons);
    } finally {
      setShare(undefined);
    }
  };
  return (
    <Modal
      title="导入文稿"
      open
      okText="带入正文"
      cancelText="取消"
      okButtonProps={{ disabled: !text }}
      onOk={() => text && take({ text, whole: empty || whole, head })}
      onCancel={close}
      destroyOnHidden
    >
      <div className="piece-form">
        <DialogDefects defects={reasons} />
        <label htmlFor="import-file">文件</label>
        <FileDrop
          id="import-file"
          accept=".docx,.html,.htm,.txt"
          hint="Word（.docx）、网页（.html）或纯文本（.txt），不超过 20 MB。标题、列表、表格、注释和图片会保留。"
          choose={([first]) => void send(first)}
        />
        {share !== undefined && (
          <Progress percent={Math.round(share * 100)} size="small" aria-label="正在上传并读取文件" />
        )}
        {text && (
          <section aria-label="导入结果" className="import-result">
            <p role="status">
              读出 {countCharacters(textOf(text.html))} 字、{text.media.length} 张图片。
            </p>
            {(text.title || text.documentNumber) && (
              <Checkbox checked={head} onChange={(event) => setHead(event.target.checked)}>
                填入
                {text.title && `标题「${text.title}」`}
                {text.title && text.documentNumber && '和'}
                {text.documentNumber && `文号「${text.documentNumber}」`}
              </Checkbox>
            )}
            {text.warnings.length > 0 && (
              <>
                <h3>请核对</h3>
                <ul>
                  {text.warnings.map((warning) => (
                    <li key={warning}>{warning}</li>
                  ))}
                </ul>
              </>
            )}
            {!empty && (
              <Radio.Group
                aria-label="放在哪里"
                value={whole}
                onChange={(event) => setWhole(event.target.value as boolean)}
                options={[
                  { value: true, label: '替换现有正文' },
                  { value: false, label: '插入到光标处' },
                ]}
              />
            )}
          </section>
        )}
      </div>
    </Modal>
  );
}
