import { InboxOutlined } from '@ant-design/icons';
import { useState } from 'react';

/**
 * The one place where files are chosen: click, drop, or reach it by keyboard and press Space. The browser's own input lies
 * unseen over the whole area, so dropping, keyboard and reading aloud are its own. What is chosen is handed on at once.
 */
export function FileDrop({
  id,
  label,
  hint,
  accept,
  multiple = false,
  describedBy,
  disabled = false,
  tall = false,
  choose,
}: {
  readonly id?: string | undefined;
  /** Its words where no label stands above it. */
  readonly label?: string | undefined;
  /** Kinds and size, said in the area. */
  readonly hint?: string | undefined;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean;
  /** For a screen that is about the file. */
  readonly tall?: boolean;
  readonly choose: (files: readonly File[]) => void;
}) {
  const [over, setOver] = useState(false);
  return (
    <div className={['file-drop', tall && 'file-drop-tall', over && 'file-drop-over'].filter(Boolean).join(' ')}>
      <InboxOutlined aria-hidden="true" />
      <span className="file-drop-words">
        <span aria-hidden="true">{multiple ? '把文件拖到这里，或点击添加文件' : '把文件拖到这里，或点击选择文件'}</span>
        {hint && (
          <span className="muted" id={id && `${id}-kinds`}>
            {hint}
          </span>
        )}
      </span>
      <input
        id={id}
        type="file"
        title={multiple ? '添加文件' : '选择文件'}
        aria-label={label}
        aria-describedby={[describedBy, hint && id && `${id}-kinds`].filter(Boolean).join(' ') || undefined}
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={({ target }) => {
          choose([...(target.files ?? [])]);
          // So that the same file, corrected, can be chosen again.
          target.value = '';
        }}
      />
    </div>
  );
}
