import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { listZipEntries, unpack } from './extraction/zip.ts';

export interface ZipPart {
  /** Folders by slashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Without ZIP64 a package ends here; what is larger is refused, never cut. */
const MOST_BYTES = 0xffff_ffff;
const MOST_PARTS = 0xffff;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const VERSION = 20;
/** 1980-01-01, the first day a package knows: the same parts give the same bytes whenever they are packed. */
const FIRST_DAY = 0x0021;
const STORED = 0;
const DEFLATED = 8;

/**
 * A package, part after part as it is given: only one part is held at a time. Deterministic; names in UTF-8; what does not get smaller is
 * stored. Refuses a name that is empty, leads out of the package or comes twice, more than 65,535 parts and more than 4 GB.
 */
export async function* zipped(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const table: Buffer[] = [];
  const names = new Set<string>();
  let offset = 0;
  for await (const { name, bytes } of parts) {
    demandName(name, names);
    if (bytes.length > MOST_BYTES) throw tooLarge();
    const { method, body } = await packed(bytes);
    const facts = factsOf(name, method, bytes, body);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name)]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const maker = Buffer.from([VERSION, 0]);
    table.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), maker, facts, place, Buffer.from(name)]));
    offset += local.length + body.length;
    if (offset > MOST_BYTES) throw tooLarge();
    yield local;
    yield body;
  }
  const directory = Buffer.concat(table);
  if (offset + directory.length > MOST_BYTES) throw tooLarge();
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(table.length, 8);
  end.writeUInt16LE(table.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  yield directory;
  yield end;
}

/** The same in one piece, for what is small. */
export async function zip(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of zipped(parts)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A package that another program wrote (docx, xlsx), packed anew: without the minute at which it was written. */
export const repacked = (file: Uint8Array): Promise<Buffer> =>
  zip(listZipEntries(file).map((entry) => ({ name: entry.name, bytes: unpack(file, entry) })));

function demandName(name: string, names: Set<string>): void {
  const steps = name.split('/');
  const wrong =
    Buffer.byteLength(name) > MOST_PARTS ||
    /[\\\p{Cc}]/u.test(name) ||
    steps.some((step) => step === '' || step === '.' || step === '..');
  if (wrong) throw new Error(`not a name for a part of a package: ${JSON.stringify(name.slice(0, 200))}`);
  if (names.has(name)) throw new Error(`two parts of a package have one name: ${name}`);
  if (names.size === MOST_PARTS) throw new Error('more parts than a package can have');
  names.add(name);
}

const deflate = promisify<Uint8Array, { readonly level: number }, Buffer>(deflateRaw);

/** Beside the process: the pages of others do not wait while a large part is packed. */
async function packed(bytes: Uint8Array): Promise<{ readonly method: number; readonly body: Buffer }> {
  const deflated = await deflate(bytes, { level: 6 });
  return deflated.length < bytes.length
    ? { method: DEFLATED, body: deflated }
    : { method: STORED, body: Buffer.from(bytes) };
}

/** What stands of a part both before it and in the table: from the version needed to the length of its name. */
function factsOf(name: string, method: number, bytes: Uint8Array, body: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(FLAGS, 2);
  facts.writeUInt16LE(method, 4);
  facts.writeUInt16LE(FIRST_DAY, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(body.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(Buffer.byteLength(name), 22);
  return facts;
}

const tooLarge = () => new RangeError('a package of more than 4 GB');
