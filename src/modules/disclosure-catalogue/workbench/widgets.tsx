import { Select } from 'antd';
import { ColumnPicker } from '#commons/publishing/workbench/column-picker.tsx';
import type { ContentTypeLine } from '#commons/publishing/contract.ts';
import { STATUTORY_CLASSES } from '#commons/publishing/statutory-kinds.ts';
import { inputState, several, useRead, type Widgets } from '#workbench/kit/index.ts';
import type { InputProps } from '#workbench/kit/schema-field.tsx';

function StatutoryPicker({ id, value, onChange, invalid, describedBy }: InputProps) {
  return (
    <Select<number>
      id={id}
      className="wide"
      {...inputState({ invalid, describedBy })}
      placeholder="请选择"
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      value={(value ?? null) as number | null}
      options={Object.entries(STATUTORY_CLASSES).map(([n, label]) => ({ value: Number(n), label: `${n}. ${label}` }))}
      onChange={onChange}
    />
  );
}

function TypesPicker({ id, value, onChange, invalid, describedBy }: InputProps) {
  const { data, isLoading } = useRead<readonly ContentTypeLine[]>('/api/content-types');
  return (
    <Select<string[]>
      id={id}
      {...several}
      className="wide"
      {...inputState({ invalid, describedBy })}
      placeholder="不限"
      loading={isLoading}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...((value as readonly string[] | undefined) ?? [])]}
      options={(data ?? []).map(({ key, label }) => ({ value: key, label }))}
      onChange={onChange}
    />
  );
}

export const catalogueWidgets: Widgets = { statutory: StatutoryPicker, types: TypesPicker, column: ColumnPicker };
