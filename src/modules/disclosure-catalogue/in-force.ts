import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';

/** The edition of each item that counts on a day, dropped ones left out, as a table for a `from`. */
export const inForceOn = (on: LocalDate): RawBuilder<unknown> => sql`(
  select * from (
    select distinct on (e.item_key) e.* from catalogue_edition e
    where e.in_force_from <= ${on} order by e.item_key, e.number desc
  ) latest where not latest.dropped)`;

/**
 * Which item a released revision `r` of a document `d` fills: the one it names, or where it names none the only item of its column that
 * is for its type. Of several nobody can tell, so it fills none.
 */
export const filledBy = (on: LocalDate): RawBuilder<string | null> => sql<string | null>`coalesce(r.catalogue_item, (
  select case when count(*) = 1 then min(i.item_key) end from ${inForceOn(on)} i
  where i.column_key = r.column_key and d.type = any(i.types)))`;

export interface Fill {
  readonly itemKey: string;
  readonly documents: number;
  readonly latestIndexNumber: string;
  readonly latestTitle: string;
  readonly updatedOn: LocalDate;
  readonly releasedOn: readonly LocalDate[];
}

const FIRST_OUT = sql`(select min(x.released_at) from release x where x.document_id = d.id and x.kind = 'release')`;

/** What stands on the portal for each item, or for one: how much, the newest, and the day each first went out. */
export const fills = (key?: string): RawBuilder<Fill> => sql<Fill>`
  select f.item as "itemKey", count(*)::int as documents,
    (array_agg(f.index_number order by f.first_at desc, f.id))[1] as "latestIndexNumber",
    (array_agg(f.title order by f.first_at desc, f.id))[1] as "latestTitle",
    max((f.changed_at at time zone 'Asia/Shanghai')::date)::text as "updatedOn",
    jsonb_agg(((f.first_at at time zone 'Asia/Shanghai')::date)::text order by f.first_at) as "releasedOn"
  from (
    select d.id, d.index_number, r.title, d.released_at as changed_at, d.catalogue_item as item, ${FIRST_OUT} as first_at
    from document d join document_revision r on r.id = d.released_revision_id
    where d.withdrawn_at is null and ${key === undefined ? sql`d.catalogue_item is not null` : sql`d.catalogue_item = ${key}`}
  ) f group by f.item`;
