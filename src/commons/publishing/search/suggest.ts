import { sql } from 'kysely';
import type { Db } from '#platform/db.ts';
import { beginningWith } from '#platform/like.ts';
import { documentPath } from '../document-path.ts';
import { rankedSearch, type SearchContext } from './find.ts';
import { soundOf } from './sound.ts';

/** What the box offers while somebody types. */
export interface Suggestions {
  readonly words: readonly string[];
  readonly documents: readonly { readonly title: string; readonly href: string }[];
}

const MOST_WORDS = 6;
const MOST_DOCUMENTS = 4;

/** Words of released titles that begin so (also by pinyin, whole or its first letters), and the documents that would come first. */
export async function suggestionsFor(db: Db, q: string, context: SearchContext): Promise<Suggestions> {
  const typed = q.trim();
  if (typed === '') return { words: [], documents: [] };
  const [words, found] = await Promise.all([
    wordsFor(db, typed),
    rankedSearch(db, { q: typed }, { from: 0, size: MOST_DOCUMENTS }, context),
  ]);
  return {
    words,
    documents: (found.partly ? [] : found.rows).map(({ title, indexNumber }) => ({
      title,
      href: documentPath(indexNumber),
    })),
  };
}

async function wordsFor(db: Db, typed: string): Promise<string[]> {
  const latin = /^[a-z]{2,}$/i.test(typed);
  const { rows } = latin
    ? await sql<{ term: string }>`
        select term from portal.search_term
        where sound like ${beginningWith(soundOf(typed.toLowerCase()))} or initials like ${beginningWith(typed.toLowerCase())} or term like ${beginningWith(typed.toLowerCase())}
        order by documents desc, length(term), term limit ${MOST_WORDS}`.execute(db)
    : await sql<{ term: string }>`
        select term from portal.search_term where term like ${beginningWith(typed)} and term <> ${typed}
        order by documents desc, length(term), term limit ${MOST_WORDS}`.execute(db);
  return rows.map(({ term }) => term);
}
