import { clearable } from './clearable.ts';
import { Select } from 'antd';
import { useState } from 'react';
import { inputState } from './input-state.ts';
import { useRead } from './query.ts';
import { several } from './several.ts';

interface PickerProps<V> {
  readonly id?: string;
  readonly value: V | undefined;
  readonly onChange: (value: V | undefined) => void;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
}

/** A unit as the pickers need it. GET /api/units → { units } in the order of the register, with the path of names above it. */
export interface PickableUnit {
  readonly id: string;
  readonly name: string;
  readonly shortName?: string | null;
  readonly aliases?: readonly string[];
  readonly closedOn?: string | null;
}

/** The units in force, read once for all pickers. */
export function useUnits() {
  return useRead<{ readonly units: readonly PickableUnit[] }>('/api/units');
}

/** One unit, found by its name, short name or any alias. */
export function UnitPicker(props: PickerProps<string>) {
  return (
    <Select<string>
      {...useUnitSelect(props)}
      value={props.value ?? null}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}

/** Several units, in the order they were chosen. */
export function UnitsPicker(props: PickerProps<readonly string[]>) {
  return (
    <Select<string[]>
      {...several}
      {...useUnitSelect(props)}
      value={[...(props.value ?? [])]}
      onChange={(value) => props.onChange(value)}
    />
  );
}

function useUnitSelect(props: Omit<PickerProps<unknown>, 'value' | 'onChange'>) {
  const { data, isLoading } = useUnits();
  const options = (data?.units ?? [])
    .filter(({ closedOn }) => !closedOn)
    .map(({ id, name, shortName, aliases }) => ({
      value: id,
      label: name,
      words: [name, shortName, ...(aliases ?? [])].join(' '),
    }));
  return {
    ...shared(props, '输入名称或简称查找'),
    loading: isLoading,
    options,
    showSearch: {
      filterOption: (typed: string, option?: Readonly<Record<string, unknown>>) =>
        String(option?.words).includes(typed.trim()),
    },
  };
}

export interface PickablePerson {
  readonly id: string;
  readonly name: string;
  readonly posts?: readonly string[] | string;
}

/** One person, found by typing part of the name or unit. GET /api/people?q= → { people }. */
export function PersonPicker(props: PickerProps<string>) {
  return (
    <Select<string>
      {...usePersonSelect(props)}
      value={props.value ?? null}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}

/** Several persons: of all, or of those `path` gives as /api/people does. */
export function PeoplePicker({
  path = '/api/people',
  ...props
}: PickerProps<readonly string[]> & { readonly path?: string }) {
  return (
    <Select<string[]>
      {...several}
      {...usePersonSelect(props, path)}
      value={[...(props.value ?? [])]}
      onChange={(value) => props.onChange(value)}
    />
  );
}

function usePersonSelect(props: Omit<PickerProps<unknown>, 'value' | 'onChange'>, path = '/api/people') {
  const [typed, setTyped] = useState('');
  const { data, isFetching } = useRead<{ readonly people: readonly PickablePerson[] }>(path, { q: typed });
  return {
    ...shared(props, '输入姓名查找'),
    loading: isFetching,
    options: (data?.people ?? []).map((person) => ({ value: person.id, label: labelOf(person) })),
    showSearch: { filterOption: false, onSearch: setTyped },
  };
}

/** One of a few people already at hand, e.g. those a matter may be assigned to: GET `path` → PersonRef[]. */
export function PersonFrom({ path, ...props }: PickerProps<string> & { readonly path: string }) {
  const { data, isLoading } = useRead<readonly { id: string; name: string }[]>(path);
  return (
    <Select<string>
      {...shared(props, '请选择')}
      loading={isLoading}
      options={(data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      showSearch={{ optionFilterProp: 'label' }}
      value={props.value ?? null}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}

function labelOf({ name, posts }: PickablePerson): string {
  const held = typeof posts === 'string' ? posts : posts?.join('、');
  return held ? `${name}（${held}）` : name;
}

function shared(
  { id, disabled, placeholder, describedBy, invalid }: Omit<PickerProps<unknown>, 'value' | 'onChange'>,
  words: string,
) {
  return {
    ...(id !== undefined && { id }),
    allowClear: clearable,
    disabled: disabled ?? false,
    placeholder: placeholder ?? words,
    notFoundContent: '没有符合的结果',
    className: 'wide',
    ...inputState({ invalid, describedBy }),
  };
}
