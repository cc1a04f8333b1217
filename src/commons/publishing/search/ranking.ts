import { type RawBuilder, sql } from 'kysely';
import { numberKey, numberTail } from '#kernel/search-parts.ts';
import { endOfDay, type LocalDate } from '#kernel/dates.ts';
import { kept } from '#platform/db.ts';
import type { DocumentFilter } from '../portal-search.ts';
import { titleKeyOf } from './entry.ts';
import { type AskedWords, askedOf, every, lexeme } from './query.ts';
import { placeOf, shownColumns, type ShownRow } from './shown.ts';
import { slots } from './slots.ts';

/** So many are counted, ranked and turned through; whoever has more must narrow the search. */
export const MOST_FOUND = 200;
const MOST_TITLED = 200;
/** What holds some of the words only is looked for among the newest. */
const NEARLY_SHARDS = 3;
/** So many words are weighed in titles, and so many parts of what was typed. */
const MOST_WEIGHED = 5;
const MOST_PARTS = 8;

/** What is searched for, as the statement needs it. */
export interface Ranking {
  readonly filter: DocumentFilter & { readonly q: string };
  readonly asked: AskedWords;
  /** What filters ask for, as words of the index. */
  readonly narrow: readonly string[];
  readonly page: { readonly from: number; readonly size: number };
  /** The shard of what was released last; it is looked through first. */
  readonly newest: number;
  readonly today: LocalDate;
}

/** A row for each document that is shown, or one without a document; what is said of all stands in each. */
export type RankedRow = ShownRow & {
  readonly total: number;
  readonly reached: number;
  /** There is something that has all of the words. */
  readonly wholly: boolean;
  readonly exact: boolean;
  /** In the first row only. */
  readonly columns: readonly [string, number][] | null;
};

/**
 * One statement, however it ends: what was typed as it is; else its words in any order; else most of them. Each is looked for only when
 * the one before has nothing, titles only when there are more texts than are counted, and only what is shown is fetched.
 */
export function ranking({ filter, asked, narrow, page, newest, today }: Ranking): RawBuilder<RankedRow> {
  const narrowed = (text: string | undefined) => every([...narrow, text ?? NO_WORD]);
  const texts = (text: string | undefined, oldest = 0) =>
    throughShards(narrowed(text), newest, oldest, MOST_FOUND + 1, filter);
  const loose = asked.loose === asked.all ? undefined : asked.loose;
  return sql<RankedRow>`${kept}
    with exactly as materialized (
      select document_id, released_at, title_key, column_key from portal.search_entry
      where ${exactly(filter.q)} ${narrowedEntry(narrow)} limit 50
    ), wholly as materialized (${texts(asked.all)}),
    loosely as materialized (
      select * from (${texts(loose)}) t where not exists (select from exactly) and not exists (select from wholly)
    ), nearly as materialized (
      select * from (${texts(asked.nearly, Math.max(0, newest - NEARLY_SHARDS))}) t
      where not exists (select from exactly) and not exists (select from wholly) and not exists (select from loosely)
    ), texts as materialized (select * from wholly union all select * from loosely union all select * from nearly),
    titles as materialized (
      select * from (${throughShards(narrowed(asked.allInTitle), newest, 0, MOST_TITLED, filter)}) t
      where (select count(*) from texts) > ${sql.lit(MOST_FOUND)}
    ), found as materialized (
      select document_id, any_value(released_at) as released_at, any_value(title_key) as title_key, any_value(column_key) as column_key,
        bool_or(titled) as titled, bool_or(exact) as exact
      from (
        select *, true as titled, true as exact from exactly
        union all
        select *, true, false from titles
        union all
        select *, ${holdsAll(filter.q)}, false from texts
      ) hits
      group by document_id
    ), facts as (
      select (select count(*)::int from found) as total, (select count(*)::int from texts) as reached,
        exists (select from exactly) as exact,
        exists (select from exactly) or exists (select from wholly) or exists (select from loosely) as wholly
    ), page as (
      select document_id, row_number() over () as place from (
        select document_id from found order by ${scored(filter, asked, today)} desc, released_at desc, document_id
        limit ${page.size} offset ${page.from}) best
    )
    select facts.*, shown.*, case when shown.place is null or shown.place = 1 then (
        select jsonb_agg(jsonb_build_array(column_key, n)) from (select column_key, count(*)::int as n from found group by 1) c
      ) end as columns
    from facts left join (
      select page.place, ${shownColumns}
      from page join portal.document d on d.id = page.document_id and d.withdrawn_at is null
      left join lateral (${placeOf(asked.marked)}) t on true
    ) shown on true
    order by shown.place`;
}

