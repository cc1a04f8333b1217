import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AppError } from '#kernel/errors.ts';
import { detectType } from './extraction/index.ts';
import { clamdScanner, type Scan, type Scanner } from './files/clamav.ts';
import { cleanFileName } from './files/file-name.ts';
import { type ByteRange, type FileStorage, folderStorage } from './files/folder-storage.ts';
import { withoutMetadata } from './files/picture-metadata.ts';

export { contentDisposition } from './files/disposition.ts';
export { cleanFileName } from './files/file-name.ts';
export { askedRange, rangeHeaders } from './files/ranges.ts';
export type { ByteRange, FileStorage } from './files/folder-storage.ts';

/** What is known of a file once it is kept. */
export interface KeptFile {
  /** SHA-256 of the bytes, 64 hexadecimal digits: its name in the store. */
  readonly hash: string;
  readonly size: number;
  /** By the bytes, never by what the sender claims. */
  readonly mediaType: string;
  readonly extension: string;
  /** What people call the type: Word 文档. */
  readonly label: string;
  /** The sender's name for it, cleaned, with the extension of what it is. */
  readonly name: string;
  readonly scan: 'clean' | 'unscanned';
  /** The bytes, for whoever goes on to read text out of them. */
  readonly bytes: Uint8Array;
}

export interface FileStore {
  /**
   * Keeps a file: at most `limit` bytes (50 MB when not said), of an accepted type by its content, free of viruses when a
   * scanner is configured. The same bytes are kept once. Refuses in one sentence under the field `file`;
   * a virus is refused with `InfectedFile`, so that the caller can record it. `bare` keeps pictures and videos without what their
   * maker did not mean to show (`withoutMetadata`).
   */
  put(
    source: Uint8Array | Readable,
    given: { readonly name: string; readonly limit?: number; readonly bare?: boolean },
  ): Promise<KeptFile>;
  /** Looks for viruses in bytes that are not kept here. Refuses when the scanner gives no answer. */
  scan(bytes: Uint8Array): Promise<Scan>;
  /** The bytes of a kept file. Fails with `AppError` 'file-missing' when the store has lost it. */
  open(hash: string, range?: ByteRange): Promise<Readable>;
  /** Reads the whole file and compares it with its name. */
  verify(hash: string): Promise<'intact' | 'damaged' | 'missing'>;
  /** The hashes of files nobody has sent in for so many hours. */
  settled(hours: number): AsyncIterable<string>;
  /** Takes a file away unless it was sent in within so many hours. Only for what no row names. Gives whether it is gone. */
  remove(hash: string, hours: number): Promise<boolean>;
}

/** A file in which the scanner found a virus; nothing of it was kept. */
export class InfectedFile extends AppError {
  readonly hash: string;
  readonly virus: string;
  readonly fileName: string;
  constructor(hash: string, virus: string, fileName: string) {
    const sentence = `文件「${fileName}」含有病毒（${virus}），没有保存。请先清除病毒，再上传`;
    super('infected', 422, [sentence], { file: sentence });
    this.hash = hash;
    this.virus = virus;
    this.fileName = fileName;
  }
}

export const LARGEST_FILE = 50 * 1024 * 1024;

export interface FileStoreOptions {
  /** The data folder; files go to `files` in it. */
  readonly dataDir: string;
  readonly clamd?: { readonly host: string; readonly port: number } | undefined;
  /** Where the bytes lie, when not in a folder: an S3-compatible store implements the same verbs. */
  readonly storage?: FileStorage;
}

export function makeFileStore({ dataDir, clamd, storage = folderStorage(dataDir) }: FileStoreOptions): FileStore {
  const scanner: Scanner | undefined = clamd && clamdScanner(clamd);
  return {
    async put(source, { name, limit = LARGEST_FILE, bare = false }) {
      const sent = await gathered(source, limit);
      const given = cleanFileName(name);
      const type = await detectType(sent, given);
      const bytes = bare ? withoutMetadata(sent, type.mime) : sent;
      const hash = sha256(bytes);
      const scan: Scan = (await scanner?.(bytes)) ?? { found: 'unscanned' };
      if (scan.found === 'infected') throw new InfectedFile(hash, scan.virus, given);
      await storage.write(hash, bytes);
      return {
        hash,
        size: bytes.length,
        mediaType: type.mime,
        extension: type.extension,
        label: type.label,
        name: cleanFileName(given, type.extension),
        scan: scan.found,
        bytes,
      };
    },
    scan: async (bytes) => (await scanner?.(bytes)) ?? { found: 'unscanned' },
    async open(hash, range) {
      const stream = await storage.read(hash, range);
      if (!stream) throw new AppError('file-missing', 500, ['文件存储中找不到这个文件，已通知系统管理员，请稍后再试']);
      return stream;
    },
    settled: (hours) => storage.settled(hours),
    remove: (hash, hours) => storage.remove(hash, hours),
    async verify(hash) {
      const stream = await storage.read(hash);
      if (!stream) return 'missing';
      const digest = createHash('sha256');
      for await (const chunk of stream) digest.update(chunk as Uint8Array);
      return digest.digest('hex') === hash ? 'intact' : 'damaged';
    },
  };
}

/** Reads no more than the limit: a sender who goes on is cut off. */
async function gathered(source: Uint8Array | Readable, limit: number): Promise<Uint8Array> {
  const tooLarge = () => {
    const sentence = `文件超过 ${Math.floor(limit / 1024 / 1024)} MB，请压缩或拆分后再上传`;
    return new AppError('invalid', 422, [sentence], { file: sentence });
  };
  if (source instanceof Uint8Array) {
    if (source.length > limit) throw tooLarge();
    return source;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += (chunk as Uint8Array).length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
