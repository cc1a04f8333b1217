import { Button, Input, Space } from 'antd';
import type { InputProps } from '#workbench/kit/index.ts';

interface Alias {
  readonly alias: string;
  readonly note?: string | null;
}

/** The words a unit is known by, one in a row, each with where it comes from. */
export function AliasesInput({ id, value, onChange, describedBy, invalid }: InputProps) {
  const aliases = Array.isArray(value) ? (value as readonly Alias[]) : [];
  const change = (at: number, to: Partial<Alias>) =>
    onChange(aliases.map((one, i) => (i === at ? trimmed({ ...one, ...to }) : trimmed(one))));
  return (
    <Space orientation="vertical" className="wide">
      {aliases.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place while they are typed
        <Space.Compact key={at} block>
          <Input
            id={at === 0 ? id : `${id}-${at}`}
            aria-label={`第 ${at + 1} 个别名`}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            maxLength={80}
            value={one.alias}
            onChange={(event) => change(at, { alias: event.target.value })}
          />
          <Input
            aria-label={`第 ${at + 1} 个别名的说明`}
            placeholder="说明"
            maxLength={200}
            value={one.note ?? ''}
            onChange={(event) => change(at, { note: event.target.value })}
          />
          <Button
            aria-label={`移除别名${one.alias}`}
            onClick={() => onChange(aliases.filter((_kept, i) => i !== at).map(trimmed))}
          >
            移除
          </Button>
        </Space.Compact>
      ))}
      <Button
        id={aliases.length === 0 ? id : undefined}
        onClick={() => onChange([...aliases.map(trimmed), { alias: '' }])}
      >
        添加别名
      </Button>
    </Space>
  );
}

/** The API takes no null. */
const trimmed = ({ alias, note }: Alias): Alias => ({ alias, ...(note ? { note } : {}) });
