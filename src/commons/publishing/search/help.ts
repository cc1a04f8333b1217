import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { ListedDocument } from '../portal-queries.ts';
import { titleKeyOf } from './entry.ts';

/** Words that mean the same on a day, each way. */
export async function synonymsOn(db: Db, today: LocalDate): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ words: string; means: string }>`
    select words_key as words, means from portal.search_help
    where kind = 'synonym' and from_on <= ${today}::date and (until_on is null or until_on >= ${today}::date)`.execute(
    db,
  );
  const means = new Map<string, string[]>();
  for (const { words, means: other } of rows) {
    means.set(words, [...(means.get(words) ?? []), other]);
    means.set(other, [...(means.get(other) ?? []), words]);
  }
  return means;
}

/** Words above whose results something stands on a day, as they are compared. */
export async function wordsWithBets(db: Db, today: LocalDate): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ words: string }>`
    select words_key as words from portal.search_help
    where kind = 'best-bet' and from_on <= ${today}::date and (until_on is null or until_on >= ${today}::date)`.execute(
    db,
  );
  return new Set(rows.map(({ words }) => words));
}

/** What the openness office has put above the results of these words, as far as it can be read. */
export async function bestBets(db: Db, q: string, today: LocalDate): Promise<ListedDocument[]> {
  const { rows } = await sql<ListedDocument>`
    select d.id, d.index_number as "indexNumber", d.title, d.document_number as "documentNumber", d.column_key as "columnKey",
      d.unit_name as "unitName", d.summary, d.formed_on as "formedOn", d.first_released_at as "releasedAt"
    from portal.search_help h join portal.document d on d.id = h.document_id and d.withdrawn_at is null
    where h.kind = 'best-bet' and h.words_key = ${titleKeyOf(q)}
      and h.from_on <= ${today}::date and (h.until_on is null or h.until_on >= ${today}::date)
    order by h.from_on desc, h.id limit 3`.execute(db);
  return rows;
}
