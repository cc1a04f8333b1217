import { sql } from 'kysely';
import type { Db } from '#platform/db.ts';
import type { ListedDocument } from '../portal-queries.ts';

/** A document among results, with the piece of text in which the words stand. */
export interface FoundDocument extends ListedDocument {
  /** Null in a list that nothing was searched for in. */
  readonly excerpt: Excerpt | null;
}

export interface Excerpt {
  readonly text: string;
  /** It begins in the middle. */
  readonly cut: boolean;
  readonly more: boolean;
  /** The attachment it stands in. */
  readonly attachment: string | null;
}

const LENGTH = 110;
const BEFORE = 30;
/** Looking for more words in every text costs more than it shows. */
const MOST_MARKS = 5;

/**
 * The wide rows of one page in the order given, each with the place where the words stand: in the text, else in an attachment.
 * `offset 0` and `|| ''`: without them the text is unpacked and gone through anew for every word and wherever the place is named.
 */
export async function shownDocuments(
  db: Db,
  ids: readonly string[],
  marked: readonly string[],
): Promise<FoundDocument[]> {
  if (ids.length === 0) return [];
  const marks = spellings(marked);
  const at = sql`coalesce(${sql.join([...marks.map((mark) => sql`nullif(strpos(text, ${mark}), 0)`), sql`0`])})`;
  const { rows } = await sql<
    ListedDocument & { excerpt: string | null; cut: boolean; more: boolean; name: string | null }
  >`
    select d.id, d.index_number as "indexNumber", d.title, d.document_number as "documentNumber", d.column_key as "columnKey",
      d.unit_name as "unitName", d.summary, d.formed_on as "formedOn", d.first_released_at as "releasedAt",
      t.excerpt, t.cut, t.more, t.name
    from unnest(${[...ids]}::uuid[]) with ordinality as o (id, place)
    join portal.document d on d.id = o.id and d.withdrawn_at is null
    left join lateral (
      select case when at > 0 then name end as name, substr(text, greatest(1, at - ${BEFORE}), ${LENGTH}) as excerpt,
        at > ${BEFORE + 1} as cut, length(text) >= greatest(1, at - ${BEFORE}) + ${LENGTH} as more
      from (
        select n, name, text, ${at} as at
        from (select n, name, text || '' as text from portal.search_text where document_id = d.id offset 0) unpacked
        offset 0
      ) texts
      order by at = 0, n limit 1
    ) t on true
    order by o.place`.execute(db);
  return rows.map(({ excerpt, cut, more, name, ...listed }) => ({
    ...listed,
    excerpt: excerpt ? { text: excerpt, cut, more, attachment: name } : null,
  }));
}

/** As typed, and Latin letters in both cases. */
const spellings = (marked: readonly string[]): string[] =>
  [...new Set(marked.slice(0, MOST_MARKS).flatMap((mark) => [mark, mark.toUpperCase(), mark.toLowerCase()]))].slice(
    0,
    MOST_MARKS * 2,
  );
