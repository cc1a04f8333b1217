import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '#kernel/errors.ts';
import { ByteReader } from './byte-reader.ts';

// The form of a backup file; README.md describes it for whoever must read one without us.

const FIRST_LINE = 'SUNLIT-BACKUP 1';
const LONGEST_LINE = 4 * 1024 * 1024;
const LONGEST_FRAME = 8 * 1024 * 1024;

/** What a section says of itself before its bytes: its kind under `section`, and what else the kind needs. */
export type SectionHead = Readonly<Record<string, unknown>> & { readonly section: string };

/** What is known of a section's bytes once they have gone by. `lines` are rows where the bytes are a table's. */
export interface SectionFacts {
  readonly bytes: number;
  readonly lines: number;
  readonly sha256: string;
}

export interface Section {
  readonly head: SectionHead;
  /** To be read to its end before the next section; checks itself there. */
  readonly body: AsyncIterable<Buffer>;
}

/** The bytes of a backup before compression. Each part is asked for its body only when its turn comes. */
export async function* archiveBytes(
  parts: AsyncIterable<{ readonly head: SectionHead; readonly body: AsyncIterable<Buffer> }>,
): AsyncGenerator<Buffer> {
  yield line(FIRST_LINE);
  const whole = createHash('sha256');
  let sections = 0;
  for await (const { head, body } of parts) {
    const opening = line(JSON.stringify(head));
    yield opening;
    const tally = new Tally();
    for await (const chunk of body) {
      if (chunk.length === 0) continue;
      tally.add(chunk);
      for (let at = 0; at < chunk.length; at += LONGEST_FRAME) {
        const frame = chunk.subarray(at, at + LONGEST_FRAME);
        yield uint32(frame.length);
        yield frame;
      }
    }
    const closing = line(JSON.stringify(tally.facts()));
    yield uint32(0);
    yield closing;
    whole.update(opening).update(closing);
    sections += 1;
  }
  yield line(JSON.stringify({ section: 'end', sections, sha256: whole.digest('hex') }));
}

/**
 * The sections of a backup file in their order. Refuses, in one sentence with the place, a file that is none of ours,
 * is of a newer form, is cut short, or has been altered anywhere: in the bytes, the heads, the number or order of sections.
 */
export async function* readArchive(file: string): AsyncGenerator<Section> {
  const unzipped = createGunzip();
  pipeline(createReadStream(file), unzipped, () => undefined);
  const reader = new ByteReader(unzipped);
  let place = '开头';
  try {
    const first = await reader.line(LONGEST_LINE);
    if (first !== FIRST_LINE) throw notOurs(file, first);
    const whole = createHash('sha256');
    for (let sections = 0; ; sections++) {
      const opening = await reader.line(LONGEST_LINE);
      const head = JSON.parse(opening) as SectionHead;
      place = nameOf(head);
      if (head.section === 'end') {
        if (head.sections !== sections || head.sha256 !== whole.digest('hex')) throw damaged(file, '结尾');
        if (!(await reader.atEnd())) throw damaged(file, '结尾之后');
        return;
      }
      const body = checkedBody(reader, (closing) => whole.update(line(opening)).update(line(closing)));
      yield { head, body: explained(body, file, place) };
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreadable(file, place, error);
  } finally {
    unzipped.destroy();
  }
}

/** Trouble within a body is met by whoever reads it; it is told in the same words. */
async function* explained(body: AsyncIterable<Buffer>, file: string, place: string): AsyncGenerator<Buffer> {
  // What a reader does with a chunk is the reader's own trouble and does not pass through here.
  const chunks = body[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await chunks.next().catch((error: unknown) => {
      throw unreadable(file, place, error);
    });
    if (done) return;
    yield value;
  }
}

async function* checkedBody(reader: ByteReader, closed: (closing: string) => void): AsyncGenerator<Buffer> {
  const tally = new Tally();
  for (;;) {
    const length = (await reader.bytes(4)).readUInt32BE();
    if (length === 0) break;
    if (length > LONGEST_FRAME) throw new RangeError('frame too long');
    const frame = await reader.bytes(length);
    tally.add(frame);
    yield frame;
  }
  const closing = await reader.line(LONGEST_LINE);
  if (JSON.stringify(tally.facts()) !== closing) throw new RangeError('section altered');
  closed(closing);
}

/** Counts and hashes bytes as they go by. */
export class Tally {
  #bytes = 0;
  #lines = 0;
  readonly #hash = createHash('sha256');
  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.#lines += 1;
  }
  facts(): SectionFacts {
    return { bytes: this.#bytes, lines: this.#lines, sha256: this.#hash.copy().digest('hex') };
  }
}

const line = (text: string) => Buffer.from(`${text}\n`);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const nameOf = ({ section, name }: SectionHead) => (typeof name === 'string' ? `${section} ${name}` : section);

const refuse = (sentence: string) => new AppError('backup', 422, [sentence]);

function notOurs(file: string, first: string): AppError {
  return first.startsWith('SUNLIT-BACKUP ')
    ? refuse(`备份文件 ${file} 的格式比程序新，请用同样新或更新的程序`)
    : refuse(`${file} 不是本系统的备份文件`);
}

const damaged = (file: string, place: string) => refuse(`备份文件 ${file} 不完整或被改动（${place}处），请换一份备份`);

function unreadable(file: string, place: string, error: unknown): AppError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') return refuse(`找不到备份文件 ${file}，请检查路径`);
  if (code === 'EACCES' || code === 'EISDIR') return refuse(`读不了备份文件 ${file}（${code}），请检查权限`);
  if (code === 'Z_DATA_ERROR' && place === '开头') return refuse(`${file} 不是本系统的备份文件`);
  return damaged(file, place);
}
