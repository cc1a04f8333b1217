import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { glob, mkdir, open, readdir, rename, stat, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** The first and the last byte asked for, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where bytes lie under their hash. A folder here; an S3-compatible store can stand in its place. */
export interface FileStorage {
  /** Keeps bytes under their hash. When it returns they survive a power cut. Bytes already there are left alone. */
  write(hash: string, bytes: Uint8Array): Promise<void>;
  /** Undefined when nothing is kept under this hash. A range gives the bytes from its first to its last. */
  read(hash: string, range?: ByteRange): Promise<Readable | undefined>;
  /** The hashes of what nobody has asked to keep for so many hours. */
  settled(hours: number): AsyncIterable<string>;
  /** Takes bytes away, unless somebody has asked to keep them within so many hours. Gives whether they are gone. */
  remove(hash: string, hours: number): Promise<boolean>;
}

/** Files in `<data folder>/files/ab/cd/abcd…`: two levels, so that no folder grows beyond what a file system likes. */
export function folderStorage(dataDir: string): FileStorage {
  const root = path.join(dataDir, 'files');
  return {
    async write(hash, bytes) {
      const place = placeOf(root, hash);
      // Asked for once more: whoever sweeps up leaves it alone for another while.
      if (await touched(place)) return;
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
    async read(hash, range) {
      const place = placeOf(root, hash);
      return (await exists(place)) ? createReadStream(place, range) : undefined;
    },
    async *settled(hours) {
      await putBackLeaving(root);
      await clearIncoming(root, hours);
      for await (const place of glob('[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*', { cwd: root })) {
        const hash = path.basename(place);
        if (HASH.test(hash) && (await olderThan(path.join(root, place), hours))) yield hash;
      }
    },
    async remove(hash, hours) {
      const place = placeOf(root, hash);
      const leaving = path.join(root, LEAVING, `${hash}.${randomUUID()}`);
      await mkdir(path.dirname(leaving), { recursive: true, mode: 0o750 });
      // Out of the way first: whoever keeps the same bytes from now on writes them anew; who did just before has left its time on them.
      if (!(await moved(place, leaving))) return false;
      if (await olderThan(leaving, hours)) return gone(leaving);
      await moved(leaving, place);
      return false;
    },
  };
}

/** Where a file lies between being taken out and being taken away. */
const LEAVING = 'leaving';
const HASH = /^[0-9a-f]{64}$/;

/** A sweep that was cut off may have left something here that is wanted: it goes back as if it had just been sent in. */
async function putBackLeaving(root: string): Promise<void> {
  for (const name of await namesIn(path.join(root, LEAVING))) {
    const leaving = path.join(root, LEAVING, name);
    const [hash = ''] = name.split('.');
    if (HASH.test(hash) && (await touched(leaving))) await moved(leaving, placeOf(root, hash));
  }
}

/** Half-written files of processes that were killed. */
async function clearIncoming(root: string, hours: number): Promise<void> {
  for (const name of await namesIn(path.join(root, 'incoming'))) {
    const draft = path.join(root, 'incoming', name);
    if (await olderThan(draft, hours)) await gone(draft);
  }
}

const namesIn = (folder: string): Promise<string[]> => unlessMissing(readdir(folder), []);
const moved = (from: string, to: string): Promise<boolean> => unlessMissing(rename(from, to).then(yes), false);
const gone = (file: string): Promise<boolean> => unlessMissing(unlink(file).then(yes), false);
const yes = () => true;

/** The age of a file is that of the disk's own clock, which nobody moves. */
async function olderThan(file: string, hours: number): Promise<boolean> {
  const writtenAt = await unlessMissing(
    stat(file).then(({ mtimeMs }) => mtimeMs),
    Number.POSITIVE_INFINITY,
  );
  return writtenAt < Date.now() - hours * 3_600_000;
}

function touched(file: string): Promise<boolean> {
  const seconds = Date.now() / 1000;
  return unlessMissing(utimes(file, seconds, seconds).then(yes), false);
}

/** What a file operation gives, or `otherwise` when the file is not there (any more). */
function unlessMissing<T>(operation: Promise<T>, otherwise: T): Promise<T> {
  return operation.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  });
}

function placeOf(root: string, hash: string): string {
  // A hash becomes a path: nothing but hexadecimal digits may.
  if (!HASH.test(hash)) throw new RangeError('not a SHA-256 in hexadecimal');
  return path.join(root, hash.slice(0, 2), hash.slice(2, 4), hash);
}

async function exists(file: string): Promise<boolean> {
  return unlessMissing(
    stat(file).then((found) => found.isFile()),
    false,
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
