import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { DocumentFilter } from '../portal-search.ts';
import { facet } from './entry.ts';
import { type AskedWords, askedWords, lexeme } from './query.ts';
import { MOST_FOUND, ranking } from './ranking.ts';
import { type FoundDocument, shownDocument } from './shown.ts';

/** What a search came to: the documents of one page in order, how many there are, and how they spread. */
export interface Ranked {
  readonly rows: readonly FoundDocument[];
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

type Asked = DocumentFilter & { readonly q: string };
interface PageOf {
  readonly from: number;
  readonly size: number;
}

/**
 * The documents that hold the words, best first: numbers and titles as typed, then titles that hold them, then texts and
 * attachments, newer before older. Common words are not ranked over everything: one shard after the other is looked through, the newest
 * first, until there are enough (ADR 10).
 */
export async function rankedSearch(db: Db, filter: Asked, page: PageOf, context: SearchContext): Promise<Ranked> {
  const asked = askedWords(filter.q, context.means);
  const narrow = await narrowing(db, filter);
  const nothing = { rows: [], total: 0, capped: false, partly: false, exact: false, asked };
  if (!asked.all || !asked.allInTitle || narrow === undefined) return { ...nothing, byColumn: new Map() };
  const { newest, today } = context;
  const { rows } = await ranking({ filter, asked, narrow, page, newest, today }).execute(db);
  const [facts] = rows;
  return {
    rows: rows.filter(({ id }) => id !== null).map(shownDocument),
    total: Math.min(facts?.total ?? 0, MOST_FOUND),
    capped: (facts?.reached ?? 0) > MOST_FOUND,
    partly: asked.nearly !== undefined && facts?.wholly === false,
    exact: facts?.exact ?? false,
    byColumn: new Map(rows.flatMap(({ columns }) => columns ?? [])),
    asked,
  };
}

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
