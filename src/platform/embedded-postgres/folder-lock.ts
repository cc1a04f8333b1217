import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandOf, startedAt } from './processes.ts';
import { cannotStart } from './refusal.ts';

interface Holder {
  readonly pid: number;
  /** When the process began, in the system's own words: a process id alone is used again after a while. */
  readonly began: string;
}

/**
 * Keeps two starts away from one data folder. Gives the function that lets go; refuses with one sentence when a living
 * process holds it. What a killed process left behind does not count.
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, 'lock');
  const mine: Holder = { pid: process.pid, began: startedAt(process.pid) };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (claim(file, mine)) return () => letGo(file, mine);
    const holder = readHolder(file);
    if (holder && isAlive(holder)) {
      throw cannotStart(
        `数据文件夹 ${folder} 正由另一个进程（进程号 ${holder.pid}）使用；请先停止它，或用 SUNLIT_DATA_DIR 指定另一个文件夹`,
      );
    }
    rmSync(file, { force: true });
  }
  throw cannotStart(`数据文件夹 ${folder} 正由另一个进程使用；请稍后再试`);
}

/** Written in full first and linked after, so that nobody ever reads half a lock. */
function claim(file: string, mine: Holder): boolean {
  const draft = `${file}.${mine.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function letGo(file: string, mine: Holder): void {
  if (readHolder(file)?.pid === mine.pid) rmSync(file, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof read.pid === 'number' && typeof read.began === 'string'
      ? { pid: read.pid, began: read.began }
      : undefined;
  } catch {
    return undefined;
  }
}

const isAlive = (holder: Holder) => commandOf(holder.pid) !== undefined && startedAt(holder.pid) === holder.began;
