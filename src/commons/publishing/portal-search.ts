import { type RawBuilder, sql } from 'kysely';
import { dateOf, type Instant, startOfDay, yearOf, civilDate } from '#kernel/dates.ts';
import { queryWords } from '#kernel/search-words.ts';
import type { Db } from '#platform/db.ts';
import type { ListedDocument } from './portal-queries.ts';
import { OPENNESS_CLASSES, STATUTORY_CLASSES } from './statutory.ts';

/** What a list is narrowed by; every part is in the address. */
export interface DocumentFilter {
  readonly q?: string;
  readonly column?: string;
  /** A unit's key. */
  readonly unit?: string;
  readonly year?: number;
  readonly openness?: string;
  readonly statutory?: number;
}

export interface FoundDocuments {
  readonly rows: readonly FoundDocument[];
  readonly total: number;
  /** There are more than are counted and shown. */
  readonly capped: boolean;
  readonly page: number;
  readonly pages: number;
}

export interface FoundDocument extends ListedDocument {
  /** Only for a search: the body, for the excerpt. */
  readonly bodyHtml: string | null;
}

export const PAGE_SIZE = 20;

/** Counting and ranking look at no more than this many; whoever has more must narrow the search. */
const MOST_FOUND = { list: 20_000, search: 2_000 };

/** Reads a filter out of the address. What is not understood is left out rather than refused: old links keep working. */
export function filterOf(query: Readonly<Record<string, string | undefined>>): DocumentFilter {
  const q = query.q?.trim();
  const year = Number(query.year);
  const statutory = Number(query.class);
  const openness = query.openness;
  return {
    ...(q ? { q } : {}),
    ...(query.column ? { column: query.column } : {}),
    ...(query.unit ? { unit: query.unit } : {}),
    ...(Number.isInteger(year) && year >= 1949 && year <= 2999 ? { year } : {}),
    ...(openness && openness in OPENNESS_CLASSES ? { openness } : {}),
    ...(STATUTORY_CLASSES[statutory] ? { statutory } : {}),
  };
}

/** The address of a filtered list; empty parts and the first page are left out, so that each list has one address. */
export function addressOf(path: string, filter: DocumentFilter, page = 1): string {
  const { q, column, unit, year, openness, statutory } = filter;
  const parts = Object.entries({
    q,
    column,
    unit,
    year,
    openness,
    class: statutory,
    page: page > 1 ? page : undefined,
  });
  const query = parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

/** How many fit, counted up to the limit and one more. */
export async function countDocuments(db: Db, filter: DocumentFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from portal.document d where ${conditionsOf(filter)} limit ${mostFound(filter) + 1}) found`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

const mostFound = ({ q }: DocumentFilter): number => (q ? MOST_FOUND.search : MOST_FOUND.list);

/** One page of the `count` documents that fit, newest first; when searching, those with the words in their title first. */
export async function findDocuments(
  db: Db,
  filter: DocumentFilter,
  page: number,
  count: number,
): Promise<FoundDocuments> {
  const most = mostFound(filter);
  const pages = Math.max(1, Math.ceil(Math.min(count, most) / PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const { rows } = await (filter.q ? ranked(filter, filter.q, shown) : newest(filter, shown)).execute(db);
  return { rows, total: Math.min(count, most), capped: count > most, page: shown, pages };
}

const LISTED = sql`d.id, d.index_number as "indexNumber", d.title, d.document_number as "documentNumber", d.column_key as "columnKey",
  d.unit_name as "unitName", d.summary, d.formed_on as "formedOn", d.first_released_at as "releasedAt"`;

/** Turns the pages in the index and fetches the wide rows of one page only. */
function newest(filter: DocumentFilter, page: number): RawBuilder<FoundDocument> {
  return sql`
    with shown as (
      select d.id from portal.document d where ${conditionsOf(filter)}
      order by d.first_released_at desc, d.id
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}
    )
    select ${LISTED}, null as "bodyHtml" from shown join portal.document d using (id)
    order by d.first_released_at desc, d.id`;
}

/** Ranks narrow rows and fetches the wide ones of one page only. */
function ranked(filter: DocumentFilter, q: string, page: number): RawBuilder<FoundDocument> {
  return sql`
    with found as (
      select d.id, position(lower(${q}) in lower(d.title)) > 0 as titled, d.first_released_at
      from portal.document d where ${conditionsOf(filter)}
      order by d.first_released_at desc, d.id limit ${MOST_FOUND.search}
    ), shown as (
      select * from found order by titled desc, first_released_at desc, id
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}
    )
    select ${LISTED}, d.body_html as "bodyHtml"
    from shown join portal.document d using (id)
    order by shown.titled desc, d.first_released_at desc, d.id`;
}

/** How many fit in each column, for the choice beside the results; among those that are ranked. */
export async function foundByColumn(db: Db, filter: DocumentFilter): Promise<ReadonlyMap<string, number>> {
  const { column: _, ...others } = filter;
  const { rows } = await sql<{ key: string; count: number }>`
    select found.column_key as key, count(*)::int as count
    from (select d.column_key from portal.document d where ${conditionsOf(others)} limit ${MOST_FOUND.search}) found
    group by 1`.execute(db);
  return new Map(rows.map(({ key, count }) => [key, count]));
}

function conditionsOf({ q, column, unit, year, openness, statutory }: DocumentFilter): RawBuilder<unknown> {
  const conditions = [sql`d.withdrawn_at is null`];
  if (q !== undefined) conditions.push(matching(q));
  if (column !== undefined) conditions.push(sql`d.column_key = ${column}`);
  if (unit !== undefined) conditions.push(sql`d.unit_id = (select u.id from portal.unit u where u.key = ${unit})`);
  if (openness !== undefined) conditions.push(sql`d.openness_class = ${openness}`);
  if (statutory !== undefined) conditions.push(sql`d.statutory_class = ${statutory}`);
  if (year !== undefined) {
    conditions.push(sql`d.first_released_at >= ${startOfDay(dateOf(year, 1, 1))}`);
    conditions.push(sql`d.first_released_at < ${startOfDay(dateOf(year + 1, 1, 1))}`);
  }
  return sql.join(conditions, sql` and `);
}

/** Words are letters and digits only, so that quoting them is all the care the query needs. Nothing to look for finds nothing. */
function matching(q: string): RawBuilder<unknown> {
  const words = queryWords(q).map(({ word, prefix }) => `'${word}'${prefix ? ':*' : ''}`);
  return words.length > 0 ? sql`d.search @@ to_tsquery('simple', ${words.join(' & ')})` : sql`false`;
}

/** The years in which something was released, newest first. */
export async function yearsOfRelease(db: Db, column?: string): Promise<number[]> {
  let query = db.selectFrom('portal.document').where('withdrawn_at', 'is', null);
  if (column) query = query.where('column_key', '=', column);
  const span = await query
    .select((eb) => [
      eb.fn.min<Instant | null>('first_released_at').as('first'),
      eb.fn.max<Instant | null>('first_released_at').as('last'),
    ])
    .executeTakeFirst();
  if (!span?.first || !span.last) return [];
  const first = yearOf(civilDate(span.first));
  const last = yearOf(civilDate(span.last));
  return Array.from({ length: last - first + 1 }, (_, i) => last - i);
}
