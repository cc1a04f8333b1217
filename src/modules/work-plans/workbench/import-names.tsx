import { Button } from 'antd';
import { Mark } from './mark.tsx';
import { useId, useState } from 'react';
import { PersonPicker, UnitsPicker } from '#workbench/kit/index.ts';
import { type Preview, partyStates } from '../import-contract.ts';
import type { Correct } from './import-preview.tsx';

type Name = Preview['names'][number];

/** Each printed name that does not by itself say who is meant, with who is meant everywhere. */
export function NamesForm({ names, correct }: { readonly names: readonly Name[]; readonly correct: Correct }) {
  return (
    <ul className="entries">
      {names.map((name) => (
        <NameForm key={`${name.text} ${name.state}`} name={name} correct={correct} />
      ))}
    </ul>
  );
}

function NameForm({
  name: { text, state, items, candidates },
  correct,
}: {
  readonly name: Name;
  readonly correct: Correct;
}) {
  const [unitIds, setUnitIds] = useState<readonly string[]>([]);
  const [openTo, setOpenTo] = useState<string>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const save = async () => {
    setBusy(true);
    await correct({
      names: { [text]: { unitIds: [...unitIds], ...(unitIds.length === 0 && openTo ? { openTo } : {}) } },
    });
    setBusy(false);
  };
  const collective = state === 'open' || state === 'left-open';
  return (
    <li>
      <p className="entry-head">
        <strong>「{text}」</strong>
        <Mark tone={state === 'left-open' ? 'good' : 'doubt'}>{partyStates[state]}</Mark>
        <span className="muted">{items} 项任务</span>
      </p>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-units`}>
          所指的单位
        </label>
        <UnitsPicker id={`${id}-units`} value={unitIds} onChange={(chosen) => setUnitIds(chosen ?? [])} />
        {candidates.length > 0 && (
          <p className="field-hint">
            {state === 'unknown' ? '名称相近：' : '可选：'}
            {state === 'unknown' ? (
              candidates.map((unit) => (
                <Button key={unit.id} type="link" size="small" onClick={() => setUnitIds([unit.id])}>
                  {unit.name}
                </Button>
              ))
            ) : (
              <Button type="link" size="small" onClick={() => setUnitIds(candidates.map((unit) => unit.id))}>
                全选 {candidates.length} 个
              </Button>
            )}
          </p>
        )}
      </div>
      {collective && (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-person`}>
            或留待以后明确，由
          </label>
          <PersonPicker id={`${id}-person`} value={openTo} onChange={setOpenTo} disabled={unitIds.length > 0} />
        </div>
      )}
      <Button
        type="primary"
        size="small"
        loading={busy}
        disabled={unitIds.length === 0 && !(collective && openTo)}
        onClick={() => void save()}
      >
        用于全部 {items} 项
      </Button>
    </li>
  );
}
