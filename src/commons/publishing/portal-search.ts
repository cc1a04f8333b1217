import { type RawBuilder, sql } from 'kysely';
import { dateOf, type Instant, startOfDay, yearOf, civilDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import { rankedSearch, type SearchContext } from './search/find.ts';
import { documentsOfValidity, MOST_FOUND } from './search/ranking.ts';
import type { FoundDocument } from './search/shown.ts';
import { OPENNESS_CLASSES, STATUTORY_CLASSES, TOPICS } from './statutory-kinds.ts';
import { VALIDITIES } from './validities.ts';

export type { FoundDocument } from './search/shown.ts';

/** What a list is narrowed by; every part is in the address. */
export interface DocumentFilter {
  readonly q?: string;
  readonly column?: string;
  /** A unit's key. */
  readonly unit?: string;
  readonly year?: number;
  readonly openness?: string;
  readonly statutory?: number;
  /** A content type's key. */
  readonly type?: string;
  readonly topic?: string;
  /** What the ledger of normative documents says of it. */
  readonly validity?: string;
  /** Of a search: best first unless said otherwise. */
  readonly sort?: 'date';
}

export interface FoundDocuments {
  readonly rows: readonly FoundDocument[];
  readonly total: number;
  /** There are more than are counted and shown. */
  readonly capped: boolean;
  readonly page: number;
  readonly pages: number;
  /** How many stand in each column, among those that are counted. */
  readonly byColumn: ReadonlyMap<string, number>;
  /** Nothing holds all of the words; these hold most. */
  readonly partly: boolean;
  /** A title or a number was typed as it is, and is there. */
  readonly exact: boolean;
  /** What stands out in titles and excerpts. */
  readonly marked: readonly string[];
}

export const PAGE_SIZE = 20;

/** A list counts no more than this many. */
const MOST_LISTED = 20_000;

/** Reads a filter out of the address. What is not understood is left out rather than refused: old links keep working. */
export function filterOf(query: Readonly<Record<string, string | undefined>>): DocumentFilter {
  const q = query.q?.trim();
  const year = Number(query.year);
  const statutory = Number(query.class);
  const { openness, validity, type, topic } = query;
  return {
    ...(q ? { q } : {}),
    ...(query.column ? { column: query.column } : {}),
    ...(query.unit ? { unit: query.unit } : {}),
    ...(Number.isInteger(year) && year >= 1949 && year <= 2999 ? { year } : {}),
    ...(openness && Object.hasOwn(OPENNESS_CLASSES, openness) ? { openness } : {}),
    ...(STATUTORY_CLASSES[statutory] ? { statutory } : {}),
    ...(type && KEY.test(type) ? { type } : {}),
    ...(topic && Object.hasOwn(TOPICS, topic) ? { topic } : {}),
    ...(validity && Object.hasOwn(VALIDITIES, validity) ? { validity } : {}),
    ...(q && query.sort === 'date' ? { sort: 'date' as const } : {}),
  };
}

const KEY = /^[\w-]{1,60}$/;

/** The address of a filtered list; empty parts and the first page are left out, so that each list has one address. */
export function addressOf(path: string, filter: DocumentFilter, page = 1): string {
  const { q, column, unit, year, openness, statutory, type, topic, validity, sort } = filter;
  const parts = Object.entries({
    q,
    column,
    unit,
    year,
    openness,
    class: statutory,
    type,
    topic,
    validity,
    sort,
    page: page > 1 ? page : undefined,
  });
  const query = parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

/** How many a list has, counted up to the limit and one more. */
export async function countDocuments(db: Db, filter: DocumentFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from portal.document d where ${conditionsOf(filter)} limit ${MOST_LISTED + 1}) found`.execute(db);
  return rows[0]?.count ?? 0;
}

/** One page of the `count` documents of a list, newest first. */
export async function listDocuments(
  db: Db,
  filter: DocumentFilter,
  page: number,
  count: number,
  size = PAGE_SIZE,
): Promise<FoundDocuments> {
  const pages = Math.max(1, Math.ceil(Math.min(count, MOST_LISTED) / size));
  const shown = Math.min(Math.max(1, page), pages);
  const { rows } = await newest(filter, shown, size).execute(db);
  return {
    rows,
    total: Math.min(count, MOST_LISTED),
    capped: count > MOST_LISTED,
    page: shown,
    pages,
    byColumn: new Map(),
    partly: false,
    exact: false,
    marked: [],
  };
}

/** One page of what holds the words, best first. */
export async function searchDocuments(
  db: Db,
  filter: DocumentFilter & { readonly q: string },
  page: number,
  context: SearchContext,
  size = PAGE_SIZE,
): Promise<FoundDocuments> {
  const wanted = Math.min(Math.max(1, page), Math.ceil(MOST_FOUND / size));
  const place = (n: number) => ({ from: (n - 1) * size, size });
  let found = await rankedSearch(db, filter, place(wanted), context);
  const pages = Math.max(1, Math.ceil(found.total / size));
  const shown = Math.min(wanted, pages);
  if (shown !== wanted) found = await rankedSearch(db, filter, place(shown), context);
  const { rows, total, capped, byColumn, partly, exact, asked } = found;
  return { rows, total, capped, page: shown, pages, byColumn, partly, exact, marked: asked.marked };
}

const LISTED = sql`d.id, d.index_number as "indexNumber", d.title, d.document_number as "documentNumber", d.column_key as "columnKey",
  d.unit_name as "unitName", d.summary, d.formed_on as "formedOn", d.first_released_at as "releasedAt"`;

/** Turns the pages in the index and fetches the wide rows of one page only. */
function newest(filter: DocumentFilter, page: number, size: number): RawBuilder<FoundDocument> {
  return sql`
    with shown as (
      select d.id from portal.document d where ${conditionsOf(filter)}
      order by d.first_released_at desc, d.id
      limit ${size} offset ${(page - 1) * size}
    )
    select ${LISTED}, null as excerpt from shown join portal.document d using (id)
    order by d.first_released_at desc, d.id`;
}

function conditionsOf(filter: DocumentFilter): RawBuilder<unknown> {
  const { column, unit, year, openness, statutory, type, topic, validity } = filter;
  const conditions = [sql`d.withdrawn_at is null`];
  if (column !== undefined) conditions.push(sql`d.column_key = ${column}`);
  if (unit !== undefined) conditions.push(sql`d.unit_id = (select u.id from portal.unit u where u.key = ${unit})`);
  if (openness !== undefined) conditions.push(sql`d.openness_class = ${openness}`);
  if (statutory !== undefined) conditions.push(sql`d.statutory_class = ${statutory}`);
  if (type !== undefined) conditions.push(sql`d.type = ${type}`);
  if (topic !== undefined) conditions.push(sql`d.topic = ${topic}`);
  if (validity !== undefined) conditions.push(sql`d.id in (${documentsOfValidity(validity)})`);
  if (year !== undefined) {
    conditions.push(sql`d.first_released_at >= ${startOfDay(dateOf(year, 1, 1))}`);
    conditions.push(sql`d.first_released_at < ${startOfDay(dateOf(year + 1, 1, 1))}`);
  }
  return sql.join(conditions, sql` and `);
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
