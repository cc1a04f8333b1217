import { comparable } from './text.ts';

/** A word to look for. `prefix`: it may be the beginning of a longer one. */
export interface SearchWord {
  readonly word: string;
  readonly prefix: boolean;
}

/**
 * The words under which a text is found, in order, repeats included (their places give phrase search):
 * of each run of Chinese characters every pair of neighbours, and the last character alone, so that any single
 * character is the beginning of some word; Latin words and numbers whole, lower-case. Full and half width are one.
 */
export function bigrams(text: string): string[] {
  return runsOf(text).flatMap((run) => (isChinese(run) ? pairsOf(run, true) : [run]));
}

/**
 * What to look for when someone searches: all pairs of each Chinese run; a single Chinese character, or a Latin word or number of two
 * characters and more, as the beginning of a word. A text that holds the query as written has all of these words.
 */
export function queryWords(text: string): SearchWord[] {
  const words = runsOf(text).flatMap((run): SearchWord[] => {
    const characters = [...run];
    if (!isChinese(run)) return [{ word: run, prefix: characters.length > 1 }];
    if (characters.length === 1) return [{ word: run, prefix: true }];
    return pairsOf(run, false).map((word) => ({ word, prefix: false }));
  });
  return words.filter((word, i) => words.findIndex((w) => w.word === word.word) === i).slice(0, MOST_WORDS);
}

/** More words than anyone types; pasted articles should not become queries of thousands. */
const MOST_WORDS = 64;

const runsOf = (text: string): string[] =>
  comparable(text).match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];

const isChinese = (run: string): boolean => /^\p{Script=Han}/u.test(run);

function pairsOf(run: string, withLast: boolean): string[] {
  const characters = [...run];
  const pairs = characters.slice(0, -1).map((c, i) => `${c}${characters[i + 1] ?? ''}`);
  return withLast ? [...pairs, characters.at(-1) ?? ''] : pairs;
}
