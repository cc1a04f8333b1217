import type { Content } from '../contract.ts';

type Media = NonNullable<Content['media']>;

/** A field of the content, or one of its structured part (`data.name`). */
export type FactKey = string;
export type Facts = Readonly<Record<FactKey, unknown>>;

export interface MergedFacts {
  readonly agreed: Facts;
  /** Changed by one side only, or by both alike, and taken over without asking. */
  readonly taken: readonly { readonly key: FactKey; readonly by: 'mine' | 'theirs' | 'both' }[];
  /** Changed by both, differently. */
  readonly open: readonly FactKey[];
}

/** Content as facts to compare one by one: the structured part field by field, the body left out. */
export function factsOf({ bodyHtml: _, data, ...content }: Partial<Content>): Facts {
  const own = Object.entries(data ?? {}).map(([name, value]) => [`data.${name}`, value] as const);
  return Object.fromEntries([...Object.entries(content), ...own].filter(([, value]) => !isEmpty(value)));
}

/** The content the facts and a body make; of the pictures and videos, those the body shows. */
export function contentFrom(facts: Facts, bodyHtml: string): Partial<Content> {
  const own: Record<string, unknown> = {};
  const content: Record<string, unknown> = { bodyHtml };
  for (const [key, value] of Object.entries(facts))
    if (!isEmpty(value)) {
      if (key.startsWith('data.')) own[key.slice(5)] = value;
      else content[key] = value;
    }
  if (Object.keys(own).length > 0) content.data = own;
  if (Array.isArray(content.media))
    content.media = (content.media as Media).filter(({ hash }) => bodyHtml.includes(`/media/${hash}`));
  return content;
}

/**
 * Joins what two people declared, field by field: what only one changed is taken from them. Lists of things with an id (files,
 * related documents) keep what either added and drop what either removed. What both changed differently is left open. Pictures and
 * videos follow the body: whatever either side has stays, as a paragraph kept from one side may show what the other took out.
 */
export function mergeFacts(base: Facts, mine: Facts, theirs: Facts): MergedFacts {
  const agreed: Record<string, unknown> = {};
  const taken: MergedFacts['taken'][number][] = [];
  const open: FactKey[] = [];
  for (const key of new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(mine)])) {
    const [old, my, their] = [base[key], mine[key], theirs[key]];
    const keep = (value: unknown, by?: 'mine' | 'theirs' | 'both') => {
      agreed[key] = value;
      if (by) taken.push({ key, by });
    };
    if (key === 'media') keep(everyOne(old, their, my));
    else if (same(my, their)) keep(their, same(my, old) ? undefined : 'both');
    else if (same(my, old)) keep(their, 'theirs');
    else if (same(their, old)) keep(my, 'mine');
    else {
      const list = mergeLists(old, my, their);
      if (list) keep(list, 'both');
      else open.push(key);
    }
  }
  return { agreed, taken, open };
}

const everyOne = (...sides: readonly unknown[]): Media => [
  ...new Map(sides.flatMap((side) => (side ?? []) as Media).map((file) => [file.hash, file])).values(),
];

/** Undefined where one of them is no list of named things, or one thing was changed differently by both. */
function mergeLists(old: unknown, mine: unknown, theirs: unknown): unknown[] | undefined {
  const [base, my, their] = [old ?? [], mine ?? [], theirs ?? []].map(byName);
  if (!base || !my || !their) return undefined;
  const result: unknown[] = [];
  for (const name of new Set([...their.keys(), ...my.keys()])) {
    const [was, m, t] = [base.get(name), my.get(name), their.get(name)];
    if (same(m, t)) result.push(t);
    else if (same(m, was)) result.push(...(t === undefined ? [] : [t]));
    else if (same(t, was)) result.push(...(m === undefined ? [] : [m]));
    else return undefined;
  }
  return result;
}

function byName(value: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(value)) return undefined;
  const named = value.map((item: unknown) => [nameOf(item), item] as const);
  return named.every(([name]) => name !== undefined) ? new Map(named as [string, unknown][]) : undefined;
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return undefined;
  const { id, hash, documentId, kind } = item as Readonly<Record<string, unknown>>;
  const name = id ?? hash ?? (documentId && `${String(kind)} ${String(documentId)}`);
  return typeof name === 'string' ? name : undefined;
}

const same = (one: unknown, other: unknown): boolean => plain(one) === plain(other);

/** In one order of keys, empty as missing. */
function plain(value: unknown): string {
  if (isEmpty(value)) return '';
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
