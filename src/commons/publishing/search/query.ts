import { type RawBuilder, sql } from 'kysely';
import { segments } from '#kernel/search-parts.ts';
import { queryWords, type SearchWord } from '#kernel/search-words.ts';
import { inTitle } from './entry.ts';

/** What somebody typed, as what the index is asked. Each is a `tsquery` in text form; undefined where it would ask for nothing. */
export interface AskedWords {
  /** All pairs of characters as typed, anywhere; and in title, key words or number. */
  readonly all: string | undefined;
  readonly allInTitle: string | undefined;
  /** All words that say something, in any order and place. */
  readonly loose: string | undefined;
  /** All but one of them; of five and more, all but two. */
  readonly nearly: string | undefined;
  /** The words themselves. */
  readonly looked: readonly string[];
  /** What stands out in the results, the longest first. */
  readonly marked: readonly string[];
}

const MOST_SEGMENTS = 8;

/** `means` gives the words that mean the same as one, as the openness office has said. */
export function askedWords(q: string, means: ReadonlyMap<string, readonly string[]> = new Map()): AskedWords {
  const typed = q.split(/\s+/).flatMap(wordsFor);
  const words = segments(q).filter((word, i, every) => every.indexOf(word) === i);
  // A lone character between longer words is a splinter of the dictionary's.
  const telling = words.filter((word) => [...word].length > 1).slice(0, MOST_SEGMENTS);
  const looked = telling.length > 0 ? telling : words.slice(0, MOST_SEGMENTS);
  const any = looked.map((word) => either(word, means.get(word) ?? []));
  const synonyms = looked.flatMap((word) => means.get(word) ?? []);
  const phrase = typed.length > 0 ? every(typed.map(anywhere)) : undefined;
  const whole = means.get(q.trim()) ?? [];
  return {
    all: phrase && oneOf([phrase, ...whole.map(phraseOf)]),
    allInTitle: typed.length > 0 ? oneOf([every(typed.map(titled)), ...whole.map(titledPhraseOf)]) : undefined,
    loose: any.length > 0 ? every(any) : undefined,
    nearly: any.length > 1 ? oneOf(without(any, any.length >= 5 ? 2 : 1)) : undefined,
    looked,
    marked: [...new Set([...q.trim().split(/\s+/), ...whole, ...looked, ...synonyms])]
      .filter((word) => word !== '')
      .toSorted((a, b) => b.length - a.length)
      .slice(0, 12),
  };
}

const phraseOf = (text: string): string => every(wordsFor(text).map(anywhere));
const titledPhraseOf = (text: string): string => every(wordsFor(text).map(titled));

/**
 * Of something long, every other pair of characters: each character is still asked for, with half the work. What holds all of these and not
 * the words as typed is rare, and comes last.
 */
function wordsFor(text: string): SearchWord[] {
  const words = queryWords(text);
  return words.length <= LONG
    ? words
    : words.filter(({ prefix }, i) => prefix || i % 2 === 0 || i === words.length - 1);
}
const LONG = 6;
const either = (word: string, others: readonly string[]): string => oneOf([word, ...others].map(phraseOf));

/** Letters may begin a longer word, five digits and more a longer number. A lone character is looked for in titles. */
function anywhere({ word, prefix }: SearchWord): string {
  if (isLone(word)) return lexeme(inTitle(word));
  return prefix && !/^\d{1,4}$/.test(word) ? `${lexeme(word)}:*` : lexeme(word);
}
function titled({ word, prefix }: SearchWord): string {
  return prefix && !isLone(word) && !/^\d{1,4}$/.test(word) ? `${lexeme(inTitle(word))}:*` : lexeme(inTitle(word));
}
const isLone = (word: string): boolean => /^\p{Script=Han}$/u.test(word);

/** A word of whichever shard. Words come from runs of letters and digits; quoted all the same. */
export const lexeme = (word: string): string => `'~${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** What is asked, in the words of one shard. */
export const askedOf = (asked: RawBuilder<string>, shard: RawBuilder<number>): RawBuilder<unknown> =>
  sql`replace(${asked}, '''~', '''' || ${shard} || '~')::tsquery`;

export const every = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' & ')})`;
export const oneOf = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' | ')})`;

/** Every way of leaving out so many. */
function without(parts: readonly string[], out: number): string[] {
  if (out === 0) return [every(parts)];
  const ways = parts.flatMap((_, i) =>
    out === 1
      ? [parts.filter((_part, at) => at !== i)]
      : parts.slice(i + 1).map((_part, j) => parts.filter((_p, at) => at !== i && at !== i + 1 + j)),
  );
  return ways.filter((way) => way.length > 0).map(every);
}
