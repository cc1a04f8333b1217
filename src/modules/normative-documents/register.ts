import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import { containing } from '#platform/like.ts';
import type { ValidityBody } from './validity.ts';

export interface RegisterFilter {
  readonly q?: string | undefined;
  readonly state?: string | undefined;
  readonly unit?: string | undefined;
  readonly year?: number | undefined;
}

/** A normative document as the public register shows it. */
export interface RegisterLine extends ValidityBody {
  readonly id: string;
  readonly indexNumber: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly unitName: string;
  readonly formedOn: LocalDate;
  readonly releasedOn: LocalDate;
}

export const REGISTER_PAGE = 20;

const FROM = sql`portal.record v join portal.document d on d.id = v.document_id and d.withdrawn_at is null
  left join portal.unit u on u.id = d.unit_id`;

function matching({ q, state, unit, year }: RegisterFilter) {
  const conditions = [sql`v.kind = 'validity'`];
  if (state) conditions.push(sql`v.body ->> 'state' = ${state}`);
  if (unit) conditions.push(sql`u.key = ${unit}`);
  if (year) conditions.push(sql`extract(year from d.first_released_at at time zone 'Asia/Shanghai') = ${year}`);
  if (q) {
    const words = containing(q);
    conditions.push(
      sql`(d.title ilike ${words} or d.document_number ilike ${words} or v.body ->> 'unifiedNumber' ilike ${words})`,
    );
  }
  return sql.join(conditions, sql` and `);
}

/** A page of the register, as sunlit_portal: the newest first. */
export async function registerPage(db: Db, filter: RegisterFilter, page: number) {
  const { rows: counted } = await sql<{
    total: number;
  }>`select count(*)::int as total from ${FROM} where ${matching(filter)}`.execute(db);
  const total = counted[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / REGISTER_PAGE));
  const at = Math.min(pages, Math.max(1, page));
  const rows = await registerLines(db, filter, REGISTER_PAGE, (at - 1) * REGISTER_PAGE);
  return { rows, total, page: at, pages };
}

export async function registerLines(
  db: Db,
  filter: RegisterFilter,
  limit: number,
  offset = 0,
): Promise<RegisterLine[]> {
  const { rows } = await sql<Omit<RegisterLine, keyof ValidityBody> & { body: ValidityBody }>`
    select d.id, d.index_number as "indexNumber", d.title, d.document_number as "documentNumber", d.unit_name as "unitName",
      d.formed_on as "formedOn", ((d.first_released_at at time zone 'Asia/Shanghai')::date)::text as "releasedOn", v.body
    from ${FROM} where ${matching(filter)}
    order by d.first_released_at desc, d.id limit ${limit} offset ${offset}`.execute(db);
  return rows.map(({ body, ...row }) => ({ ...body, ...row }));
}

/** What the register may be narrowed by: units and years in it. */
export async function registerFacets(db: Db) {
  const { rows: units } = await sql<{ key: string; name: string }>`
    select distinct u.key, d.unit_name as name from ${FROM} where v.kind = 'validity' and u.key is not null order by name`.execute(
    db,
  );
  const { rows: years } = await sql<{ year: number }>`
    select distinct extract(year from d.first_released_at at time zone 'Asia/Shanghai')::int as year
    from ${FROM} where v.kind = 'validity' order by year desc`.execute(db);
  return { units, years: years.map(({ year }) => year) };
}
