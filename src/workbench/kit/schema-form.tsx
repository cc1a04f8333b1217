import { App, Button } from 'antd';
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { draftOf } from './draft.ts';
import { useFirstFocus } from './focus.ts';
import { useLeaveWarning } from './leaving.tsx';
import { ApiProblem, problemOf } from './problem.ts';
import { ProblemSummary } from './problem-summary.tsx';
import { Field, SchemaInput, type Widgets } from './schema-field.tsx';
import { type FieldSpec, type FormSchema, fieldsOf, filled, missing, sectionsOf } from './schema-reading.ts';

export interface SchemaFormProps<T> {
  /** An object schema whose fields have Chinese titles; TypeBox schemas are such. See README for the keywords it heeds. */
  readonly schema: FormSchema;
  /** What stands in the fields at first. */
  readonly initial?: Readonly<Record<string, unknown>>;
  /** Sends the filled fields; an {@link ApiProblem} it throws is shown on top and beside the fields. */
  readonly submit: (fields: Record<string, unknown>) => Promise<T>;
  readonly submitLabel: string;
  /** Sends also what is incomplete: the receiver refuses it, and tells what is blank together with what only it can know. */
  readonly askAnyway?: boolean;
  /** What is sent takes away what stands. */
  readonly grave?: boolean;
  /** What the form is called when read aloud, where several on a screen have the same button. */
  readonly name?: string;
  readonly onDone?: (answer: T) => void | Promise<void>;
  /** Said when it is done. */
  readonly done?: string;
  readonly onCancel?: () => void;
  /** Keeps what is typed under this name until it is sent. */
  readonly draft?: string;
  /** Loads what others have changed; what was typed stays. */
  readonly renew?: () => unknown;
  /** Heard whenever something is typed, with everything that stands in the form now: what was said about it before is of another form. */
  readonly onEdit?: (values: Readonly<Record<string, unknown>>) => void;
  readonly widgets?: Widgets;
  /** The id of words that say what follows: read with the button. */
  readonly describedBy?: string;
  /** It was opened to be filled in: its first field has the focus at once, or its button where it asks nothing. */
  readonly takesFocus?: boolean;
  /** Stands between the fields and the buttons. */
  readonly children?: ReactNode;
}

/** A form made from a schema. Ctrl+Enter sends it; nothing typed is lost by a refusal, a closed drawer or a lost network. */
export function SchemaForm<T>(props: SchemaFormProps<T>) {
  const { schema, widgets, submitLabel, grave, onCancel, children } = props;
  const specs = useMemo(() => fieldsOf(schema, Object.keys(widgets ?? {})), [schema, widgets]);
  const form = useForm(specs, props);
  const id = useId();
  const self = useFirstFocus(props.takesFocus === true);
  const idOf = (field: string) => {
    const name = field.split('.', 1)[0] ?? field;
    if (!specs.some((spec) => spec.name === name)) return undefined;
    // A field of several parts leads to the very part where it has one.
    const part = `${id}-${field.replaceAll('.', '-')}`;
    return document.getElementById(part) ? part : `${id}-${name}`;
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void form.send();
    }
  };
  return (
    <form
      ref={self}
      className="form"
      noValidate
      onSubmit={form.send}
      onKeyDown={keys}
      aria-label={props.name ?? submitLabel}
    >
      {form.problem && <ProblemSummary problem={form.problem} idOf={idOf} renew={props.renew && form.renew} />}
      {form.restored && (
        <p className="restored">
          已恢复上次没有提交的内容。
          <Button type="link" size="small" onClick={form.clear}>
            清空重填
          </Button>
        </p>
      )}
      {sectionsOf(specs.filter(({ kind }) => kind !== 'hidden')).map(({ heading, fields }) => (
        <Section key={fields[0]?.name} heading={heading}>
          {fields.map((spec) => (
            <Field key={spec.name} spec={spec} id={`${id}-${spec.name}`} error={errorOf(form.problem, spec.name)}>
              {(describedBy) => (
                <SchemaInput
                  id={`${id}-${spec.name}`}
                  spec={spec}
                  value={form.values[spec.name]}
                  onChange={(value) => form.change(spec.name, value)}
                  invalid={errorOf(form.problem, spec.name) !== undefined}
                  describedBy={describedBy}
                  {...(widgets && { widgets })}
                />
              )}
            </Field>
          ))}
        </Section>
      ))}
      {children}
      <div className="form-buttons">
        <Button
          type="primary"
          danger={grave === true}
          htmlType="submit"
          loading={form.sending}
          title="Ctrl+Enter"
          {...(props.describedBy && { 'aria-describedby': props.describedBy })}
        >
          {submitLabel}
        </Button>
        {onCancel && <Button onClick={onCancel}>取消</Button>}
      </div>
    </form>
  );
}

/** A part of the form under its heading, short fields beside each other in equal widths; fields that name no heading stand one below the other. */
function Section({ heading, children }: { readonly heading: string | undefined; readonly children: ReactNode }) {
  if (heading === undefined) return children;
  return (
    <fieldset className="form-section">
      <legend>
        <h2>{heading}</h2>
      </legend>
      <div className="form-section-fields">{children}</div>
    </fieldset>
  );
}

function useForm<T>(
  specs: readonly FieldSpec[],
  { initial = {}, submit, askAnyway, onDone, done, draft: name, renew, onEdit }: SchemaFormProps<T>,
) {
  const { message } = App.useApp();
  const draft = draftOf(name);
  const first = { ...Object.fromEntries(specs.map((spec) => [spec.name, spec.initial])), ...initial };
  const [kept] = useState(() => draft.read());
  const [values, setValues] = useState<Record<string, unknown>>({ ...first, ...kept });
  const [restored, setRestored] = useState(kept !== undefined);
  const [dirty, setDirty] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [sending, setSending] = useState(false);
  const letGo = useLeaveWarning(dirty);
  const secret = new Set(specs.filter(({ kind }) => kind === 'password').map((spec) => spec.name));
  return {
    values,
    problem,
    sending,
    restored,
    change(field: string, value: unknown) {
      const next = { ...values, [field]: value };
      setValues(next);
      setDirty(true);
      onEdit?.(next);
      draft.keep(Object.fromEntries(Object.entries(next).filter(([key]) => !secret.has(key))));
    },
    clear() {
      draft.drop();
      setValues(first);
      setRestored(false);
      setDirty(false);
    },
    async renew() {
      await renew?.();
      setProblem(undefined);
    },
    async send(event?: FormEvent) {
      event?.preventDefault();
      if (sending) return;
      const fields = missing(specs, values);
      if (Object.keys(fields).length > 0 && !askAnyway)
        return setProblem(new ApiProblem({ status: 422, code: 'invalid', reasons: Object.values(fields), fields }));
      setSending(true);
      setProblem(undefined);
      try {
        const answer = await submit(filled(specs, values));
        draft.drop();
        setDirty(false);
        letGo();
        if (done) void message.success(done);
        await onDone?.(answer);
      } catch (error) {
        setProblem(problemOf(error));
      } finally {
        setSending(false);
      }
    },
  };
}

/** Sentences about `items.0.title` stand beside `items`. */
function errorOf(problem: ApiProblem | undefined, field: string): string | undefined {
  const found = Object.entries(problem?.fields ?? {}).find(([path]) => path === field || path.startsWith(`${field}.`));
  return found?.[1];
}
