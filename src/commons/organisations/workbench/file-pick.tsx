import { Button } from 'antd';
import { useId, useRef } from 'react';

/** One csv file kept at hand until it is sent. The browser's own input is heard and reached by keyboard; the button is for the mouse. */
export function FilePick({
  label,
  file,
  choose,
}: {
  readonly label: string;
  readonly file: File | undefined;
  readonly choose: (file: File | undefined) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const take = (chosen: File | undefined) => {
    choose(chosen);
    // So that the same file, corrected, can be chosen again.
    if (input.current) input.current.value = '';
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        <span className="field-need">选填</span>
      </label>
      <div className="files">
        <input
          ref={input}
          id={id}
          type="file"
          className="unseen"
          accept=".csv,text/csv"
          aria-describedby={`${id}-chosen`}
          onChange={(event) => take(event.target.files?.[0])}
        />
        <Button onClick={() => input.current?.click()} aria-hidden="true" tabIndex={-1}>
          选择文件
        </Button>{' '}
        <span id={`${id}-chosen`}>{file?.name ?? '未选择'}</span>
        {file && (
          <Button type="link" size="small" aria-label={`移除${file.name}`} onClick={() => take(undefined)}>
            移除
          </Button>
        )}
      </div>
    </div>
  );
}
