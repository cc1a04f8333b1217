import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { AppError } from '#kernel/errors.ts';
import { folderStorage } from '#platform/files/folder-storage.ts';
import { migrate } from '#platform/migrate.ts';
import { projectRoot } from '#platform/root.ts';
import { type Section, readArchive } from './archive.ts';
import {
  type SequenceState,
  type TableShape,
  columnList,
  connectForCopy,
  migrationsOf,
  quoted,
  rowsIn,
  tablesOf,
} from './catalogue.ts';
import { type Inspected, inspectBackup } from './inspect.ts';

export interface Target {
  readonly ownerUrl: string;
  /** Where files go; undefined leaves them out (a rehearsal has checked them in the backup). */
  readonly dataDir: string | undefined;
}

const refuse = (sentence: string) => new AppError('restore', 409, [sentence]);

/**
 * Puts a backup into an empty database and a data folder. Needs no more than the owner of the database has: constraints are
 * taken off and put back with a full check, triggers of ours rest meanwhile. All rows come in one transaction or none.
 * Refuses, in one sentence and before anything is changed: a damaged file, a backup of a newer program, a target in use.
 */
export async function restoreBackup(file: string, target: Target): Promise<Inspected> {
  const backup = await inspectBackup(file);
  await demandKnownSchema(backup);
  const client = await connectForCopy(target.ownerUrl);
  try {
    await demandEmpty(client, backup);
    // The schema the rows were written under; what has been added since is applied to the rows afterwards.
    await migrate(target.ownerUrl, undefined, new Set(backup.head.migrations.map(({ name }) => name)));
    await load(client, backup, target.dataDir);
  } finally {
    await client.end();
  }
  await migrate(target.ownerUrl, undefined);
  return backup;
}

async function demandKnownSchema({ head }: Inspected): Promise<void> {
  const folder = path.join(projectRoot(), 'db/migrations');
  const ours = new Set((await readdir(folder)).filter((name) => name.endsWith('.sql')));
  for (const { name, checksum } of head.migrations) {
    if (!ours.has(name))
      throw refuse(`备份来自更新的程序（数据库结构有 ${name}，本程序没有），请用同样新或更新的程序恢复`);
    const text = await readFile(path.join(folder, name), 'utf8');
    if (createHash('sha256').update(text).digest('hex') !== checksum)
      throw refuse(`数据库结构脚本 ${name} 与备份时的不同，请用备份时的程序恢复`);
  }
}

/** Rows in any of these mean that somebody lives there. Reference data that a first start loads is replaced by the backup's. */
const INHABITED = [
  'public.installation',
  'public.person',
  'public.matter',
  'public.journal_entry',
  'public.stored_file',
];

async function demandEmpty(client: pg.Client, { head }: Inspected): Promise<void> {
  const tables = await tablesOf(client);
  const applied = await migrationsOf(client);
  if (tables.length > 0 && !applied) throw refuse('目标数据库里已有其他程序的数据，请换一个空的数据库');
  const ours = new Set(head.migrations.map(({ name }) => name));
  const beyond = (applied ?? []).find(({ name }) => !ours.has(name));
  for (const { name } of tables)
    if (INHABITED.includes(name) && (await rowsIn(client, name)) > 0)
      throw refuse('目标不是空的，里面已有单位的数据。恢复不会覆盖任何数据，请换一个空的数据库或数据文件夹');
  if (beyond) throw refuse(`目标数据库的结构比备份新（已有 ${beyond.name}），请换一个全新的数据库；恢复之后会自动升级`);
}

async function load(client: pg.Client, backup: Inspected, dataDir: string | undefined): Promise<void> {
  const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  const missing = [...tables.keys()].find((name) => !backup.tables.has(name));
  if (missing) throw refuse(`备份里没有表 ${missing}，与它自己写明的结构不符，请换一份备份`);
  await client.query('begin');
  try {
    const putBack = await layOpen(client, [...tables.keys()]);
    for await (const section of readArchive(backup.file)) await takeIn(client, section, tables, dataDir);
    await putBack();
    for (const [name, rows] of backup.tables)
      if ((await rowsIn(client, name)) !== rows) throw refuse(`表 ${name} 恢复后的行数与备份不符`);
    await client.query('commit');
    await client.query('analyze');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Empties the tables and takes off what would stand in the way of rows coming table by table; gives how to put it back. */
async function layOpen(client: pg.Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows: links } = await client.query<{ table: string; name: string; definition: string }>(
    `select n.nspname || '.' || c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and n.nspname || '.' || c.relname = any($1)`,
    [tables],
  );
  const alter = (table: string, what: string) => client.query(`alter table ${quoted(table)} ${what}`);
  const constraint = (name: string) => `constraint ${pg.escapeIdentifier(name)}`;
  for (const { table, name } of links) await alter(table, `drop ${constraint(name)}`);
  for (const table of tables) await alter(table, 'disable trigger user');
  await client.query(`truncate ${tables.map(quoted).join(', ')}`);
  return async () => {
    for (const { table, name, definition } of links) await alter(table, `add ${constraint(name)} ${definition}`);
    for (const table of tables) await alter(table, 'enable trigger user');
  };
}

async function takeIn(
  client: pg.Client,
  { head, body }: Section,
  tables: ReadonlyMap<string, TableShape>,
  dataDir: string | undefined,
): Promise<void> {
  if (head.section === 'table') await copyRows(client, head, body, tables);
  else if (head.section === 'sequences')
    await setSequences(client, JSON.parse((await gathered(body)).toString('utf8')));
  else if (head.section === 'file' && dataDir)
    await folderStorage(dataDir).write(String(head.name), await gathered(body));
  else for await (const _ of body);
}

async function copyRows(
  client: pg.Client,
  head: Section['head'],
  body: Section['body'],
  tables: ReadonlyMap<string, TableShape>,
): Promise<void> {
  const columns = head.columns as readonly string[];
  const shape = tables.get(String(head.name));
  // Names go into a statement: only those that the database itself knows.
  if (!shape || columns.length !== shape.columns.length || columns.some((column) => !shape.columns.includes(column)))
    throw refuse(`备份里的表 ${String(head.name)} 与它自己写明的结构不符，请换一份备份`);
  await pipeline(
    Readable.from(body),
    client.query(copyFrom(`copy ${quoted(shape.name)} (${columnList(columns)}) from stdin`)),
  );
}

async function setSequences(client: pg.Client, states: readonly SequenceState[]): Promise<void> {
  for (const { name, last, called } of states)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, called]);
}

async function gathered(body: AsyncIterable<Buffer>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(body));
}
