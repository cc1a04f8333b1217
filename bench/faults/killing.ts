import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Installation, type Product, hasEnded, startBuilt, untilReady } from '../product.ts';

export type Victim = 'application' | 'postmaster' | 'postgres';

export const VICTIMS: Readonly<Record<Victim, string>> = {
  application: '应用进程',
  postmaster: 'PostgreSQL 主进程',
  postgres: 'PostgreSQL 全部进程',
};

/** Kills with -9, brings the product back as its own machinery does, and gives how long readers had to wait, in seconds. */
export async function killAndRecover(
  where: Installation,
  product: Product,
  victim: Victim,
): Promise<[Product, number]> {
  const began = performance.now();
  const taken = () => (performance.now() - began) / 1000;
  if (victim === 'application') {
    product.child.kill('SIGKILL');
    while (!hasEnded(product.child)) await sleep(5);
    return [await startBuilt(where), taken()];
  }
  const postmaster = postmasterOf(where.dataDir);
  const victims = victim === 'postgres' ? [postmaster, ...childrenOf(postmaster)] : [postmaster];
  for (const pid of victims) killNow(pid);
  // The running application starts it again by itself.
  while (isAlive(postmaster)) await sleep(5);
  await untilReady(product.base, () => hasEnded(product.child), 60_000);
  return [product, taken()];
}

/** The first line of postmaster.pid; where root keeps the database elsewhere, `postgres.place` says where. */
export function postmasterOf(dataDir: string): number {
  const pointer = path.join(dataDir, 'postgres.place');
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : path.join(dataDir, 'postgres');
  const pid = Number(readFileSync(path.join(home, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  // Never a process that is not ours.
  if (!commandOf(pid).includes(path.join(home, 'data')))
    throw new Error(`process ${pid} is not the database of ${dataDir}`);
  return pid;
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // A session that ended by itself in the meantime.
  }
}

function isAlive(pid: number): boolean {
  const command = commandOf(pid);
  return command !== '';
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
