import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Binaries, findBinaries } from './binaries.ts';
import { makeFolder } from '../make-folder.ts';
import { cannotStart, systemReason } from './refusal.ts';
import { type Account, accountForPostgres, mayReach } from './run-as.ts';

/** Where one embedded database lives and who runs it. */
export interface Place {
  /** Ours: the lock, the owner's password and the database's own folder. */
  readonly home: string;
  /** PostgreSQL's: readable by its account alone. */
  readonly data: string;
  readonly account: Account | undefined;
  readonly binaries: Binaries;
}

type Report = (sentence: string) => void;

/** Where root keeps databases that cannot stay in a project under root's own home. */
const SYSTEM_HOME = '/var/lib/sunlit';

/**
 * Settles where the database of `dataDir` lives: in `<dataDir>/postgres`, or, when PostgreSQL's account cannot enter there,
 * under /var/lib/sunlit (said through `report`, and remembered in `<dataDir>/postgres.place` should the project move).
 */
export function settlePlace(dataDir: string, report: Report, systemHome = SYSTEM_HOME): Place {
  makeWritable(dataDir);
  const kept = keptHome(dataDir);
  const account = accountForPostgres(ownerOf(path.join(kept, 'data')));
  const home = mayReach(account, '-x', path.dirname(kept)) ? kept : moveOut(dataDir, kept, account, systemHome, report);
  makeWritable(home);
  const data = path.join(home, 'data');
  checkOwner(data, account);
  const copyTo = account ? systemHome : path.join(dataDir, 'programs');
  return { home, data, account, binaries: findBinaries(account, copyTo) };
}

const pointerOf = (dataDir: string) => path.join(dataDir, 'postgres.place');

/** Where the database was put, or would be put first. */
function keptHome(dataDir: string): string {
  const pointer = pointerOf(dataDir);
  if (!existsSync(pointer)) return path.join(dataDir, 'postgres');
  const home = readFileSync(pointer, 'utf8').trim();
  if (existsSync(home)) return home;
  throw cannotStart(`${pointer} 说数据库在 ${home}，但那里没有；请放回该文件夹，或删除 ${pointer} 后从备份恢复`);
}

/**
 * A new database goes to a folder of its own name, so that somebody who deletes the data folder really begins anew.
 * One that is already there is never left behind for an empty one.
 */
function moveOut(
  dataDir: string,
  kept: string,
  account: Account | undefined,
  systemHome: string,
  report: Report,
): string {
  const name = account?.name ?? '';
  if (existsSync(path.join(kept, 'data'))) {
    throw cannotStart(
      `数据库在 ${kept}，但运行数据库的账号 ${name} 进不去；请把数据文件夹移到该账号可以进入的位置，或放开上级文件夹的进入权限（chmod o+x）`,
    );
  }
  const home = path.join(systemHome, randomBytes(6).toString('hex'), 'postgres');
  report(`账号 ${name} 进不了 ${dataDir}，数据库改放在 ${home}`);
  makeWritable(home);
  writeFileSync(pointerOf(dataDir), `${home}\n`);
  return home;
}

/** Others may pass through (PostgreSQL's account must), but not list. */
function makeWritable(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw cannotStart(
      `数据文件夹 ${folder} 无法写入：${systemReason(error)}；请修改权限，或用 SUNLIT_DATA_DIR 指定另一个文件夹`,
    );
  }
}

const ownerOf = (folder: string) => (existsSync(folder) ? statSync(folder).uid : undefined);

function checkOwner(data: string, account: Account | undefined): void {
  const owner = ownerOf(data);
  const runner = account?.uid ?? process.getuid?.();
  if (owner === undefined || runner === undefined || owner === runner) return;
  throw cannotStart(
    `数据库文件夹 ${data} 属于另一个系统账号（uid ${owner}），当前账号（uid ${runner}）不能使用；请用原来的账号启动，或更改该文件夹的所有者`,
  );
}
