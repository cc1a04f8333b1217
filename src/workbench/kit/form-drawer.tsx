import { Drawer } from 'antd';
import { useId } from 'react';
import { type TObject, Type } from 'typebox';
import { api } from './api.ts';
import { useRefresh } from './query.ts';
import { SchemaForm, type SchemaFormProps } from './schema-form.tsx';

/** A form at the right of a screen. */
export interface DrawerForm {
  readonly title: string;
  readonly schema: TObject;
  readonly path: string;
  /** How it is sent; left out: a POST to the path. */
  readonly send?: (fields: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly initial?: Readonly<Record<string, unknown>>;
  /** Sent with the fields, unseen: the version as last read, or what the form is about. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly submitLabel?: string;
  readonly done: string;
  /** What follows with the answer, once the form is left: another screen. Nothing may be navigated to while it is being sent. */
  readonly after?: (answer: unknown) => void;
  readonly consequence?: string;
}

/** One act as a form at the right; no form, no drawer. What `renews` names is read anew when it is done. */
export function FormDrawer({
  form,
  close,
  renews,
  widgets,
}: {
  readonly form: DrawerForm | undefined;
  readonly close: () => void;
  /** Beginnings of addresses whose answers the act changes. */
  readonly renews: readonly string[];
} & Pick<SchemaFormProps<unknown>, 'widgets'>) {
  const refresh = useRefresh();
  const follows = useId();
  const renew = () => refresh(...renews);
  return (
    <Drawer title={form?.title} open={form !== undefined} onClose={close} size={520} destroyOnHidden autoFocus={false}>
      {form?.consequence && (
        <p id={follows} className="consequence">
          {form.consequence}
        </p>
      )}
      {form && (
        <SchemaForm
          key={form.path}
          takesFocus
          {...(form.consequence && { describedBy: follows })}
          schema={without(form.schema, Object.keys(form.fixed ?? {}))}
          {...(form.initial && { initial: form.initial })}
          {...(widgets && { widgets })}
          submit={(fields) => send(form, { ...fields, ...form.fixed })}
          submitLabel={form.submitLabel ?? '保存'}
          done={form.done}
          renew={renew}
          onCancel={close}
          onDone={async (answer) => {
            await renew();
            close();
            form.after?.(answer);
          }}
        />
      )}
    </Drawer>
  );
}

const send = (form: DrawerForm, fields: Readonly<Record<string, unknown>>) =>
  form.send ? form.send(fields) : api.post(form.path, fields);

/** The schema as a form shows it: without what is sent unseen. */
const without = (schema: TObject, names: readonly string[]): TObject =>
  Type.Object(Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !names.includes(name))));
