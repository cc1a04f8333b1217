import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Verification, verifyJournal } from '#commons/journal/index.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { connect } from '#platform/db.ts';
import { connectForCopy, rowsIn } from './catalogue.ts';
import type { Inspected } from './inspect.ts';
import { restoreBackup } from './restore.ts';

export interface Rehearsal {
  readonly backup: Inspected;
  readonly journal: Verification;
  readonly rows: number;
  /** Tables whose rows are not those of the backup, and files the database knows but the backup lacks. */
  readonly defects: readonly string[];
}

const PREFIX = 'sunlit_rehearsal_';

/** Restores a backup into a database made for the purpose on the same server, checks it, and takes the database away again. */
export async function rehearse(ownerUrl: string, file: string, today: LocalDate): Promise<Rehearsal> {
  await dropLeftovers(ownerUrl);
  const name = `${PREFIX}${randomBytes(5).toString('hex')}`;
  await onServer(ownerUrl, `create database ${name} template template0 encoding 'UTF8'`);
  const scratchUrl = addressOf(ownerUrl, name);
  try {
    const backup = await restoreBackup(file, { ownerUrl: scratchUrl, dataDir: undefined });
    const { rows, defects } = await compare(scratchUrl, backup);
    const db = connect(scratchUrl, { max: 1, name: 'rehearsal' });
    try {
      return { backup, journal: await verifyJournal(db, today), rows, defects };
    } finally {
      await db.destroy();
    }
  } finally {
    await onServer(ownerUrl, `drop database if exists ${name} with (force)`);
  }
}

async function compare(url: string, backup: Inspected): Promise<{ rows: number; defects: string[] }> {
  const client = await connectForCopy(url);
  try {
    const defects: string[] = [];
    let total = 0;
    for (const [table, expected] of backup.tables) {
      const found = await rowsIn(client, table);
      total += found;
      if (found !== expected) defects.push(`表 ${table}：备份 ${expected} 行，恢复后 ${found} 行`);
    }
    // What was cleared as secret has a row and no bytes; older backups know no such thing.
    const { rows } = await client.query<{ hash: string }>(
      "select hash from public.stored_file f where to_jsonb(f) ->> 'cleared_at' is null order by hash",
    );
    for (const { hash } of rows) if (!backup.files.has(hash)) defects.push(`文件 ${hash}：数据库里有登记，备份里没有`);
    return { rows: total, defects };
  } finally {
    await client.end();
  }
}

function addressOf(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } catch (error) {
    if ((error as { code?: string }).code === '42501')
      throw new AppError('rehearsal', 403, [
        '数据库账号无权建立临时数据库，不能演练。请由数据库管理员执行 alter role … createdb，或用 sunlit restore 恢复到另一台服务器核对',
      ]);
    throw error;
  } finally {
    await client.end();
  }
}

/** What a rehearsal that was killed left behind; one that is under way is in use and stays. */
async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database d where starts_with(datname, $1)
       and not exists (select from pg_stat_activity a where a.datid = d.oid)`,
      [PREFIX],
    );
    for (const { name } of rows)
      await client.query(`drop database if exists ${pg.escapeIdentifier(name)}`).catch(() => undefined);
  } finally {
    await client.end();
  }
}
