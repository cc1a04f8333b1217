import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** Where bytes lie under their hash. A folder here; an S3-compatible store can stand in its place. */
export interface FileStorage {
  /** Keeps bytes under their hash. When it returns they survive a power cut. Bytes already there are left alone. */
  write(hash: string, bytes: Uint8Array): Promise<void>;
  /** Undefined when nothing is kept under this hash. */
  read(hash: string): Promise<Readable | undefined>;
}

/** Files in `<data folder>/files/ab/cd/abcd…`: two levels, so that no folder grows beyond what a file system likes. */
export function folderStorage(dataDir: string): FileStorage {
  const root = path.join(dataDir, 'files');
  return {
    async write(hash, bytes) {
      const place = placeOf(root, hash);
      if (await exists(place)) return;
      const incoming = path.join(root, 'incoming');
      await mkdir(incoming, { recursive: true, mode: 0o750 });
      await mkdir(path.dirname(place), { recursive: true, mode: 0o750 });
      const draft = path.join(incoming, randomUUID());
      try {
        await writeDurably(draft, bytes);
        // Whoever was first wrote the same bytes: replacing them changes nothing.
        await rename(draft, place);
      } catch (error) {
        await unlink(draft).catch(() => undefined);
        throw error;
      }
      for (const folder of [path.dirname(place), path.dirname(path.dirname(place)), root]) await syncFolder(folder);
    },
    async read(hash) {
      const place = placeOf(root, hash);
      return (await exists(place)) ? createReadStream(place) : undefined;
    },
  };
}

function placeOf(root: string, hash: string): string {
  // A hash becomes a path: nothing but hexadecimal digits may.
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError('not a SHA-256 in hexadecimal');
  return path.join(root, hash.slice(0, 2), hash.slice(2, 4), hash);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o440);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The name of a new file is durable only when its folder is. Windows cannot open folders and needs no help. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