/** What stands in the title counts most, longer words more; what is newer counts more. */
function scored({ q, sort }: Ranking['filter'], { looked }: AskedWords, today: LocalDate): RawBuilder<unknown> {
  if (sort === 'date') return sql`released_at`;
  const title = titleKeyOf(q);
  const weighed = slots(looked, MOST_WEIGHED, '').map(
    (word) => sql`(strpos(title_key, ${word}::text) > 0)::int * length(${word}::text) / 2.0::real`,
  );
  return sql`exact::int * 100 + (strpos(title_key, ${title}::text) > 0)::int * 4 + titled::int * 2
      + starts_with(title_key, ${title}::text)::int
      + length(${title}::text)::real / greatest(length(title_key), length(${title}::text), 1) * 2
      + ${sql.join(weighed, sql` + `)}
      + 1 / (1 + greatest(0, date_part('epoch', ${endOfDay(today)}::timestamptz - released_at)) / date_part('epoch', interval '1000 days'))`;
}

/** Stands in no document. */
const NO_WORD = lexeme('');

/** A title, a number or an index number typed as it is. */
function exactly(q: string): RawBuilder<unknown> {
  const number = numberKey(q);
  return sql`(title_key = ${titleKeyOf(q)} or number_key = ${number} or index_key = ${number} or number_tail = ${numberTail(q) ?? ''})`;
}

/** Everything that was typed stands in the title. What is beyond the newest is asked of the index (`titles`). */
function holdsAll(q: string): RawBuilder<unknown> {
  const parts = q.split(/\s+/).map(titleKeyOf).filter(Boolean);
  // A sign that is neither letter nor number (⺀, a radical) stands in no title's key.
  if (parts.length === 0) return sql`false`;
  return sql.join(
    slots(parts, MOST_PARTS, '').map((part) => sql`strpos(title_key, ${part}::text) > 0`),
    sql` and `,
  );
}

/** One shard after the other, the newest first; stops as soon as there are enough. As literals, so that the plan kept is known to cost as much as one of its own. */
const throughShards = (
  asked: string,
  newest: number,
  oldest: number,
  most: number,
  filter: DocumentFilter,
): RawBuilder<unknown> => sql`
    select e.* from generate_series(${sql.lit(newest)}, ${sql.lit(oldest)}, -1) n cross join lateral (
      select document_id, released_at, title_key, column_key from portal.search_entry s
      where s.words @@ ${askedOf(sql`${asked}::text`, sql`n`)} ${validityCondition(filter)}
      order by released_at desc limit ${sql.lit(most)}
    ) e limit ${sql.lit(most)}`;

function validityCondition({ validity }: DocumentFilter): RawBuilder<unknown> {
  return validity === undefined ? sql`` : sql` and s.document_id in (${documentsOfValidity(validity)})`;
}

/** Documents of which the ledger says so; what it is silent about has none. */
export const documentsOfValidity = (state: string): RawBuilder<unknown> =>
  sql`select r.key::uuid from portal.record r where r.kind = 'validity' and r.body ->> 'state' = ${state}`;

const narrowedEntry = (narrow: readonly string[]): RawBuilder<unknown> =>
  narrow.length === 0 ? sql`` : sql`and words @@ ${askedOf(sql`${every(narrow)}::text`, sql`shard`)}`;
