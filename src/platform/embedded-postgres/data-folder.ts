import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Place } from './place.ts';
import { cannotStart, systemReason } from './refusal.ts';

export const OWNER = 'sunlit_owner';

/** Reads the owner's password of this database, or draws one. It lies beside the data so that both are moved together. */
export function ownerPassword(place: Place): string {
  const file = path.join(place.home, 'owner-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(place.data)) {
    throw cannotStart(`找不到数据库密码文件 ${file}；请把它从备份放回原处，它必须与 data 文件夹放在一起`);
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/**
 * Makes the data folder when there is none. It is prepared under another name and renamed at the end, so that a start that
 * was killed half-way leaves nothing that could be mistaken for a database.
 * `durable: false` leaves out the wait for the disk: for tests only.
 */
export function ensureDataFolder(place: Place, password: string, durable: boolean): void {
  if (existsSync(place.data)) {
    checkDataFolder(place);
    return;
  }
  const unfinished = `${place.data}.unfinished`;
  const passwordFile = path.join(place.home, 'initdb-password');
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (place.account)
      for (const file of [unfinished, passwordFile]) chownSync(file, place.account.uid, place.account.gid);
    explainInitdb(place, runInitdb(place, unfinished, passwordFile, durable));
    renameSync(unfinished, place.data);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (error instanceof Error && error.name === 'AppError') throw error;
    throw cannotStart(`无法在 ${place.home} 建立数据库：${systemReason(error)}；请检查磁盘空间和权限`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** C.UTF-8 by PostgreSQL's own provider: the same order and the same letters on every system, Chinese included. */
function runInitdb(place: Place, folder: string, passwordFile: string, durable: boolean): SpawnSyncReturns<string> {
  const args = ['-D', folder, '-U', OWNER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8'];
  args.push('--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions');
  if (!durable) args.push('--no-sync', '--wal-segsize=1');
  return spawnSync(place.binaries.initdb, args, { ...asAccount(place), encoding: 'utf8' });
}

function explainInitdb(place: Place, result: SpawnSyncReturns<string>): void {
  if (result.status === 0) return;
  const said = result.error?.message ?? result.stderr.trim().split('\n').slice(-3).join('；');
  throw cannotStart(`无法在 ${place.home} 建立数据库（initdb：${said}）；请检查磁盘空间、权限和系统区域设置 C.UTF-8`);
}

/** How every PostgreSQL program is run: under its account, from a folder it may enter, without our environment. */
export function asAccount(place: Place) {
  const { account } = place;
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  return { cwd: '/', env, ...(account && { uid: account.uid, gid: account.gid }) };
}

/** Refuses a folder that is not a whole database of this major version, before PostgreSQL does it in English. */
function checkDataFolder(place: Place): void {
  const missing = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal'].filter(
    (file) => !existsSync(path.join(place.data, file)),
  );
  if (missing.length > 0) {
    throw cannotStart(
      `数据库文件夹 ${place.data} 已损坏（缺少 ${missing.join('、')}）；请从备份恢复，或移走该文件夹后重新启动得到一个空的系统`,
    );
  }
  const made = readFileSync(path.join(place.data, 'PG_VERSION'), 'utf8').trim();
  const ours = place.binaries.release.split('.')[0];
  if (made !== ours) {
    throw cannotStart(
      `数据库文件夹 ${place.data} 属于 PostgreSQL ${made}，本程序随附的是 ${ours}；请用原来的版本备份，再恢复到一个新的数据文件夹`,
    );
  }
}
