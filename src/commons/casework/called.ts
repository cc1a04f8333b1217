import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db.ts';
import { containing } from '#platform/like.ts';

/** So many are looked up one by one; what stands in more titles is read faster from one end to the other. */
const FEW = 3_000;

/**
 * Whether `m` is called so, for a list: what was typed stands in the title or the number, in whatever case. Undefined where nothing was typed. Looked for by
 * pairs of characters that stand side by side (`matter_words`); whether there are few or many is asked first, for the planner does not know it of both ways.
 */
export async function calledSo(db: Db, typed: string | undefined, few = FEW): Promise<RawBuilder<boolean> | undefined> {
  const words = typed?.trim().toLowerCase();
  if (!words) return undefined;
  const paired = sql`c.pairs @> ${pairsOf(words)}::text[]`;
  const { rows } = await sql`select from matter_words c where ${paired} limit ${few + 1}`.execute(db);
  const read = sql`select c.matter_id from matter_words c where c.words like ${containing(words)}`;
  return sql<boolean>`m.id in (${rows.length > few ? read : sql`${read} and ${paired}`})`;
}

/** As `pairs_of` of the database. */
function pairsOf(words: string): string[] {
  const signs = [...words];
  return [...new Set(signs.slice(1).map((sign, n) => `${signs[n]}${sign}`))];
}
