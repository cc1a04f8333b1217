import pg from 'pg';

// What a backup holds of a database, as its owner sees it.

export interface TableShape {
  /** `public.matter` */
  readonly name: string;
  /** Those that are stored; what is computed from others is computed again. */
  readonly columns: readonly string[];
}

export interface SequenceState {
  readonly name: string;
  readonly last: string;
  readonly called: boolean;
}

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

const SCHEMAS = ['public', 'portal', 'intake'];

/** Settings under which rows are written and read alike, whatever the server's own; and no time limits. */
export async function connectForCopy(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'sunlit-backup' });
  await client.connect();
  await client.query(`
    set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set timezone = 'UTC';
    set bytea_output = 'hex'; set extra_float_digits = 1; set search_path = pg_catalog;
    set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`);
  return client;
}

/** Every table of ours, in the order of their names; the list of migrations is not one of them: the migrator keeps it. */
export async function tablesOf(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select n.nspname || '.' || c.relname as name,
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = any($1) and c.relkind = 'r' and c.relname <> 'schema_migration'
     group by n.nspname, c.relname order by (n.nspname || '.' || c.relname) collate "C"`,
    [SCHEMAS],
  );
  return rows;
}

export async function sequencesOf(client: pg.Client): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'S' order by (n.nspname || '.' || c.relname) collate "C"`,
    [SCHEMAS],
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(name)}`,
    );
    for (const { last, called } of state.rows) states.push({ name, last, called });
  }
  return states;
}

/** Undefined when the database has no list of migrations: it is none of ours, or new. */
export async function migrationsOf(client: pg.Client): Promise<AppliedMigration[] | undefined> {
  const there = await client.query<{ there: boolean }>(
    `select to_regclass('public.schema_migration') is not null as there`,
  );
  if (!there.rows[0]?.there) return undefined;
  const { rows } = await client.query<AppliedMigration>(
    'select name, checksum from public.schema_migration order by name collate "C"',
  );
  return rows;
}

export async function rowsIn(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${quoted(table)}`);
  return Number(rows[0]?.n);
}

/** `"public"."matter"` */
export const quoted = (name: string): string => name.split('.').map(pg.escapeIdentifier).join('.');

export const columnList = (columns: readonly string[]): string => columns.map(pg.escapeIdentifier).join(', ');
