import { deflateRawSync } from 'node:zlib';

/** A zip package with the given parts: Office files with what no office would make. */
export function zipOf(parts: Readonly<Record<string, Uint8Array>>): Buffer {
  const bodies: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    table.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, tail, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(table.length, 8);
  end.writeUInt16LE(table.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const wordParts = { '[Content_Types].xml': utf8('<Types/>'), 'word/document.xml': utf8('<w:document/>') };

/** A Word file that carries macros. */
export const withMacros = (): Buffer => zipOf({ ...wordParts, 'word/vbaProject.bin': utf8('x') });

/** A Word file of some forty kilobytes that unpacks to forty megabytes. */
export const bomb = (): Buffer => zipOf({ ...wordParts, 'word/media/a.xml': new Uint8Array(40 * 1024 * 1024) });
