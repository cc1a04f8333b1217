import { Select } from 'antd';
import { clearable, inputState, useRead } from '#workbench/kit/index.ts';
import type { InputProps } from '#workbench/kit/schema-field.tsx';
import type { ColumnLine } from '../column-contract.ts';

/** One of the columns that take documents. */
export function ColumnPicker({ id, value, onChange, invalid, describedBy }: InputProps) {
  const { data, isLoading } = useRead<readonly ColumnLine[]>('/api/columns');
  const open = (data ?? []).filter(({ state }) => state !== 'retired');
  return (
    <Select<string>
      id={id}
      className="wide"
      {...inputState({ invalid, describedBy })}
      placeholder="请选择"
      allowClear={clearable}
      loading={isLoading}
      showSearch={{ optionFilterProp: 'label' }}
      value={(value ?? null) as string | null}
      options={open.map(({ key, name, state }) => ({
        value: key,
        label: state === 'preparing' ? `${name}（筹备，公众还看不到栏目）` : name,
      }))}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
