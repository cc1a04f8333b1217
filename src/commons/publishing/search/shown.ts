import { type RawBuilder, sql } from 'kysely';
import type { ListedDocument } from '../portal-queries.ts';
import { slots } from './slots.ts';

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

/** What a statement gives for a document that is shown (`d`), and the place in its text (`t`). */
export type ShownRow = ListedDocument & {
  readonly excerpt: string | null;
  readonly cut: boolean;
  readonly more: boolean;
  readonly name: string | null;
};

export const shownColumns = sql`d.id, d.index_number as "indexNumber", d.title, d.document_number as "documentNumber",
  d.column_key as "columnKey", d.unit_name as "unitName", d.summary, d.formed_on as "formedOn", d.first_released_at as "releasedAt",
  t.excerpt, t.cut, t.more, t.name`;

/**
 * The place where the words stand in a document `d`, as a lateral table: in the text, else in an attachment.
 * `offset 0` and `|| ''`: without them the text is unpacked and gone through anew for every word and wherever the place is named.
 */
export function placeOf(marked: readonly string[]): RawBuilder<unknown> {
  const places = slots(spellings(marked), MOST_MARKS * 2, null).map(
    (mark) => sql`nullif(strpos(text, ${mark}::text), 0)`,
  );
  return sql`
      select case when at > 0 then name end as name, substr(text, greatest(1, at - ${sql.lit(BEFORE)}), ${sql.lit(LENGTH)}) as excerpt,
        at > ${sql.lit(BEFORE + 1)} as cut, length(text) >= greatest(1, at - ${sql.lit(BEFORE)}) + ${sql.lit(LENGTH)} as more
      from (
        select n, name, text, coalesce(${sql.join(places)}, 0) as at
        from (select n, name, text || '' as text from portal.search_text where document_id = d.id offset 0) unpacked
        offset 0
      ) texts
      order by at = 0, n limit 1`;
}

export function shownDocument({ excerpt, cut, more, name, ...listed }: ShownRow): FoundDocument {
  return { ...listed, excerpt: excerpt ? { text: excerpt, cut, more, attachment: name } : null };
}

/** As typed, and Latin letters in both cases. */
const spellings = (marked: readonly string[]): string[] => [
  ...new Set(marked.slice(0, MOST_MARKS).flatMap((mark) => [mark, mark.toUpperCase(), mark.toLowerCase()])),
];
