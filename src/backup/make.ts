import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { AppError } from '#kernel/errors.ts';
import type { Instant } from '#kernel/dates.ts';
import { folderStorage } from '#platform/files/folder-storage.ts';
import { projectRoot } from '#platform/root.ts';
import { keyCheckOf } from '#platform/secrets.ts';
import { type SectionHead, Tally, archiveBytes } from './archive.ts';
import {
  type AppliedMigration,
  columnList,
  connectForCopy,
  migrationsOf,
  quoted,
  sequencesOf,
  tablesOf,
} from './catalogue.ts';

/** What stands at the beginning of every backup. */
export interface BackupHead {
  readonly section: 'head';
  readonly madeAt: Instant;
  readonly program: string;
  readonly migrations: readonly AppliedMigration[];
  /** Tells whether a key at hand is the one personal data was encrypted with, and nothing about the key. */
  readonly keyCheck: string;
}

export interface MadeBackup {
  readonly file: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** Files the database knows and the store has lost or damaged; the backup holds everything else. */
  readonly lost: readonly string[];
}

export interface Source {
  readonly ownerUrl: string;
  readonly dataDir: string;
  readonly masterKey: string;
}

/**
 * Writes everything of one moment into a file that is not there yet: files, tables, sequences. People go on working meanwhile.
 * The file takes its name only when it is whole. Refuses in one sentence when it exists or cannot be written.
 */
export async function makeBackup(source: Source, file: string, madeAt: Instant): Promise<MadeBackup> {
  if (await stat(file).catch(() => undefined)) throw cannotWrite(`${file} 已经存在，请换一个名称`);
  const draft = `${file}.partial`;
  const client = await connectForCopy(source.ownerUrl);
  const tally = { tables: 0, rows: 0, files: 0, lost: [] as string[] };
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await client.query('begin isolation level repeatable read read only');
    const migrations = await migrationsOf(client);
    if (!migrations) throw cannotWrite('这个数据库里没有本系统的数据，没有什么可以备份');
    await rm(draft, { force: true });
    // Personal data lies in it: for the owner's eyes only.
    const out = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(archiveBytes(parts(client, source, { migrations, madeAt }, tally)), createGzip({ level: 6 }), out);
    await rename(draft, file);
    return { file, bytes: (await stat(file)).size, ...tally };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    const { code, path: where } = error as NodeJS.ErrnoException;
    if (where !== undefined && code)
      throw cannotWrite(`不能写入 ${file}（${REASONS[code] ?? code}），请检查磁盘和权限`);
    throw error;
  } finally {
    await client.end();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: '没有权限',
  EROFS: '文件系统只读',
  ENOSPC: '磁盘已满',
  ENOTDIR: '路径中有一段不是文件夹',
  EEXIST: '同名文件已存在',
};

const cannotWrite = (sentence: string) => new AppError('backup', 500, [sentence]);

interface Part {
  readonly head: SectionHead;
  readonly body: AsyncIterable<Buffer>;
}

async function* parts(
  client: pg.Client,
  source: Source,
  { migrations, madeAt }: Pick<BackupHead, 'migrations' | 'madeAt'>,
  tally: { tables: number; rows: number; files: number; lost: string[] },
): AsyncGenerator<Part> {
  const head: BackupHead = {
    section: 'head',
    madeAt,
    program: await programVersion(),
    migrations,
    keyCheck: keyCheckOf(source.masterKey),
  };
  yield { head: { ...head }, body: Readable.from([]) };
  for await (const bytes of keptFiles(client, source.dataDir, tally)) {
    tally.files += 1;
    yield { head: { section: 'file', name: bytes.hash }, body: one(bytes.bytes) };
  }
  for (const { name, columns } of await tablesOf(client)) {
    tally.tables += 1;
    const rows = client.query(copyTo(`copy ${quoted(name)} (${columnList(columns)}) to stdout`));
    const counting = new Tally();
    yield { head: { section: 'table', name, columns }, body: counted(rows, counting) };
    tally.rows += counting.facts().lines;
  }
  const sequences = Buffer.from(JSON.stringify(await sequencesOf(client)));
  yield { head: { section: 'sequences' }, body: one(sequences) };
}

async function* counted(rows: AsyncIterable<Buffer>, tally: Tally): AsyncGenerator<Buffer> {
  for await (const chunk of rows) {
    tally.add(chunk);
    yield chunk;
  }
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** The bytes of every file the database knows. One that is not what its name says is noted and left out. */
async function* keptFiles(
  client: pg.Client,
  dataDir: string,
  { lost }: { readonly lost: string[] },
): AsyncGenerator<{ readonly hash: string; readonly bytes: Buffer }> {
  const storage = folderStorage(dataDir);
  // What was cleared as secret has a row and no bytes. A database of an older structure knows no such thing.
  const { rows } = await client.query<{ hash: string }>(
    "select hash from public.stored_file f where to_jsonb(f) ->> 'cleared_at' is null order by hash",
  );
  for (const { hash } of rows) {
    const stream = await storage.read(hash);
    const bytes = stream ? Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>)) : Buffer.alloc(0);
    const tally = new Tally();
    tally.add(bytes);
    if (stream && tally.facts().sha256 === hash) yield { hash, bytes };
    else lost.push(hash);
  }
}

async function programVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(projectRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
