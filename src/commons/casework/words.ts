import { chineseDate, chineseDateTime, instant, isLocalDate } from '#kernel/dates.ts';

/** What the words of a fact are read from: the part of a JSON schema that names things. */
export interface WordSchema {
  readonly title?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly WordSchema[];
  readonly oneOf?: readonly WordSchema[];
  readonly items?: WordSchema;
  readonly properties?: Readonly<Record<string, WordSchema>>;
  readonly 'x-labels'?: Readonly<Record<string, string>>;
}

/**
 * A value of a form in the words people know: a choice by its title, also within a list; yes and no as 是 and 否 unless the
 * schema has better words; dates and moments as everywhere; ids by `names`. Empty where there is nothing to read.
 */
export function wordsOf(
  value: unknown,
  schema: WordSchema | undefined,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const chosen = [...(schema?.anyOf ?? []), ...(schema?.oneOf ?? [])].find((option) => option.const === value)?.title;
  if (chosen) return chosen;
  if (Array.isArray(value)) return listWords(value, schema?.items, names);
  switch (typeof value) {
    case 'boolean':
      return schema?.['x-labels']?.[String(value)] ?? (value ? '是' : '否');
    case 'number':
      return String(value);
    case 'string':
      return schema?.['x-labels']?.[value] ?? textWords(value, names);
    default:
      return value ? partsWords(value, schema?.properties ?? {}, names) : '';
  }
}

function textWords(value: string, names: ReadonlyMap<string, string>): string {
  if (isLocalDate(value)) return chineseDate(value);
  if (MOMENT.test(value)) return momentWords(value);
  return UUID.test(value) ? (names.get(value) ?? '') : value;
}

/** What only looks like a moment stays as it was typed: people write words, and no word may keep the rest from being read. */
function momentWords(text: string): string {
  try {
    return chineseDateTime(instant(text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return text;
  }
}

/** A list whose members cannot all be read is counted: half a list would mislead. */
function listWords(
  list: readonly unknown[],
  items: WordSchema | undefined,
  names: ReadonlyMap<string, string>,
): string {
  const words = list.map((item) => wordsOf(item, items, names)).filter(Boolean);
  if (words.length < list.length) return `${list.length} 项`;
  return words.join(words.some((one) => one.length > SHORT) ? '；' : '、');
}

/** The parts of a fact that have a name, in the order of the form. */
function partsWords(
  value: object,
  properties: Readonly<Record<string, WordSchema>>,
  names: ReadonlyMap<string, string>,
): string {
  const facts = new Map<string, unknown>(Object.entries(value));
  return Object.entries(properties)
    .filter(([, { title }]) => title !== undefined)
    .map(([key, schema]) => wordsOf(facts.get(key), schema, names))
    .filter(Boolean)
    .join('，');
}

const SHORT = 12;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
