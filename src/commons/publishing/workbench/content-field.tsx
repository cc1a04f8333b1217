import { useMemo } from 'react';
import type { JsonSchema } from '#commons/casework/contract.ts';
import { Field } from '#workbench/kit/index.ts';
import { type InputProps, SchemaInput } from '#workbench/kit/schema-field.tsx';
import { type FieldSpec, fieldsOf } from '#workbench/kit/schema-reading.ts';
import type { ReactNode } from 'react';
import { Content } from '../contract.ts';
import { type FormParts, inputId } from './form-parts.ts';

// The schema is JSON already; its static type is only narrower than the form's.
const specs = new Map(fieldsOf(Content as unknown as JsonSchema).map((spec) => [spec.name, spec]));
type Name = keyof Content;

/** One field of the content, with its words, limits and input from the schema; `input` brings another input for it. */
export function ContentField({
  name,
  hand,
  errorOf,
  hint,
  required,
  kind,
  input,
}: FormParts & {
  readonly name: Name;
  readonly hint?: string;
  /** Where another field makes it so. */
  readonly required?: boolean;
  /** What sort of input `input` is, for its label. */
  readonly kind?: FieldSpec['kind'];
  readonly input?: (props: InputProps) => ReactNode;
}) {
  const spec = useMemo((): FieldSpec | undefined => {
    const found = specs.get(name);
    return (
      found && { ...found, hint: hint ?? found.hint, required: required ?? found.required, kind: kind ?? found.kind }
    );
  }, [name, hint, required, kind]);
  if (!spec) return null;
  const error = errorOf(`content.${name}`);
  const id = inputId(name);
  return (
    <Field spec={spec} id={id} error={error}>
      {(describedBy) => {
        const props: InputProps = {
          id,
          spec,
          value: hand.draft.content[name],
          onChange: (value) => hand.changeContent({ [name]: value }),
          invalid: error !== undefined,
          describedBy,
        };
        return input ? input(props) : <SchemaInput {...props} />;
      }}
    </Field>
  );
}
