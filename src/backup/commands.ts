import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Instant, chineseDateTime, pageTagTime } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type Config, readConfig } from '#platform/config.ts';
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import type { CliCommand } from '#platform/feature.ts';
import { keyCheckOf, readSecrets } from '#platform/secrets.ts';
import { wallClock } from '#platform/time.ts';
import { makeBackup } from './make.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import { restoreBackup } from './restore.ts';

type Out = (text: string) => void;

export const backupCommands: readonly CliCommand[] = [
  {
    words: 'backup',
    usage: '[FILE]',
    zh: '把数据库和上传的文件备份成一个文件，办公照常',
    en: 'write the database and the kept files into one file, while people work',
    pure: (args, out) => backup(args, out),
  },
  {
    words: 'backup rehearse',
    usage: '[FILE]',
    zh: '把最近一份备份恢复到临时数据库，核对后删除',
    en: 'restore the newest backup into a scratch database, verify it, drop it',
    pure: (args, out) => rehearsal(args, out),
  },
  {
    words: 'restore',
    usage: 'FILE --data-dir DIR | --into URL',
    zh: '把备份恢复到空的数据文件夹，或空的外部数据库',
    en: 'restore a backup into an empty data folder or an empty database',
    pure: (args, out) => restore(args, out),
  },
];

const usage = (sentence: string) => new AppError('usage', 400, [sentence]);

async function backup(args: readonly string[], out: Out): Promise<number> {
  if (args.length > 1 || args[0]?.startsWith('-')) throw usage('用法：sunlit backup [文件]');
  return withInstallation(async ({ config, ownerUrl, masterKey }) => {
    const now = wallClock.now();
    const file = path.resolve(args[0] ?? usualFile(config.dataDir, now));
    const made = await makeBackup({ ownerUrl, dataDir: config.dataDir, masterKey }, file, now);
    await remember(config.dataDir, file);
    out(`已备份到 ${made.file}`);
    out(`${made.tables} 张表、${made.rows} 行、${made.files} 个文件，共 ${megabytes(made.bytes)}`);
    for (const hash of made.lost) out(`没有备份：文件 ${hash} 已丢失或损坏`);
    out(
      `备份里没有主密钥：请把 ${config.secretKey ? 'SUNLIT_SECRET_KEY' : path.join(config.dataDir, 'secrets.json')} 另行妥善保存，没有它，加密的字段读不出`,
    );
    return made.lost.length > 0 ? 1 : 0;
  });
}

async function rehearsal(args: readonly string[], out: Out): Promise<number> {
  if (args.length > 1 || args[0]?.startsWith('-')) throw usage('用法：sunlit backup rehearse [文件]');
  return withInstallation(async ({ config, ownerUrl, masterKey }) => {
    const file = path.resolve(args[0] ?? (await newest(config.dataDir)));
    const report = await rehearse(ownerUrl, file, wallClock.today());
    return tell(report, keyCheckOf(masterKey), out);
  });
}

function tell({ backup, journal, rows, defects }: Rehearsal, keyCheck: string, out: Out): number {
  const { head, tables, files, fileBytes } = backup;
  out(`备份：${backup.file}`);
  out(`制作于 ${chineseDateTime(head.madeAt)}，程序 ${head.program}，数据库结构 ${head.migrations.length} 项`);
  out(`行数：${tables.size} 张表、${rows} 行${defects.length === 0 ? '，与备份一致' : ''}`);
  out(`文件：${files.size} 个（${megabytes(fileBytes)}），散列全部相符`);
  out(
    `留痕：${journal.chains} 条链、${journal.entries} 条、${journal.seals} 个日封，${journal.ok ? '核对一致' : `发现 ${journal.found} 处不一致`}`,
  );
  out(head.keyCheck === keyCheck ? '主密钥：与备份时相同' : '主密钥：与备份时不同，加密的字段读不出');
  for (const defect of defects) out(defect);
  for (const { chain, seq, message } of journal.findings) out(`${chain} 第 ${seq} 条：${message}`);
  const good = journal.ok && defects.length === 0 && head.keyCheck === keyCheck;
  out(good ? '演练成功：这份备份可以恢复。临时数据库已删除' : '演练发现问题，见上。临时数据库已删除');
  return good ? 0 : 1;
}

