import { encode } from 'uqr';

/** A QR code as one path of squares: `<svg viewBox="0 0 size size"><path d={path}/></svg>`, dark on a light ground. */
export interface QrCode {
  /** Width and height in modules, with the quiet zone around it. */
  readonly size: number;
  readonly path: string;
}

/** The light margin a reader needs around the code (ISO/IEC 18004: four modules). */
const QUIET = 4;

/** What leads a camera to an address. Level M: a crease or a stamp across 15 % of it does no harm. */
export function qrCode(address: string): QrCode {
  const { size, data } = encode(address, { ecc: 'M', border: QUIET });
  return { size, path: data.map((row, y) => runs(row, y)).join('') };
}

/** Neighbouring dark squares of a row are one stroke. */
function runs(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x += 1;
    const width = x - from + 1;
    path += `M${from} ${y}h${width}v1h-${width}z`;
  }
  return path;
}
