import { createHash, randomBytes } from 'node:crypto';
import { glob, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { AppError } from '#kernel/errors.ts';
import { projectRoot } from './root.ts';

export interface RolePasswords {
  readonly office: string;
  readonly portal: string;
}

/**
 * Brings a database to the present schema as its owner: makes the roles, applies new migrations in file-name order
 * (each in one transaction), refuses when an applied file has changed, and builds the report views anew.
 * Several processes may call it at once; one works, the others wait. Returns the names of what was applied.
 * Without passwords, roles that are there are left as they are (a restore must not lock others out). `only` stops at those
 * migrations and leaves the views unbuilt: the schema of an older backup, before its rows are brought up to date.
 */
export async function migrate(
  ownerUrl: string,
  passwords: RolePasswords | undefined,
  only?: ReadonlySet<string>,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'sunlit-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(702019)');
    await ensureRoles(client, passwords);
    const applied = await applyMigrations(client, only);
    if (!only) await rebuildViews(client);
    return applied;
  } finally {
    await client.end();
  }
}

/** Roles belong to the cluster. The publisher cannot sign in: the office takes it on for the length of a release. */
async function ensureRoles(client: pg.Client, passwords: RolePasswords | undefined): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname in ('sunlit_office', 'sunlit_portal', 'sunlit_publisher')`,
  );
  const there = new Set(rows.map((row) => row.rolname));
  const own = await client.query<{ able: boolean; name: string }>(
    `select rolcreaterole or rolsuper as able, current_database() as name from pg_roles where rolname = current_user`,
  );
  const able = own.rows[0]?.able ?? false;
  const database = pg.escapeIdentifier(own.rows[0]?.name ?? '');
  if (!able && there.size < 3) throw missingRoles();
  if (able) {
    for (const [role, given] of [
      ['sunlit_office', passwords?.office],
      ['sunlit_portal', passwords?.portal],
    ] as const) {
      if (there.has(role) && given === undefined) continue;
      const password = given ?? randomBytes(24).toString('base64url');
      const verb = there.has(role) ? 'alter' : 'create';
      await client.query(`${verb} role ${role} login noinherit password ${pg.escapeLiteral(password)}`);
    }
    if (!there.has('sunlit_publisher')) await client.query('create role sunlit_publisher nologin');
    await client.query('grant sunlit_publisher to sunlit_office');
    await client.query('grant sunlit_office to current_user').catch(() => undefined);
  }
  await client.query(`revoke temporary on database ${database} from public`);
  await client.query(`grant connect on database ${database} to sunlit_office, sunlit_portal`);
}

const missingRoles = () =>
  new AppError('no-roles', 500, [
    "数据库账号无权建立角色。请由数据库管理员先执行：create role sunlit_office login noinherit password '…'; create role sunlit_portal login noinherit password '…'; create role sunlit_publisher nologin; grant sunlit_publisher to sunlit_office; 然后用 DATABASE_OFFICE_URL 和 DATABASE_PORTAL_URL 给出连接地址",
  ]);

async function applyMigrations(client: pg.Client, only: ReadonlySet<string> | undefined): Promise<string[]> {
  await client.query(`create table if not exists schema_migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  // Whether the schema is the one a process was built for is asked by that process, as the office.
  await client.query('grant select on schema_migration to sunlit_office');
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration',
  );
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  const folder = path.join(projectRoot(), 'db/migrations');
  const applied: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
    if (only && !only.has(name)) continue;
    const sql = await readFile(path.join(folder, name), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    if (done.has(name)) {
      if (done.get(name) !== checksum) throw changedMigration(name);
      continue;
    }
    await inTransaction(client, async () => {
      await client.query(sql);
      await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksum]);
    });
    applied.push(name);
  }
  return applied;
}

const changedMigration = (name: string) =>
  new AppError('changed-migration', 500, [
    `数据库升级脚本 ${name} 在执行之后被改动过。请恢复该文件的原样，改动写成新的升级脚本`,
  ]);

/** Views hold no data: they are dropped and built again from every views.sql, so they may change freely. */
async function rebuildViews(client: pg.Client): Promise<void> {
  const source = path.join(projectRoot(), 'src');
  const files = (await Array.fromAsync(glob('{commons,modules}/*/views.sql', { cwd: source }))).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(source, file), 'utf8')));
  const fingerprint = createHash('sha256').update(texts.join('\0')).digest('hex');
  const { rows } = await client.query<{ same: boolean }>(
    `select obj_description('report'::regnamespace, 'pg_namespace') = $1 as same`,
    [fingerprint],
  );
  if (rows[0]?.same) return;
  await inTransaction(client, async () => {
    const views = await client.query<{ name: string }>(
      `select viewname as name from pg_views where schemaname = 'report'`,
    );
    for (const { name } of views.rows)
      await client.query(`drop view if exists report.${pg.escapeIdentifier(name)} cascade`);
    for (const text of texts) await client.query(text);
    await client.query(`comment on schema report is ${pg.escapeLiteral(fingerprint)}`);
  });
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
