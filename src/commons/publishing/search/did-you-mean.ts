import { sql } from 'kysely';
import type { Db } from '#platform/db.ts';
import { soundOf } from './sound.ts';
import { pairsOf } from './write-entry.ts';

const LONGEST = 20;
const WIDEST = 6;

/**
 * What somebody may have meant who found nothing: words of released titles that sound the same (also typed as pinyin), else one that
 * differs by a character. Undefined where there is nothing to offer.
 */
export async function didYouMean(db: Db, q: string): Promise<string | undefined> {
  const typed = q.trim();
  if (typed.length < 2 || typed.length > LONGEST) return undefined;
  if (/^[a-z\s']+$/i.test(typed)) return bySpelling(db, typed);
  const heard = await bySound(db, typed);
  if (heard !== undefined && heard !== typed) return heard;
  return byCharacters(db, typed);
}

async function bySpelling(db: Db, typed: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('portal.search_term')
    .select('term')
    .where('sound', '=', soundOf(typed.toLowerCase().replace(/[\s']/g, '')))
    .orderBy('documents', 'desc')
    .orderBy('term')
    .executeTakeFirst();
  return row?.term;
}

/** Pieces of what was typed that are no word of ours, and sound like one: the longest first. */
async function bySound(db: Db, typed: string): Promise<string | undefined> {
  const characters = [...typed];
  const pieces = characters.flatMap((_, from) =>
    Array.from({ length: WIDEST }, (_width, i) => ({ from, size: i + 2 }))
      .filter(({ size }) => from + size <= characters.length)
      .map(({ size }) => ({ from, size, text: characters.slice(from, from + size).join('') }))
      .filter(({ text }) => /^\p{Script=Han}+$/u.test(text)),
  );
  if (pieces.length === 0) return undefined;
  const sounds = new Map(pieces.map((piece) => [piece.text, soundOf(piece.text)]));
  const rows = await db
    .selectFrom('portal.search_term')
    .select(['term', 'sound', 'documents'])
    .where('sound', 'in', [...new Set(sounds.values())])
    .orderBy('documents', 'desc')
    .orderBy('term')
    .limit(500)
    .execute();
  const known = new Set(rows.map(({ term }) => term));
  const bestFor = new Map<string, string>();
  for (const { term, sound } of rows) if (!bestFor.has(sound)) bestFor.set(sound, term);
  const written: (string | undefined)[] = [...characters];
  const settled = new Set<number>();
  for (const { from, size, text } of pieces.toSorted((a, b) => b.size - a.size || a.from - b.from)) {
    const places = Array.from({ length: size }, (_, i) => from + i);
    if (places.some((place) => settled.has(place))) continue;
    const right = known.has(text) ? text : bestFor.get(sounds.get(text) ?? '');
    if (right === undefined || [...right].length !== size) continue;
    [...right].forEach((character, i) => {
      written[from + i] = character;
    });
    for (const place of places) settled.add(place);
  }
  return written.join('');
}

/** Words that share a pair of characters and differ by one character, of long ones by two. */
async function byCharacters(db: Db, typed: string): Promise<string | undefined> {
  if ([...typed].length < 3) return undefined;
  const { rows } = await sql<{ term: string; documents: number }>`
    select term, documents from portal.search_term
    where pairs && ${pairsOf(typed)}::text[] and length(term) between ${typed.length - 1} and ${typed.length + 1}
    order by documents desc, term limit 300`.execute(db);
  const most = [...typed].length >= 6 ? 2 : 1;
  return rows
    .map(({ term }, i) => ({ term, i, distance: distanceOf(typed, term) }))
    .filter(({ distance }) => distance > 0 && distance <= most)
    .toSorted((a, b) => a.distance - b.distance || a.i - b.i)[0]?.term;
}

/** How many characters must be changed, added or taken away (Levenshtein). */
export function distanceOf(a: string, b: string): number {
  const other = [...b];
  let row = [0, ...other.map((_, i) => i + 1)];
  for (const [i, character] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, opposite] of other.entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (character === opposite ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
