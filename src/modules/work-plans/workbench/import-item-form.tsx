import { Button, Input, Select, Space } from 'antd';
import { useId, useState } from 'react';
import { DateField, PersonPicker, UnitsPicker } from '#workbench/kit/index.ts';
import {
  type ItemCorrection,
  type PartyInput,
  type PartyRole,
  partyRoles,
  type PreviewItem,
} from '../import-contract.ts';
import { type Rhythm, rhythmLabels } from '../item-contract.ts';
import type { Correct } from './import-preview.tsx';

interface Row extends Omit<PartyInput, 'openTo'> {
  readonly openTo?: string | undefined;
  readonly id: number;
  readonly collective: boolean;
}

/** Title, text, day and parties of one item. Saving replaces what was read of it; the reading itself is kept. */
export function ItemForm({
  item,
  correct,
  close,
}: {
  readonly item: PreviewItem;
  readonly correct: Correct;
  readonly close: () => void;
}) {
  const id = useId();
  const [title, setTitle] = useState(item.title);
  const [text, setText] = useState(item.text);
  const [dueOn, setDueOn] = useState<string>(item.dueOn ?? '');
  const [rhythm, setRhythm] = useState<Rhythm | ''>(item.rhythm ?? '');
  const [rows, setRows] = useState<readonly Row[]>(item.parties.map(rowOf));
  const [busy, setBusy] = useState(false);
  const save = async (change: ItemCorrection | null) => {
    setBusy(true);
    await correct({ items: { [item.key]: change } });
    setBusy(false);
    close();
  };
  const changed = (): ItemCorrection => ({
    ...(title !== item.title && { title }),
    ...(text !== item.text && { text }),
    ...(dueOn !== (item.dueOn ?? '') && { dueOn: dueOn === '' ? null : dueOn }),
    ...(rhythm !== (item.rhythm ?? '') && { rhythm: rhythm === '' ? null : rhythm }),
    parties: rows.filter(({ text: words }) => words.trim() !== '').map(partyOf),
  });
  const set = (which: number, to: Partial<Row>) =>
    setRows(rows.map((row) => (row.id === which ? { ...row, ...to } : row)));
  return (
    <form
      className="form"
      aria-label={`更正第 ${item.number || item.key} 项`}
      onSubmit={(event) => {
        event.preventDefault();
        void save(changed());
      }}
    >
      <Labelled id={`${id}-title`} label="标题">
        <Input id={`${id}-title`} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </Labelled>
      <Labelled id={`${id}-text`} label="任务内容">
        <Input.TextArea id={`${id}-text`} value={text} rows={4} onChange={(event) => setText(event.target.value)} />
      </Labelled>
      <Labelled id={`${id}-due`} label="期限" hint="空着表示没有完成期限，请同时选择报告周期">
        <DateField id={`${id}-due`} value={dueOn} onChange={(date) => setDueOn(date ?? '')} />
      </Labelled>
      <Labelled id={`${id}-rhythm`} label="报告周期">
        <Select
          id={`${id}-rhythm`}
          value={rhythm}
          onChange={setRhythm}
          options={[
            { value: '', label: '不定期' },
            ...Object.entries(rhythmLabels).map(([value, label]) => ({ value, label })),
          ]}
        />
      </Labelled>
      <fieldset>
        <legend className="field-label">责任单位</legend>
        {rows.map((row) => (
          <PartyRow
            key={row.id}
            row={row}
            set={(to) => set(row.id, to)}
            remove={() => setRows(rows.filter(({ id: one }) => one !== row.id))}
          />
        ))}
        <Button
          size="small"
          onClick={() =>
            setRows([...rows, { id: performance.now(), role: 'cooperating', text: '', unitIds: [], collective: false }])
          }
        >
          增加一个
        </Button>
      </fieldset>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={busy}>
          保存更正
        </Button>
        <Button onClick={close}>取消</Button>
        {item.corrected && <Button onClick={() => void save(null)}>恢复为读到的内容</Button>}
      </div>
    </form>
  );
}

let rowNumber = 0;
const rowOf = ({ role, text, units, collective, openTo }: PreviewItem['parties'][number]): Row => ({
  id: rowNumber++,
  role,
  text,
  unitIds: units.map(({ id }) => id),
  collective,
  ...(openTo && { openTo }),
});

const partyOf = ({ role, text, unitIds, openTo }: Row): PartyInput => ({
  role,
  text: text.trim(),
  unitIds: [...unitIds],
  ...(unitIds.length === 0 && openTo ? { openTo } : {}),
});

function Labelled({
  id,
  label,
  hint,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly children: React.ReactNode;
}) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint && <p className="field-hint">{hint}</p>}
      {children}
    </div>
  );
}

function PartyRow({
  row,
  set,
  remove,
}: {
  readonly row: Row;
  readonly set: (to: Partial<Row>) => void;
  readonly remove: () => void;
}) {
  const id = useId();
  const name = row.text || '新增的单位';
  return (
    <div className="field">
      <Space.Compact block>
        <Select<PartyRole>
          aria-label={`${name}的职责`}
          value={row.role}
          onChange={(role) => set({ role })}
          options={Object.entries(partyRoles).map(([value, label]) => ({ value: value as PartyRole, label }))}
        />
        <Input
          aria-label="原文中的名称"
          value={row.text}
          maxLength={80}
          placeholder="名称，如：法规处"
          onChange={(event) => set({ text: event.target.value })}
        />
        <Button onClick={remove} aria-label={`去掉${name}`}>
          去掉
        </Button>
      </Space.Compact>
      <label className="unseen" htmlFor={`${id}-units`}>
        {name}所指的单位
      </label>
      <UnitsPicker
        id={`${id}-units`}
        value={row.unitIds}
        onChange={(unitIds) => set({ unitIds: [...(unitIds ?? [])] })}
        placeholder={`「${name}」所指的单位`}
      />
      {row.collective && row.unitIds.length === 0 && (
        <>
          <label className="unseen" htmlFor={`${id}-person`}>
            由谁以后明确{name}
          </label>
          <PersonPicker
            id={`${id}-person`}
            value={row.openTo}
            onChange={(openTo) => set({ openTo })}
            placeholder="或由谁以后明确"
          />
        </>
      )}
    </div>
  );
}
