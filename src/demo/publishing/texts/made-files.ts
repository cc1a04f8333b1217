import { crc32, deflateSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';

/** A list as a workbook of one sheet, nothing hidden in it. */
export const workbook = (name: string, rows: readonly (readonly string[])[]) => async (): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name,
        columns: (rows[0] ?? []).map((header) => ({ header, width: 22 })),
        rows: rows.map((row) => [...row]),
        freezePane: { rows: 1 },
      },
    ],
  });

export const plainFile = (text: string) => (): Promise<Uint8Array> =>
  Promise.resolve(new TextEncoder().encode(`\uFEFF${text}`));

type Colour = readonly [red: number, green: number, blue: number];
const WIDTH = 720;
const HEIGHT = 260;
const GAP = 24;

/** A drawing of steps as PNG: a row of blocks, one after the other, from pale to deep. What it says stands beside it in words. */
export const steps = (colours: readonly Colour[]) => (): Promise<Uint8Array> => {
  const wide = (WIDTH - GAP * (colours.length + 1)) / colours.length;
  const rows: number[] = [];
  for (let y = 0; y < HEIGHT; y++) {
    rows.push(0);
    for (let x = 0; x < WIDTH; x++) {
      const at = Math.floor((x - GAP) / (wide + GAP));
      const within = x - GAP - at * (wide + GAP);
      const inBlock = within >= 0 && within < wide && y > HEIGHT - 60 - (at + 1) * 30 && y < HEIGHT - 30;
      rows.push(...((inBlock ? colours[at] : undefined) ?? [247, 248, 250]));
    }
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(WIDTH, 0);
  size.writeUInt32BE(HEIGHT, 4);
  // Eight bits a colour, red, green and blue.
  size.set([8, 2, 0, 0, 0], 8);
  const picture = [chunk('IHDR', size), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', Buffer.alloc(0))];
  return Promise.resolve(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...picture]));
};

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
