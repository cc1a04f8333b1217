import { Button } from 'antd';
import { useId } from 'react';
import { FileDrop } from '#workbench/kit/index.ts';

/** One csv file kept at hand until it is sent. */
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
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        <span className="field-need">选填</span>
      </label>
      <div className="files">
        <FileDrop
          id={id}
          accept=".csv,text/csv"
          hint=".csv 文件"
          describedBy={`${id}-chosen`}
          choose={([chosen]) => choose(chosen)}
        />
        <span id={`${id}-chosen`}>{file?.name ?? '未选择'}</span>
        {file && (
          <Button type="link" size="small" aria-label={`移除${file.name}`} onClick={() => choose(undefined)}>
            移除
          </Button>
        )}
      </div>
    </div>
  );
}
