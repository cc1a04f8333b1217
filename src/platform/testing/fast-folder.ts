import { existsSync, statfsSync } from 'node:fs';
import os from 'node:os';

const ENOUGH_BYTES = 2 * 1024 ** 3;

/** Where databases of tests go: memory when the system offers enough of it (six times as fast to make and copy), else the temporary folder. */
export function fastFolder(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return os.tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= ENOUGH_BYTES ? memory : os.tmpdir();
}
