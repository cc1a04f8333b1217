import { Input } from 'antd';
import type { InputProps } from '#workbench/kit/index.ts';

/** A list of short texts, one a line. */
export function LinesInput({ id, value, onChange, describedBy, invalid }: InputProps) {
  const lines = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    <Input.TextArea
      id={id}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      rows={3}
      defaultValue={lines.join('\n')}
      onChange={(event) =>
        onChange(
          event.target.value
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        )
      }
    />
  );
}
