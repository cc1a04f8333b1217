import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { clearable } from './clearable.ts';
import { DateField } from './date-field.tsx';
import { FileField } from './file-field.tsx';
import { inputState } from './input-state.ts';
import { PeoplePicker, PersonPicker, UnitPicker, UnitsPicker } from './pickers.tsx';
import { type Choice, type FieldSpec, fieldsOf } from './schema-reading.ts';
import { several } from './several.ts';

/** What an input of a form is given. */
export interface InputProps {
  readonly id: string;
  readonly spec: FieldSpec;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}

/** Inputs a form's owner brings for `x-widget`s of its own: `{ column: ColumnPicker }`. */
export type Widgets = Readonly<Record<string, ComponentType<InputProps>>>;

/** A field: label above, required in words, hint, input, and what the server or the form has against it. */
export function Field({
  spec,
  id,
  error,
  children,
}: {
  readonly spec: Pick<FieldSpec, 'title' | 'required' | 'hint' | 'kind'> & Partial<Pick<FieldSpec, 'need' | 'schema'>>;
  readonly id: string;
  readonly error: string | undefined;
  /** Receives the id of the words that describe the input. */
  readonly children: (describedBy: string | undefined) => ReactNode;
}) {
  const described = [spec.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const words = (
    <>
      {spec.title}
      <span className="field-need">{spec.required ? '必填' : (spec.need ?? '选填')}</span>
    </>
  );
  const group = ['yes-no', 'choice', 'choices', 'numbers'].includes(spec.kind);
  return (
    <div className={['field', ...(isShort(spec) ? [] : ['field-wide']), ...(error ? ['field-wrong'] : [])].join(' ')}>
      {spec.kind !== 'tick' &&
        (group ? (
          <span className="field-label" id={`${id}-label`}>
            {words}
          </span>
        ) : (
          <label className="field-label" htmlFor={id}>
            {words}
          </label>
        ))}
      {spec.hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {spec.hint}
        </p>
      )}
      {children(described)}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

/** What may stand beside another in a section of a form: whose words fit into half a line, with no hint that would push its input down. */
const isShort = ({ kind, hint, schema }: Pick<FieldSpec, 'kind' | 'hint'> & Partial<Pick<FieldSpec, 'schema'>>) =>
  !hint &&
  ['text', 'password', 'date', 'number', 'integer', 'unit', 'person'].includes(kind) &&
  Number(schema?.maxLength ?? 0) <= 120;

/** The input for a kind of field. */
export function SchemaInput({ widgets = {}, ...props }: InputProps & { readonly widgets?: Widgets }): ReactNode {
  const { id, spec, value, onChange, invalid, describedBy } = props;
  const { status: wrong, ...aria } = inputState({ invalid, describedBy });
  const status = wrong ? { status: wrong } : {};
  const heard = { id, 'aria-required': spec.required, ...aria };
  const written = typeof value === 'string' ? value : '';
  const limit = spec.schema.maxLength;
  const most = typeof limit === 'number' ? { maxLength: limit } : {};
  const list = Array.isArray(value) ? (value as readonly string[]) : [];
  switch (spec.kind) {
    case 'text':
      return (
        <Input {...heard} {...status} {...most} value={written} onChange={(event) => onChange(event.target.value)} />
      );
    case 'password':
      return (
        <Input.Password
          {...heard}
          {...status}
          {...most}
          value={written}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'textarea':
      return (
        <Input.TextArea
          {...heard}
          {...status}
          {...most}
          value={written}
          rows={4}
          showCount={'maxLength' in most}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'date':
      return (
        <DateField
          id={id}
          value={written || undefined}
          onChange={onChange}
          invalid={invalid}
          required={spec.required}
          describedBy={describedBy}
        />
      );
    case 'number':
    case 'integer':
      return <NumberInput {...props} />;
    case 'numbers':
      return <NumbersInput {...props} />;
    case 'tick':
      return (
        <Checkbox {...heard} checked={value === true} onChange={(event) => onChange(event.target.checked)}>
          {spec.title}
        </Checkbox>
      );
    case 'yes-no':
    case 'choice':
      return <ChoiceInput {...props} />;
    case 'choices':
      return <ChoicesInput {...props} />;
    case 'unit':
      return (
        <UnitPicker
          id={id}
          value={written || undefined}
          onChange={onChange}
          invalid={invalid}
          describedBy={describedBy}
        />
      );
    case 'units':
      return <UnitsPicker id={id} value={list} onChange={onChange} invalid={invalid} describedBy={describedBy} />;
    case 'person':
      return (
        <PersonPicker
          id={id}
          value={written || undefined}
          onChange={onChange}
          invalid={invalid}
          describedBy={describedBy}
        />
      );
    case 'people':
      return <PeoplePicker id={id} value={list} onChange={onChange} invalid={invalid} describedBy={describedBy} />;
    case 'file':
      return (
        <FileField
          id={id}
          multiple={false}
          value={written ? [written] : []}
          onChange={(ids) => onChange(ids[0])}
          purpose={purposeOf(spec)}
          describedBy={describedBy}
        />
      );
    case 'files':
      return <FileField id={id} value={list} onChange={onChange} purpose={purposeOf(spec)} describedBy={describedBy} />;
    case 'own': {
      const Own = widgets[spec.widget ?? ''];
      return Own ? <Own {...props} /> : null;
    }
    case 'hidden':
      return null;
  }
}

function NumberInput({ id, spec, value, onChange, invalid, describedBy }: InputProps) {
  const bound = (name: string) => (typeof spec.schema[name] === 'number' ? spec.schema[name] : undefined);
  const min = bound('minimum');
  const max = bound('maximum');
  return (
    <InputNumber
      id={id}
      {...inputState({ invalid, describedBy })}
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
      {...(spec.kind === 'integer' && { precision: 0 })}
      value={typeof value === 'number' ? value : null}
      onChange={(typed) => onChange(typed ?? undefined)}
    />
  );
}

/** Several numbers in one row, each a field of its own: {@link FieldKind} `numbers`. */
function NumbersInput({ id, spec, value, onChange, describedBy, invalid }: InputProps) {
  const values = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    <fieldset className="bare numbers" id={id} aria-labelledby={`${id}-label`}>
      {fieldsOf(spec.schema).map((each) => (
        <div key={each.name}>
          <label htmlFor={`${id}-${each.name}`}>{each.title}</label>
          <NumberInput
            id={`${id}-${each.name}`}
            spec={each}
            value={values[each.name]}
            onChange={(typed) => onChange({ ...values, [each.name]: typed })}
            invalid={invalid}
            describedBy={describedBy}
          />
        </div>
      ))}
    </fieldset>
  );
}

/** Few choices lie open, one press each; many are a list to search. */
function ChoiceInput({ id, spec, value, onChange, invalid, describedBy }: InputProps) {
  const labelled = { 'aria-labelledby': `${id}-label`, 'aria-describedby': describedBy };
  if (spec.choices.length <= FEW)
    return (
      <Radio.Group
        id={id}
        {...labelled}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        options={optionsOf(spec.choices)}
      />
    );
  return (
    <Select
      id={id}
      {...labelled}
      {...inputState({ invalid, describedBy })}
      className="wide"
      placeholder="请选择"
      allowClear={!spec.required && clearable}
      showSearch={{ optionFilterProp: 'label' }}
      value={(value ?? null) as string | null}
      options={optionsOf(spec.choices)}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

const FEW = 4;

/** A list to be ticked off lies open; a long one is searched; without given choices, words are typed one by one. */
function ChoicesInput({ id, spec, value, onChange, invalid, describedBy }: InputProps) {
  const list = Array.isArray(value) ? (value as readonly string[]) : [];
  const labelled = { 'aria-labelledby': `${id}-label`, 'aria-describedby': describedBy };
  const options = optionsOf(spec.choices);
  if (options.length > 0 && options.length <= TICKABLE)
    return (
      <fieldset className="bare" id={id} {...labelled}>
        <Checkbox.Group className="ticks" value={[...list]} onChange={(chosen) => onChange(chosen)} options={options} />
      </fieldset>
    );
  return (
    <Select
      id={id}
      {...labelled}
      {...inputState({ invalid, describedBy })}
      {...several}
      mode={options.length > 0 ? 'multiple' : 'tags'}
      className="wide"
      value={[...list]}
      options={options}
      onChange={(chosen: string[]) => onChange(chosen)}
    />
  );
}

const TICKABLE = 15;

const optionsOf = (choices: readonly Choice[]) =>
  choices.map(({ value, label }) => ({ value: value as string, label }));

const purposeOf = ({ schema }: FieldSpec) =>
  typeof schema['x-purpose'] === 'string' ? schema['x-purpose'] : undefined;
