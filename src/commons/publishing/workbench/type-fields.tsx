import { useMemo } from 'react';
import { Block, Field } from '#workbench/kit/index.ts';
import { SchemaInput } from '#workbench/kit/schema-field.tsx';
import { fieldsOf } from '#workbench/kit/schema-reading.ts';
import type { ContentTypeLine } from '../contract.ts';
import { type FormParts, inputId } from './form-parts.ts';

/** What a kind of document asks for beyond what all do: fields made from its own schema. */
export function TypeFields({ hand, errorOf, type }: FormParts & { readonly type: ContentTypeLine | undefined }) {
  const specs = useMemo(() => (type ? fieldsOf(type.data).filter(({ kind }) => kind !== 'hidden') : []), [type]);
  if (!type || specs.length === 0) return null;
  const data = hand.draft.content.data ?? {};
  return (
    <Block title={type.label}>
      {specs.map((spec) => {
        const field = `content.data.${spec.name}`;
        const id = inputId(field);
        const error = errorOf(field);
        return (
          <Field key={spec.name} spec={spec} id={id} error={error}>
            {(describedBy) => (
              <SchemaInput
                id={id}
                spec={spec}
                value={data[spec.name]}
                onChange={(value) => hand.changeContent({ data: without(spec.name, value, data) })}
                invalid={error !== undefined}
                describedBy={describedBy}
              />
            )}
          </Field>
        );
      })}
    </Block>
  );
}

/** A field emptied again is left out, as if it had never been filled. */
function without(name: string, value: unknown, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { [name]: _, ...others } = data;
  return value === undefined || value === null || value === '' ? others : { ...others, [name]: value };
}
