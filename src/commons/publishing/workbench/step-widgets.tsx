import { Checkbox } from 'antd';
import { ChinaTime, type InputProps, type Widgets } from '#workbench/kit/index.ts';
import { FindingsField } from './findings-field.tsx';

/** Inputs that the steps of a publication bring. */
export const stepWidgets: Widgets = { checklist: Checklist, 'china-time': ChinaTime, findings: FindingsField };

/** Items to be confirmed one by one; there is no way to confirm all of them with one press. */
function Checklist({ id, spec, value, onChange, describedBy }: InputProps) {
  const ticked = new Set(Array.isArray(value) ? (value as readonly string[]) : []);
  const tick = (item: string, on: boolean) =>
    onChange(spec.choices.map((one) => String(one.value)).filter((one) => (one === item ? on : ticked.has(one))));
  return (
    <fieldset className="checklist" id={id} aria-describedby={describedBy}>
      <legend className="unseen">{spec.title}</legend>
      {spec.choices.map(({ value: item, label }) => (
        <Checkbox
          key={String(item)}
          checked={ticked.has(String(item))}
          onChange={(event) => tick(String(item), event.target.checked)}
        >
          {label}
        </Checkbox>
      ))}
      <p className="muted">
        已确认 {ticked.size} / {spec.choices.length} 项
      </p>
    </fieldset>
  );
}