async function restore([file, ...options]: readonly string[], out: Out): Promise<number> {
  const { '--into': into, '--data-dir': given } = optionsOf(options);
  if (!file || file.startsWith('-') || (!into && !given))
    throw usage('用法：sunlit restore 文件 --data-dir 新的数据文件夹，或 sunlit restore 文件 --into 空数据库的地址');
  const config = readConfig(process.env);
  const dataDir = given ? path.resolve(given) : config.dataDir;
  const server = into ? undefined : await startEmbeddedPostgres({ dataDir, report: console.error });
  try {
    const ownerUrl = into ?? server?.ownerUrl ?? '';
    const { head, tables, files } = await restoreBackup(file, { ownerUrl, dataDir });
    out(`已恢复 ${chineseDateTime(head.madeAt)}的备份：${tables.size} 张表、${files.size} 个文件（文件在 ${dataDir}）`);
    out(keySentence(head.keyCheck, keyAtHand(config, dataDir), dataDir));
    out(
      into ? `用 DATABASE_URL 指向这个数据库、SUNLIT_DATA_DIR=${dataDir} 启动` : `用 SUNLIT_DATA_DIR=${dataDir} 启动`,
    );
    out('启动后请运行 sunlit journal verify 核对留痕');
    return 0;
  } finally {
    await server?.stop();
  }
}

function optionsOf(options: readonly string[]): Partial<Record<'--into' | '--data-dir', string>> {
  const found: Partial<Record<'--into' | '--data-dir', string>> = {};
  for (let i = 0; i < options.length; i += 2) {
    const [name, value] = options.slice(i, i + 2);
    if (name !== '--into' && name !== '--data-dir')
      throw usage(`不认识「${name}」，可用的有 --into 地址、--data-dir 文件夹`);
    if (!value) throw usage(`${name} 后面缺少内容`);
    if (name === '--into' && !/^postgres(?:ql)?:\/\//.test(value))
      throw usage('--into 应是 postgres:// 开头的数据库地址');
    found[name] = value;
  }
  return found;
}

/** The key there is, without making one: a new key would read nothing, and look as if all were well. */
function keyAtHand(config: Config, dataDir: string): string | undefined {
  if (config.secretKey) return config.secretKey;
  return existsSync(path.join(dataDir, 'secrets.json')) ? readSecrets(dataDir, undefined).masterKey : undefined;
}

function keySentence(keyCheck: string, key: string | undefined, dataDir: string): string {
  if (key === undefined)
    return `启动之前，请把原来的 secrets.json 放进 ${dataDir}（或设置 SUNLIT_SECRET_KEY）；没有原来的主密钥，加密的字段读不出`;
  return keyCheckOf(key) === keyCheck
    ? '主密钥与备份时相同'
    : `主密钥与备份时不同：请换回原来的 secrets.json（${dataDir}）再启动，否则加密的字段读不出`;
}

/** The database as it is: a backup must not upgrade what it is there to bring back. */
async function withInstallation<T>(
  work: (at: { readonly config: Config; readonly ownerUrl: string; readonly masterKey: string }) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const { masterKey } = readSecrets(config.dataDir, config.secretKey);
  const server = config.database
    ? undefined
    : await startEmbeddedPostgres({ dataDir: config.dataDir, report: console.error, join: true });
  try {
    return await work({ config, ownerUrl: config.database?.ownerUrl ?? server?.ownerUrl ?? '', masterKey });
  } finally {
    await server?.stop();
  }
}

/** `backups/sunlit-2026-11-22-0905.backup` in the data folder, by the clock in China. */
const usualFile = (dataDir: string, now: Instant) =>
  path.join(dataDir, 'backups', `sunlit-${pageTagTime(now).replace(' ', '-').replace(':', '')}.backup`);

const pointer = (dataDir: string) => path.join(dataDir, 'backups', 'newest');

/** Backups may lie anywhere; the newest is known by its path. */
async function remember(dataDir: string, file: string): Promise<void> {
  await mkdir(path.dirname(pointer(dataDir)), { recursive: true });
  await writeFile(pointer(dataDir), `${file}\n`);
}

async function newest(dataDir: string): Promise<string> {
  const file = await readFile(pointer(dataDir), 'utf8').catch(() => undefined);
  if (file === undefined) throw usage('还没有做过备份。请先运行 sunlit backup，或给出要演练的备份文件');
  return file.trim();
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
