import { Type } from 'typebox';

// Fields that many forms ask for.

export const closed = { additionalProperties: false } as const;

/** A choice with the words people know it by: what forms show, what validation accepts. */
export function choice<const K extends string>(
  title: string,
  options: Readonly<Record<K, string>>,
  more: Readonly<Record<string, unknown>> = {},
) {
  const literals = Object.entries<string>(options).map(([value, label]) => Type.Literal(value, { title: label }));
  return Type.Unsafe<K>(Type.Union(literals, { title, ...more }));
}

/** Why somebody does what they do, in their words. */
export const reason = (title: string) => Type.String({ minLength: 2, maxLength: 1000, title, 'x-widget': 'textarea' });
