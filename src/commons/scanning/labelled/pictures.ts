/** A JPEG of nothing but its marks: EXIF with an artist and a place, and a comment. */
export function jpegWith({
  artist = '',
  place = false,
  comment = '',
}: {
  artist?: string;
  place?: boolean;
  comment?: string;
}): Uint8Array {
  const segment = (marker: number, data: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  };
  const parts = [Buffer.from([0xff, 0xd8])];
  if (artist || place) parts.push(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(artist, place)])));
  if (comment) parts.push(segment(0xfe, Buffer.from(comment)));
  parts.push(segment(0xdb, Buffer.alloc(65)), segment(0xda, Buffer.alloc(6)), Buffer.from([0xff, 0xd9]));
  return new Uint8Array(Buffer.concat(parts));
}

function exif(artist: string, place: boolean): Buffer {
  const name = Buffer.from(`${artist}\0`);
  const block = Buffer.alloc(400);
  block.write('II*\0', 0, 'latin1');
  block.writeUInt32LE(8, 4);
  const tags = [...(artist ? [[0x013b, 2, name.length, 200]] : []), ...(place ? [[0x8825, 4, 1, 100]] : [])];
  writeTags(block, 8, tags);
  name.copy(block, 200);
  if (place) {
    writeTags(block, 100, [
      [2, 5, 3, 300],
      [4, 5, 3, 330],
    ]);
    block.writeUInt32LE(28, 300);
    block.writeUInt32LE(1, 304);
    block.writeUInt32LE(115, 330);
    block.writeUInt32LE(1, 334);
  }
  return block;
}

function writeTags(block: Buffer, at: number, tags: readonly (readonly number[])[]): void {
  block.writeUInt16LE(tags.length, at);
  for (const [n, [tag = 0, type = 0, count = 0, value = 0]] of tags.entries()) {
    const start = at + 2 + n * 12;
    block.writeUInt16LE(tag, start);
    block.writeUInt16LE(type, start + 2);
    block.writeUInt32LE(count, start + 4);
    block.writeUInt32LE(value, start + 8);
  }
}

/** The smallest PNG with a text chunk. */
export function pngWith(text: string): Uint8Array {
  const chunk = (kind: string, data: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, Buffer.from(kind), data, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([
      head,
      chunk('IHDR', Buffer.alloc(13)),
      chunk('tEXt', Buffer.from(`Author\0${text}`)),
      chunk('IDAT', Buffer.alloc(4)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}
