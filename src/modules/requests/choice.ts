import { Type } from 'typebox';

/** One of several keys, each with the words people know it by: a form shows them, a refusal names them. A hint stands at the field. */
export function choice<K extends string>(title: string, labels: Readonly<Record<K, string>>, hint?: string) {
  const literals = (Object.entries(labels) as [K, string][]).map(([key, label]) => Type.Literal(key, { title: label }));
  return Type.Unsafe<K>(Type.Union(literals, { title, ...(hint !== undefined && { description: hint }) }));
}
