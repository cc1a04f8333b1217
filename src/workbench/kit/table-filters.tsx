import { clearable } from './clearable.ts';
import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { DateField } from './date-field.tsx';
import { PersonPicker, UnitPicker } from './pickers.tsx';
import type { Choice } from './schema-reading.ts';

/** A filter of a table. Its key is the name it has in the address and in the API. */
export interface FilterSpec {
  readonly key: string;
  readonly label: string;
  readonly kind: 'search' | 'choice' | 'tick' | 'date' | 'unit' | 'person';
  readonly choices?: readonly Choice[];
  /** Shown only while it stands in the address: what a number elsewhere leads to. */
  readonly spare?: true;
}

/** The filters of a table in one row; what is chosen stands in the address, and any change goes back to the first page. */
export function Filters({ filters }: { readonly filters: readonly FilterSpec[] }) {
  const [search, setSearch] = useSearchParams();
  const set = (key: string, value: string | undefined) =>
    setSearch((now) => changed(now, { [key]: value }), { replace: true });
  return (
    <search className="filters">
      {filters
        .filter(({ key, spare }) => !spare || search.has(key))
        .map((filter) => (
          <OneFilter
            key={filter.key}
            filter={filter}
            value={search.get(filter.key) ?? undefined}
            set={(value) => set(filter.key, value)}
          />
        ))}
    </search>
  );
}

/** Takes all chosen filters back; shown only when there are some. */
export function ClearFilters({ filters }: { readonly filters: readonly FilterSpec[] }) {
  const [search, setSearch] = useSearchParams();
  const active = filters.filter(({ key }) => search.has(key));
  if (active.length === 0) return null;
  const none = Object.fromEntries(active.map(({ key }) => [key, undefined]));
  return (
    <Button type="link" size="small" onClick={() => setSearch((now) => changed(now, none), { replace: true })}>
      清除筛选（{active.length}）
    </Button>
  );
}

function changed(now: URLSearchParams, values: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const next = new URLSearchParams(now);
  next.delete('page');
  for (const [key, value] of Object.entries(values))
    if (value) next.set(key, value);
    else next.delete(key);
  return next;
}

function OneFilter({
  filter,
  value,
  set,
}: {
  readonly filter: FilterSpec;
  readonly value: string | undefined;
  readonly set: (value: string | undefined) => void;
}) {
  const { key, label, kind, choices = [] } = filter;
  const id = `filter-${key}`;
  if (kind === 'tick')
    return (
      <Checkbox checked={value === 'true'} onChange={(event) => set(event.target.checked ? 'true' : undefined)}>
        {label}
      </Checkbox>
    );
  return (
    <div className={`filter filter-${kind}`}>
      <label htmlFor={id}>{label}</label>
      {kind === 'search' && <SearchBox id={id} value={value} set={set} />}
      {kind === 'choice' && (
        <Select
          id={id}
          allowClear={clearable}
          placeholder="全部"
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={value ?? null}
          options={choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
          onChange={(chosen) => set(chosen ?? undefined)}
        />
      )}
      {kind === 'date' && <DateField id={id} value={value} onChange={set} />}
      {kind === 'unit' && <UnitPicker id={id} placeholder="全部" value={value} onChange={set} />}
      {kind === 'person' && <PersonPicker id={id} placeholder="全部" value={value} onChange={set} />}
    </div>
  );
}

/** Looks after a short rest in typing, so that not every letter asks the server. */
function SearchBox({
  id,
  value,
  set,
}: {
  readonly id: string;
  readonly value: string | undefined;
  readonly set: (value: string | undefined) => void;
}) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  useEffect(() => {
    if (typed.trim() === (value ?? '')) return;
    const timer = setTimeout(() => set(typed.trim() || undefined), 350);
    return () => clearTimeout(timer);
  }, [typed, value, set]);
  return (
    <Input
      id={id}
      type="search"
      allowClear
      value={typed}
      maxLength={100}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => set(typed.trim() || undefined)}
    />
  );
}
