import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { type ExtractionLimits, megabytes, unusable } from './blocks.ts';

export interface ZipEntry {
  readonly name: string;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const broken = () => unusable('文件已损坏，无法打开，请在原软件中重新保存后再上传');

/** The table of contents of a package, read without unpacking anything. Refuses what is broken, split or ZIP64. */
export function listZipEntries(file: Uint8Array): ZipEntry[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const end = findEnd(view);
  if (end === undefined) throw broken();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw broken();
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(file.subarray(at + 46, at + 46 + nameLength)),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at !== end) throw broken();
  return entries;
}

/**
 * Proves that unpacking is harmless before any library does it: entry count, declared sizes, ratio, parts that share
 * bytes, and — because a table of contents can lie — by inflating every part with its declared size as the ceiling, beside
 * the main thread and without keeping any of it.
 */
export async function guardZip(file: Uint8Array, limits: ExtractionLimits): Promise<void> {
  const entries = listZipEntries(file);
  if (entries.some((entry) => entry.encrypted)) throw unusable('文件设有密码，请取消密码后再上传');
  if (entries.length > limits.entries) throw unusable(`文件内部的部件超过 ${limits.entries} 个，不能读取`);
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (total > limits.unpackedBytes) throw unusable(`文件展开后超过 ${megabytes(limits.unpackedBytes)}，不能读取`);
  const packed = entries.reduce((sum, entry) => sum + entry.packedBytes, 0);
  const swollen = entries.some((entry) => entry.bytes > 1024 * 1024 && entry.bytes > entry.packedBytes * limits.ratio);
  if (packed > file.length || swollen) throw unusable('文件的压缩比例异常，可能是恶意文件，不能读取');
  for (const entry of entries) await demandSize(file, entry);
}

/** Inflated, it is exactly as large as it says. */
async function demandSize(file: Uint8Array, entry: ZipEntry): Promise<void> {
  const data = packedBytesOf(file, entry);
  if (entry.method === 0 && data.length === entry.bytes) return;
  if (entry.method !== 8) throw broken();
  const inflating = createInflateRaw({ chunkSize: CHUNK });
  inflating.end(data);
  let bytes = 0;
  try {
    for await (const chunk of inflating) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > entry.bytes) break;
    }
  } catch {
    throw broken();
  }
  if (bytes !== entry.bytes) throw broken();
}
const CHUNK = 256 * 1024;

/** The bytes of one part, never more than its declared size. */
export function unpack(file: Uint8Array, entry: ZipEntry): Uint8Array {
  const data = packedBytesOf(file, entry);
  if (entry.method === 0 && entry.packedBytes === entry.bytes) return data;
  if (entry.method !== 8) throw broken();
  try {
    const unpacked = inflateRawSync(data, { maxOutputLength: Math.max(entry.bytes, 1) });
    if (unpacked.length === entry.bytes) return unpacked;
  } catch {
    // Corrupt, or larger than it says: both end in the same refusal.
  }
  throw broken();
}

function packedBytesOf(file: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (entry.offset + 30 > file.length || view.getUint32(entry.offset, true) !== LOCAL) throw broken();
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const data = file.subarray(start, start + entry.packedBytes);
  if (data.length !== entry.packedBytes) throw broken();
  return data;
}

function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === view.byteLength - at - 22) return at;
  }
  return undefined;
}
