import type { JsonSchema } from '#commons/casework/contract.ts';
import { fieldsOf } from '#workbench/kit/schema-reading.ts';
import {
  type Content,
  Content as ContentSchema,
  DISCLOSURES,
  NON_DISCLOSURE_BASES,
  OPENNESS_CLASSES,
  statutoryLabel,
} from '../contract.ts';

export interface ChangedFact {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const WORDS: { readonly [K in keyof Content]?: (value: NonNullable<Content[K]>) => string } = {
  disclosure: (value) => DISCLOSURES[value],
  disclosureBasis: (value) => NON_DISCLOSURE_BASES[value],
  opennessClass: (value) => OPENNESS_CLASSES[value],
  statutoryClass: (value) => statutoryLabel(value) ?? String(value),
  media: (files) => files.map(({ name, hash }) => `${name}（${hash.slice(0, 8)}）`).join('、'),
  attachments: (files) => files.map(({ name, hash }) => `${name}（${hash.slice(0, 8)}）`).join('、'),
};
/** The body is compared as running text; ids say nothing to people. */
const ELSEWHERE: ReadonlySet<string> = new Set(['bodyHtml', 'data', 'relations', 'issuingUnitId']);

/** What two revisions declare differently, each with the words of the form. */
export function changedFacts(before: Content, after: Content): ChangedFact[] {
  return fieldsOf(ContentSchema as unknown as JsonSchema)
    .filter(({ name }) => !ELSEWHERE.has(name))
    .map(({ name, title }) => ({
      name: title,
      before: inWords(before, name as keyof Content),
      after: inWords(after, name as keyof Content),
    }))
    .filter((fact) => fact.before !== fact.after);
}

function inWords<K extends keyof Content>(content: Content, name: K): string {
  const value = content[name];
  if (value === undefined || value === null) return '';
  const words = WORDS[name] as ((value: NonNullable<Content[K]>) => string) | undefined;
  return words ? words(value as NonNullable<Content[K]>) : String(value);
}
