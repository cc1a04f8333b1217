import type { JsonSchema } from '#commons/casework/contract.ts';
import { type FieldSpec, fieldsOf } from '#workbench/kit/schema-reading.ts';
import { useUnits } from '#workbench/kit/pickers.tsx';
import { useRead, useReads } from '#workbench/kit/query.ts';
import type { ColumnLine } from '../column-contract.ts';
import { type Content, Content as ContentSchema, type ContentTypeLine, RELATIONS } from '../contract.ts';
import type { DocumentDetail } from '../document-contract.ts';
import { statutoryLabel } from '../statutory-kinds.ts';
import { type FactKey, factsOf } from './merge-facts.ts';

export interface ChangedFact {
  readonly key: FactKey;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What facts are called and how their values read: fields of the content and of the type's own part, units and columns. */
export interface FactNames {
  readonly fields: ReadonlyMap<FactKey, FieldSpec>;
  readonly names: ReadonlyMap<string, string>;
}

const OWN_FIELDS = fieldsOf(ContentSchema as unknown as JsonSchema).map((spec) => [spec.name, spec] as const);

/**
 * The names for a document of this type, and the titles of the documents these contents are related to, as far as the reader may see
 * them; until they are loaded, keys stand for what is missing.
 */
export function useFactNames(type: string | undefined, ...contents: (Partial<Content> | undefined)[]): FactNames {
  const types = useRead<readonly ContentTypeLine[]>('/api/content-types');
  const columns = useRead<readonly ColumnLine[]>('/api/columns');
  const units = useUnits();
  const related = relatedIds(contents);
  const documents = useReads<Pick<DocumentDetail, 'current'>>(related.map((id) => `/api/documents/${id}`));
  const own = types.data?.find(({ key }) => key === type)?.data ?? {};
  return {
    fields: new Map([
      ...OWN_FIELDS,
      ...fieldsOf(own).map((spec) => [`data.${spec.name}`, { ...spec, name: `data.${spec.name}` }] as const),
    ]),
    names: new Map([
      ...(columns.data ?? []).map(({ key, name }) => [key, name] as const),
      ...(units.data?.units ?? []).map(({ id, name }) => [id, name] as const),
      ...documents.flatMap((document, at) =>
        document ? [[related[at] ?? '', `《${document.current.content.title}》`] as const] : [],
      ),
    ]),
  };
}

const relatedIds = (contents: readonly (Partial<Content> | undefined)[]): string[] => [
  ...new Set(contents.flatMap((content) => (content?.relations ?? []).map(({ documentId }) => documentId))),
];

export const titleOfFact = (key: FactKey, { fields }: FactNames): string => fields.get(key)?.title ?? key;

/** What two revisions declare differently, each with the words of the form; of lists what was taken away and what was added. */
export function changedFacts(before: Partial<Content>, after: Partial<Content>, names: FactNames): ChangedFact[] {
  const old = factsOf(before);
  const now = factsOf(after);
  return [...new Set([...names.fields.keys(), ...Object.keys(old), ...Object.keys(now)])]
    .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]))
    .map((key) => ({ key, name: titleOfFact(key, names), ...inWords(key, old[key], now[key], names) }))
    .filter((fact) => fact.before !== fact.after);
}

function inWords(key: FactKey, old: unknown, now: unknown, names: FactNames) {
  const [gone, come] = [without(old, now), without(now, old)];
  if (gone && come) {
    if (gone.length + come.length === 0) return { before: '', after: '次序有变' };
    return { before: wordsOfFact(key, gone, names), after: wordsOfFact(key, come, names) };
  }
  return { before: wordsOfFact(key, old, names), after: wordsOfFact(key, now, names) };
}

/** The members of one list that the other does not have; undefined where one of them is no list. */
function without(list: unknown, other: unknown): unknown[] | undefined {
  if (!Array.isArray(list ?? []) || !Array.isArray(other ?? [])) return undefined;
  if (list === undefined && other === undefined) return undefined;
  const known = new Set(((other ?? []) as unknown[]).map((item) => JSON.stringify(item)));
  return ((list ?? []) as unknown[]).filter((item) => !known.has(JSON.stringify(item)));
}

/** A value in the words people know it by. */
export function wordsOfFact(key: FactKey, value: unknown, { fields, names }: FactNames): string {
  if (value === undefined || value === null) return '';
  if (key === 'statutoryClass') return statutoryLabel(Number(value)) ?? String(value);
  const choice = fields.get(key)?.choices.find((option) => option.value === value);
  if (choice) return choice.label;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map((item) => wordsOfFact(key, item, { fields, names })).join('、');
  if (typeof value === 'object') return wordsOfThing(value as Readonly<Record<string, unknown>>, names);
  return names.get(String(value)) ?? String(value);
}

function wordsOfThing(thing: Readonly<Record<string, unknown>>, names: FactNames['names']): string {
  const { kind, documentId, name, hash } = thing;
  if (typeof documentId === 'string')
    return `${(RELATIONS as Readonly<Record<string, string>>)[String(kind)] ?? String(kind)}：${names.get(documentId) ?? '（不能查看的文件）'}`;
  if (typeof name === 'string') return typeof hash === 'string' ? `${name}（${hash.slice(0, 8)}）` : name;
  return Object.values(thing)
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join('，');
}
