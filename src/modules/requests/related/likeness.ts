import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { bigrams } from '#kernel/search-words.ts';
import type { Db, Tx } from '#platform/db.ts';

// How alike two requests are: the share of pairs of neighbouring characters they have in common (Jaccard). To find those worth comparing among a hundred
// thousand, each text has keys: in every band three of its smallest hashes, so that texts half alike share a key in 24 bands with probability 0.96, and
// texts a tenth alike with 0.024.

const BANDS = 24;
const ROWS = 3;
const COMPARED = 300;

/** What in a text is compared: its pairs of characters, each once. */
export const wordsOfText = (text: string): ReadonlySet<string> => new Set(bigrams(text));

/** From 0 (nothing in common) to 1. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / (one.size + other.size - common);
}

/** The keys of a text; the same text has the same keys for ever. Empty for one without words. */
export function likenessKeys(text: string): number[] {
  const hashes = [...wordsOfText(text)].map(seeds);
  if (hashes.length === 0) return [];
  return Array.from({ length: BANDS }, (_, band) => {
    let key = Math.imul(band + 1, 0x9e3779b1);
    for (let row = 0; row < ROWS; row++) key = mix(key ^ smallest(hashes, band * ROWS + row));
    return key;
  });
}

type Seeds = readonly [number, number];

function seeds(word: string): Seeds {
  const digest = createHash('md5').update(word).digest();
  return [digest.readInt32LE(0), digest.readInt32LE(4) | 1];
}

/** The nth of a family of hash functions, over all words: the smallest value. */
function smallest(hashes: readonly Seeds[], n: number): number {
  let least = 0x7fffffff;
  for (const [a, b] of hashes) least = Math.min(least, mix(a + Math.imul(n, b)));
  return least;
}

/** Spreads the bits of a number (the finaliser of MurmurHash3). */
function mix(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** Keeps the keys of a request's words: as it came, and anew once it was corrected. */
export async function keepLikeness(tx: Tx, requestId: string, text: string): Promise<void> {
  const keys = likenessKeys(text);
  await tx
    .insertInto('request_likeness')
    .values({ request_id: requestId, keys })
    .onConflict((oc) => oc.column('request_id').doUpdateSet({ keys }))
    .execute();
}

/** The texts of a request, the corrected ones with the first. */
const textOf = sql<string>`asked_text(r) || coalesce((
  select string_agg(e' ' || c.text, '' order by c.id) from request_correction c where c.request_id = r.id), '')`;

export async function textOfRequest(db: Db | Tx, requestId: string): Promise<string> {
  const row = await db
    .selectFrom('request as r')
    .select(textOf.as('text'))
    .where('r.id', '=', requestId)
    .executeTakeFirst();
  return row?.text ?? '';
}

export interface Alike {
  readonly id: string;
  /** From 0 to 1. */
  readonly likeness: number;
}

/** Requests alike to a text, the most alike first, at most 300; wholes that were split are left out, for their parts are there. */
export async function alikeRequests(
  db: Db | Tx,
  text: string,
  { from, except, limit = COMPARED, since }: { from: number; except?: string; limit?: number; since?: LocalDate },
): Promise<Alike[]> {
  const keys = likenessKeys(text);
  if (keys.length === 0) return [];
  const wanted = sql`${keys}::int[]`;
  const rows = await db
    .with('near', (qb) =>
      qb
        .selectFrom('request_likeness as l')
        .select([
          'l.request_id as id',
          sql<number>`cardinality(array(select unnest(l.keys) intersect select unnest(${wanted})))`.as('shared'),
        ])
        .where(sql<boolean>`l.keys && ${wanted}`)
        .$call((q) => (except ? q.where('l.request_id', '<>', except) : q))
        .orderBy('shared', 'desc')
        .limit(COMPARED),
    )
    .selectFrom('near')
    .innerJoin('request as r', 'r.id', 'near.id')
    .innerJoin('matter as m', 'm.id', 'near.id')
    .select(['r.id', textOf.as('text')])
    .where('m.state', '<>', 'split')
    .$call((q) => (since ? q.where('r.arrived_on', '>=', since) : q))
    .execute();
  const words = wordsOfText(text);
  return rows
    .map(({ id, text: other }) => ({ id, likeness: likeness(words, wordsOfText(other)) }))
    .filter((one) => one.likeness >= from)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, limit);
}
