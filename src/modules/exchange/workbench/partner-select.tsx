import { Select } from 'antd';
import { type InputProps, inputState, useRead } from '#workbench/kit/index.ts';
import type { PartnerLine } from '../contract.ts';

/** Chooses one of the partners that are open. */
export function PartnerSelect({
  id,
  value,
  onChange,
  invalid,
  describedBy,
  path,
}: InputProps & { readonly path: string }) {
  const read = useRead<{ readonly rows: readonly PartnerLine[] }>(path);
  return (
    <Select
      id={id}
      className="wide"
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
      {...inputState({ invalid, describedBy })}
      loading={read.isLoading}
      options={(read.data?.rows ?? [])
        .filter(({ closedAt }) => !closedAt)
        .map((partner) => ({ value: partner.id, label: partner.name }))}
    />
  );
}
