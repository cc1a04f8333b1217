import { civilDate, type Instant, yearOf } from '#kernel/dates.ts';
import { numberKey, numberTail, segments } from '#kernel/search-parts.ts';
import { bigrams } from '#kernel/search-words.ts';
import { comparable } from '#kernel/text.ts';

/** Raised when the words of a document are made in another way; older entries are then made anew by the sweep. */
export const SEARCH_EDITION = 3;

/** What a released document is found by. */
export interface SearchSource {
  readonly indexNumber: string;
  readonly title: string;
  readonly documentNumber?: string | null | undefined;
  readonly keywords?: string | null | undefined;
  readonly summary?: string | null | undefined;
  /** Plain. */
  readonly text: string;
  readonly attachments: readonly AttachmentText[];
  readonly columnKey: string;
  readonly unitId: string;
  readonly type: string;
  readonly topic?: string | null | undefined;
  readonly opennessClass: string;
  readonly statutoryClass: number | null;
  readonly firstReleasedAt: Instant;
}

export interface AttachmentText {
  /** From 1, in the order of the page. */
  readonly n: number;
  readonly name: string;
  readonly text: string;
}

export interface SearchEntry {
  readonly titleKey: string;
  readonly numberKey: string | null;
  readonly numberTail: string | null;
  readonly indexKey: string;
  readonly words: readonly string[];
  readonly terms: readonly string[];
}

/** Limits on what one document may put into the index: a book of tables should not slow down everybody. */
const MOST_CHARACTERS = 300_000;
const MOST_WORDS = 40_000;
const MOST_TERMS = 60;

/** A word of the text stands as it is; of the title, the key words and the number also behind a T; what filters ask for behind a letter and a colon. */
export const inTitle = (word: string): string => `T${word}`;
export const facet = {
  column: (key: string) => `c:${key}`,
  unit: (id: string) => `u:${id}`,
  year: (year: number) => `y:${year}`,
  openness: (key: string) => `o:${key}`,
  statutory: (n: number) => `s:${n}`,
  type: (key: string) => `t:${key}`,
  topic: (key: string) => `z:${key}`,
} as const;

/** All that stands in the index for one document. */
export function entryOf(source: SearchSource): SearchEntry {
  const { title, documentNumber, keywords, summary, text, attachments } = source;
  const named = [title, documentNumber, keywords].filter(Boolean).join('\n');
  const all = [named, source.indexNumber, summary, text, ...attachments.flatMap((each) => [each.name, each.text])]
    .filter(Boolean)
    .join('\n');
  const words = new Set<string>(facetsOf(source));
  for (const word of wordsOf(named)) words.add(inTitle(word));
  // A single character is looked for in titles only: nearly every text holds every character.
  for (const character of comparable(named).match(/\p{Script=Han}/gu) ?? []) words.add(inTitle(character));
  for (const word of wordsOf(all.slice(0, MOST_CHARACTERS))) {
    if (words.size >= MOST_WORDS) break;
    words.add(word);
  }
  return {
    titleKey: titleKeyOf(title),
    numberKey: documentNumber ? numberKey(documentNumber) : null,
    numberTail: documentNumber ? (numberTail(documentNumber) ?? null) : null,
    indexKey: numberKey(source.indexNumber),
    words: [...words],
    terms: termsOf([title, keywords ?? '']),
  };
}

/** A title as it is compared: no spaces, no marks, one width. */
export const titleKeyOf = (title: string): string => comparable(title).replace(/[^\p{L}\p{N}]+/gu, '');

/** Pairs of characters, and Latin words and numbers no longer than a word is. */
const wordsOf = (text: string): string[] => bigrams(text).filter((word) => word.length <= 40 && !lone(word));
const lone = (word: string): boolean => /^\p{Script=Han}$/u.test(word);

function facetsOf(source: SearchSource): string[] {
  const { columnKey, unitId, type, topic, opennessClass, statutoryClass, firstReleasedAt } = source;
  return [
    facet.column(columnKey),
    facet.unit(unitId),
    facet.type(type),
    facet.openness(opennessClass),
    facet.year(yearOf(civilDate(firstReleasedAt))),
    ...(topic ? [facet.topic(topic)] : []),
    ...(statutoryClass ? [facet.statutory(statutoryClass)] : []),
  ];
}

/** Words people may mean, and pairs of neighbours (监督 + 检查): from what a document calls itself, never from its text. */
export function termsOf(texts: readonly string[]): string[] {
  const terms = new Set<string>();
  for (const text of texts)
    for (const phrase of text.split(/[^\p{L}\p{N}]+/u)) {
      const words = segments(phrase);
      words.forEach((word, i) => {
        const next = words[i + 1];
        for (const term of [word, next && phrase.includes(word + next) ? word + next : ''])
          if (isTerm(term)) terms.add(term);
      });
    }
  return [...terms].slice(0, MOST_TERMS);
}

/** Two characters at least, something other than digits, and no longer than a name is. */
const isTerm = (term: string): boolean => term.length >= 2 && term.length <= 12 && /\p{L}/u.test(term);

/** So many documents released one after another share a shard: within it their words are looked for without those of all the others. */
const SHARD_BITS = 13;
export const shardOf = (ordinal: number): number => Math.floor(ordinal / 2 ** SHARD_BITS);

/** Words as they stand in the index: behind the number of their shard, so that each shard has lists of its own. */
export const inShard = (words: readonly string[], ordinal: number): string[] =>
  words.map((word) => `${shardOf(ordinal)}~${word}`);
