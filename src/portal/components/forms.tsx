import type { ReactNode } from 'react';

/** Sentences keyed by the id of the field they are about, as AppError.fields gives them. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Everything that is wrong, on top of the form; each line leads to its field. Shown only when there is something. */
export function ErrorSummary({ errors }: { readonly errors: FieldErrors }) {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div className="error-summary" role="alert" aria-labelledby="error-summary-title" tabIndex={-1} data-focus>
      <h2 id="error-summary-title">有 {entries.length} 处需要改一改</h2>
      <ul>
        {entries.map(([field, sentence]) => (
          <li key={field}>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  /** Both the id and the name sent. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Said in words beside the label; without it the label says 选填. */
  readonly required?: boolean;
  /** When it must be filled in, where not always; said in place of 选填. */
  readonly need?: string;
}

/** Label above, hint, error, then the control, tied together for those who listen. */
function Field({
  id,
  label,
  hint,
  error,
  required,
  need = required ? '必填' : '选填',
  children,
}: FieldProps & { readonly children: (described: Described) => ReactNode }) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        <span className="need">{need}</span>
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children({ id, name: id, 'aria-describedby': ids || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  );
}

interface Described {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** One line of text. `value` is what was typed before, so that nothing is lost. */
export function TextField({
  value,
  maxLength,
  autoComplete,
  inputMode,
  undrafted,
  ...field
}: FieldProps & {
  readonly value?: string | undefined;
  /** Never kept on the device: the number of an identity document. */
  readonly undrafted?: boolean;
  readonly maxLength: number;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'tel' | 'email' | 'numeric';
}) {
  return (
    <Field {...field}>
      {(described) => (
        <input
          {...described}
          type="text"
          defaultValue={value}
          maxLength={maxLength}
          autoComplete={undrafted ? 'off' : autoComplete}
          inputMode={inputMode}
          data-undrafted={undrafted}
        />
      )}
    </Field>
  );
}

export function TextArea({
  value,
  maxLength,
  rows = 6,
  ...field
}: FieldProps & { readonly value?: string | undefined; readonly maxLength: number; readonly rows?: number }) {
  return (
    <Field {...field}>
      {(described) => <textarea {...described} rows={rows} maxLength={maxLength} defaultValue={value} />}
    </Field>
  );
}

/** Files to send along. A browser never shows again what was chosen before. */
export function FileField({ accept, ...field }: FieldProps & { readonly accept: string }) {
  return <Field {...field}>{(described) => <input {...described} type="file" accept={accept} multiple />}</Field>;
}

/** One of a few, all in sight. */
export function Choices({
  id,
  label,
  need = '必填',
  hint,
  error,
  value,
  options,
}: Omit<FieldProps, 'required'> & {
  readonly value?: string | undefined;
  readonly options: Readonly<Record<string, string>>;
}) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className={error ? 'field wrong' : 'field'} aria-describedby={ids || undefined}>
      <legend>
        {label}
        <span className="need">{need}</span>
      </legend>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {Object.entries(options).map(([key, text], i) => (
        <label key={key} className="choice">
          {/* The first carries the id that the error summary leads to. */}
          <input type="radio" id={i === 0 ? id : `${id}-${key}`} name={id} value={key} defaultChecked={key === value} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A select that stands in a filter: its own label, an entry for "all". */
export function Select({
  id,
  label,
  value,
  all,
  options,
}: {
  readonly id: string;
  readonly label: string;
  readonly value?: string | undefined;
  /** What choosing nothing is called: 全部栏目. */
  readonly all: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <div className="filter-field">
      <label htmlFor={`filter-${id}`}>{label}</label>
      <select id={`filter-${id}`} name={id} defaultValue={value ?? ''}>
        <option value="">{all}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A form that narrows a list by a plain address, which can be kept and sent to others. Holds `Select`s and one search box. */
export function FilterForm({
  action,
  label,
  searched,
  searchLabel = '关键词',
  clear,
  children,
}: {
  readonly action: string;
  readonly label: string;
  readonly searched?: string | undefined;
  readonly searchLabel?: string;
  /** Address without any filter; given only when one is set. */
  readonly clear?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <form className="filters" action={action} method="get" aria-label={label}>
      <div className="filter-field filter-search">
        <label htmlFor="filter-q">{searchLabel}</label>
        <input id="filter-q" name="q" type="search" maxLength={60} defaultValue={searched} />
      </div>
      {children}
      <div className="filter-actions">
        <button type="submit">查找</button>
        {clear && <a href={clear}>清除条件</a>}
      </div>
    </form>
  );
}
