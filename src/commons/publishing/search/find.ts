import { type RawBuilder, sql } from 'kysely';
import { numberKey, numberTail } from '#kernel/search-parts.ts';
import { endOfDay, type LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { DocumentFilter } from '../portal-search.ts';
import { facet, titleKeyOf } from './entry.ts';
import { type AskedWords, askedOf, askedWords, every, lexeme } from './query.ts';

/** What a search came to: the documents of one page in order, how many there are, and how they spread. */
export interface Ranked {
  readonly ids: readonly string[];
  readonly total: number;
  readonly capped: boolean;
  readonly byColumn: ReadonlyMap<string, number>;
  /** Nothing has all of the words; these have most. */
  readonly partly: boolean;
  /** A title, a number or an index number was typed as it is. */
  readonly exact: boolean;
  readonly asked: AskedWords;
}

export interface SearchContext {
  /** The shard of what was released last; it is looked through first. */
  readonly newest: number;
  readonly today: LocalDate;
  readonly means?: ReadonlyMap<string, readonly string[]>;
}

/** So many are counted, ranked and turned through; whoever has more must narrow the search. */
export const MOST_FOUND = 500;
const MOST_TITLED = 200;
/** What holds some of the words only is looked for among the newest. */
const NEARLY_SHARDS = 3;

/**
 * The documents that hold the words, best first: numbers and titles as typed, then titles that hold them, then texts and
 * attachments, newer before older. Common words are not ranked over everything: one shard after the other is looked through, the newest
 * first, until there are enough (ADR 10).
 */
export async function rankedSearch(
  db: Db,
  filter: DocumentFilter & { readonly q: string },
  page: { readonly from: number; readonly size: number },
  context: SearchContext,
): Promise<Ranked> {
  const asked = askedWords(filter.q, context.means);
  const narrow = await narrowing(db, filter);
  const nothing = {
    ids: [],
    total: 0,
    capped: false,
    byColumn: new Map<string, number>(),
    partly: false,
    exact: false,
    asked,
  };
  if (!asked.all || !asked.allInTitle || narrow === undefined) return nothing;
  const look = (text: string, thorough: boolean) =>
    run(db, { filter, context, page, narrow, titled: asked.allInTitle ?? '', text, looked: asked.looked, thorough });
  const found = await look(asked.all, true);
  if (found.total > 0 || !asked.loose) return { ...found, partly: false, asked };
  const loosely = asked.loose === asked.all ? found : await look(asked.loose, true);
  if (loosely.total > 0 || !asked.nearly) return { ...loosely, partly: false, asked };
  return { ...(await look(asked.nearly, false)), partly: true, asked };
}

interface Look {
  readonly filter: DocumentFilter & { readonly q: string };
  readonly context: SearchContext;
  readonly page: { readonly from: number; readonly size: number };
  readonly narrow: readonly string[];
  readonly titled: string;
  readonly text: string;
  /** Through everything; what holds some of the words only is looked for among the newest. */
  readonly thorough: boolean;
  /** The single words; each counts that stands in the title. */
  readonly looked: readonly string[];
}

async function run(db: Db, look: Look): Promise<Omit<Ranked, 'partly' | 'asked'>> {
  const { filter, context, page, narrow, titled, text, thorough } = look;
  const q = titleKeyOf(filter.q);
  const inTitles = every([...narrow, titled]);
  const inTexts = every([...narrow, text]);
  const oldest = thorough ? 0 : Math.max(0, context.newest - NEARLY_SHARDS);
  const shards = (asked: string, most: number) => throughShards(asked, context.newest, oldest, most, filter);
  const score =
    filter.sort === 'date'
      ? sql`released_at`
      : sql`exact::int * 100 + (strpos(title_key, ${q}) > 0)::int * 4 + titled::int * 2 + (title_key like ${`${likeable(q)}%`})::int
        + ${q.length}::real / greatest(length(title_key), ${q.length}, 1) * 2
        + ${inTitleScore(look.looked)}
        + 1 / (1 + greatest(0, date_part('epoch', ${endOfDay(context.today)}::timestamptz - released_at)) / date_part('epoch', interval '1000 days'))`;
  const { rows } = await sql<{
    ids: string[] | null;
    total: number;
    reached: number;
    exact: boolean | null;
    columns: [string, number][] | null;
  }>`
    with texts as materialized (${shards(inTexts, MOST_FOUND + 1)}),
    titles as materialized (
      select * from (${shards(inTitles, MOST_TITLED)}) t where (select count(*) from texts) > ${MOST_FOUND}
    ), found as (
      select document_id, released_at, title_key, column_key, bool_or(titled) as titled, bool_or(exact) as exact
      from (
        (select document_id, released_at, title_key, column_key, true as titled, true as exact
          from portal.search_entry where ${exactly(filter.q)} and ${matching(narrow)} limit 50)
        union all
        (select *, true, false from titles)
        union all
        (select *, ${holdsAll(filter.q)}, false from texts)
      ) hits
      group by 1, 2, 3, 4
    ), shown as (
      select document_id, row_number() over () as place from (
        select document_id from found order by ${score} desc, released_at desc, document_id limit ${page.size} offset ${page.from}) top
    )
    select (select array_agg(document_id::text order by place) from shown) as ids,
      (select count(*)::int from found) as total,
      (select count(*)::int from texts) as reached,
      (select bool_or(exact) from found) as exact,
      (select jsonb_agg(jsonb_build_array(column_key, n)) from (select column_key, count(*)::int as n from found group by 1) c) as columns`.execute(
    db,
  );
  const row = rows[0];
  const capped = (row?.reached ?? 0) > MOST_FOUND;
  return {
    ids: row?.ids ?? [],
    total: Math.min(row?.total ?? 0, MOST_FOUND),
    capped,
    exact: row?.exact ?? false,
    byColumn: new Map(row?.columns ?? []),
  };
}

/** Longer words say more. */
const inTitleScore = (looked: readonly string[]): RawBuilder<unknown> =>
  looked.length === 0
    ? sql`0`
    : sql.join(
        looked.slice(0, 5).map((word) => sql`(strpos(title_key, ${word}) > 0)::int * ${word.length / 2}::real`),
        sql` + `,
      );

/** A title, a number or an index number typed as it is. */
function exactly(q: string): RawBuilder<unknown> {
  const title = titleKeyOf(q);
  const number = numberKey(q);
  const tail = numberTail(q);
  return sql`(title_key = ${title} or number_key = ${number} or index_key = ${number}${
    tail ? sql` or number_tail = ${tail}` : sql``
  })`;
}

/** Everything that was typed stands in the title. What is beyond the newest is asked of the index (`titles`). */
function holdsAll(q: string): RawBuilder<unknown> {
  const parts = q.split(/\s+/).map(titleKeyOf).filter(Boolean).slice(0, 8);
  // A sign that is neither letter nor number (⺀, a radical) stands in no title's key.
  if (parts.length === 0) return sql`false`;
  return sql.join(
    parts.map((part) => sql`strpos(title_key, ${part}) > 0`),
    sql` and `,
  );
}

/** One shard after the other, the newest first; stops as soon as there are enough. */
const throughShards = (
  asked: string,
  newest: number,
  oldest: number,
  most: number,
  filter: DocumentFilter,
): RawBuilder<unknown> => sql`
    select e.* from generate_series(${newest}::int, ${oldest}::int, -1) n cross join lateral (
      select document_id, released_at, title_key, column_key from portal.search_entry s
      where s.words @@ ${askedOf(sql`${asked}`, sql`n`)} ${validityCondition(filter)}
      order by released_at desc limit ${most}
    ) e limit ${most}`;

function validityCondition({ validity }: DocumentFilter): RawBuilder<unknown> {
  return validity === undefined ? sql`` : sql` and s.document_id in (${documentsOfValidity(validity)})`;
}

/** Documents of which the ledger says so; what it is silent about has none. */
export const documentsOfValidity = (state: string): RawBuilder<unknown> =>
  sql`select r.key::uuid from portal.record r where r.kind = 'validity' and r.body ->> 'state' = ${state}`;

const matching = (narrow: readonly string[]): RawBuilder<unknown> =>
  narrow.length === 0 ? sql`true` : sql`words @@ ${askedOf(sql`${every(narrow)}`, sql`shard`)}`;

const likeable = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** What filters ask for, as words of the index; undefined where there is no such unit. */
async function narrowing(db: Db, filter: DocumentFilter): Promise<string[] | undefined> {
  const { column, unit, year, openness, statutory, type, topic } = filter;
  const words = [
    column !== undefined && facet.column(column),
    year !== undefined && facet.year(year),
    openness !== undefined && facet.openness(openness),
    statutory !== undefined && facet.statutory(statutory),
    type !== undefined && facet.type(type),
    topic !== undefined && facet.topic(topic),
  ].filter((word) => word !== false);
  if (unit !== undefined) {
    const row = await db.selectFrom('portal.unit').select('id').where('key', '=', unit).executeTakeFirst();
    if (!row) return undefined;
    words.push(facet.unit(row.id));
  }
  return words.map(lexeme);
}

/** The shard of what was released last. */
export async function newestShard(db: Db): Promise<number> {
  const { rows } = await sql<{ newest: number | null }>`
    select shard as newest from portal.search_entry order by ordinal desc limit 1`.execute(db);
  return rows[0]?.newest ?? 0;
}
