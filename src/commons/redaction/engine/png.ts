import { crc32, deflateSync } from 'node:zlib';

/**
 * A picture as PNG without transparency: grey where nothing of it is coloured, so that a page of text stays small and a reader gets
 * exactly the points that were drawn. Takes four bytes for each point, gives undefined when the result would be larger than `most`.
 */
export function pngOf(
  points: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  most: number,
): Buffer | undefined {
  const grey = isGrey(points);
  const channels = grey ? 1 : 3;
  const rows = Buffer.alloc(height * (width * channels + 1));
  let to = 0;
  let from = 0;
  for (let y = 0; y < height; y += 1) {
    to += 1;
    for (let x = 0; x < width; x += 1, from += 4) {
      // Sixteen shades of grey are as good on paper, and a third of the size.
      if (grey) rows[to++] = Math.round((points[from] ?? 0) / 17) * 17;
      else for (let c = 0; c < 3; c += 1) rows[to++] = points[from + c] ?? 0;
    }
  }
  const data = deflateSync(rows, { level: 6 });
  if (data.length > most) return undefined;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, grey ? 0 : 2, 0, 0, 0], 8);
  const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const NEARLY = 6;

function isGrey(points: Uint8Array | Uint8ClampedArray): boolean {
  for (let i = 0; i < points.length; i += 4) {
    const [r = 0, g = 0, b = 0] = [points[i], points[i + 1], points[i + 2]];
    if (Math.abs(r - g) > NEARLY || Math.abs(g - b) > NEARLY || Math.abs(r - b) > NEARLY) return false;
  }
  return true;
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
