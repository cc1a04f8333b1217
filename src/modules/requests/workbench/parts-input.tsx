import { Button, Input } from 'antd';
import { type InputProps, inputState } from '#workbench/kit/index.ts';

/** The parts of an application that asked for several things, a text each: at least two, and as many as there are. */
export function PartsInput({ id, spec, value, onChange, invalid, describedBy }: InputProps) {
  const given = Array.isArray(value) ? (value as readonly string[]) : [];
  const parts = given.length < 2 ? [...given, ...Array<string>(2 - given.length).fill('')] : given;
  const most = Number(spec.schema.maxItems ?? 20);
  const change = (at: number, text: string) => onChange(parts.map((part, i) => (i === at ? text : part)));
  return (
    <fieldset className="parts-input" aria-label={spec.title}>
      {parts.map((part, at) => (
        // Parts have no names of their own: they are told by their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        <div key={at}>
          <label htmlFor={at === 0 ? id : `${id}-${at}`}>第{at + 1}项</label>
          <Input.TextArea
            id={at === 0 ? id : `${id}-${at}`}
            {...inputState({ invalid, describedBy })}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={part}
            onChange={(event) => change(at, event.target.value)}
          />
          {parts.length > 2 && (
            <Button size="small" type="text" onClick={() => onChange(parts.filter((_, i) => i !== at))}>
              去掉第{at + 1}项
            </Button>
          )}
        </div>
      ))}
      {parts.length < most && (
        <Button size="small" onClick={() => onChange([...parts, ''])}>
          再加一项
        </Button>
      )}
    </fieldset>
  );
}
