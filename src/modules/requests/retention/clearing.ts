import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import type { Fate, TableFate } from './fates.ts';

/** What stands where words stood. */
export const GONE = '（保存期满，已匿名）';
const TITLE = `政府信息公开申请${GONE}`;

/** Which rows of a table are a request's. */
const ROWS: Readonly<Record<NonNullable<TableFate['of']>, (id: string) => RawBuilder<unknown>>> = {
  id: (id) => sql`id = ${id}`,
  matter: (id) => sql`matter_id = ${id}`,
  request: (id) => sql`request_id = ${id}`,
  record: (id) => sql`record_id in (select id from request_record where request_id = ${id})`,
  letter: (id) => sql`letter_id in (select id from request_letter where request_id = ${id})`,
  check: (id) => sql`check_id in (select id from request_code_check where request_id = ${id})`,
  consultation: (id) => sql`consultation_id in (select id from request_consultation where request_id = ${id})`,
  archive: (id) => sql`archive_id in (select id from request_archive where request_id = ${id})`,
  receipt: (id) => sql`receipt = (select receipt from request where id = ${id})`,
};

type Clearing = Exclude<Fate, { readonly kept: string } | 'row'>;

const BECOMES: Readonly<Record<Clearing, (column: RawBuilder<unknown>) => RawBuilder<unknown>>> = {
  told: (column) => sql`case when ${column} is null or ${column} = '' then ${column} else ${GONE} end`,
  titled: () => sql`${TITLE}`,
  nothing: () => sql`null`,
  noBytes: (column) => sql`case when ${column} is null then null else ''::bytea end`,
  noFields: () => sql`'{}'::jsonb`,
  noItems: () => sql`'[]'::jsonb`,
  // Read by people where a case number stood.
  unlinked: () => sql`'已匿名 ' || id`,
};

/** Carries out on one table what becomes of its columns. Gives the hashes that stay, a row each. */
export async function clearTable(
  tx: Tx,
  name: string,
  { of, columns, stamps = [], proof = [] }: TableFate,
  requestId: string,
  now: Instant,
): Promise<readonly unknown[]> {
  if (!of) return [];
  const rows = ROWS[of](requestId);
  const table = sql.table(name);
  if (Object.values(columns).includes('row'))
    return (await sql`delete from ${table} where ${rows} returning 1`.execute(tx)).rows;
  const sets = [
    ...Object.entries(columns).flatMap(([column, fate]) =>
      typeof fate === 'string' && fate !== 'row'
        ? [sql`${sql.id(column)} = ${BECOMES[fate](sql`${sql.id(column)}`)}`]
        : [],
    ),
    ...stamps.map((stamp) => sql`${sql.id(stamp)} = coalesce(${sql.id(stamp)}, ${now})`),
  ];
  const kept = proof.length > 0 ? sql.join(proof.map((column) => sql.id(column))) : sql`1 as one`;
  return (await sql`update ${table} set ${sql.join(sets)} where ${rows} returning ${kept}`.execute(tx)).rows;
}
