import type { Drawn } from './source.ts';

/** A drawn page in shades of grey, and the shade that parts ink from paper. */
export interface GreyPage {
  readonly shades: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly ink: number;
}

/** Smaller than the dot of an i in small print, in points. */
const SPECK = 0.8;

/** A page as it is read (`dots` to a point): what is too small to be part of a sign is taken off it, for scanners leave specks and readers stumble over them. */
export function greyOf({ context, width, height }: Drawn, dots: number): GreyPage {
  const points = context.getImageData(0, 0, width, height).data;
  const shades = new Uint8Array(width * height);
  for (let i = 0, from = 0; i < shades.length; i += 1, from += 4)
    shades[i] = ((points[from] ?? 0) * 299 + (points[from + 1] ?? 0) * 587 + (points[from + 2] ?? 0) * 114) / 1000;
  const page = { shades, width, height, ink: inkShade(shades) };
  takeOffSpecks(page, (SPECK * dots) ** 2);
  return page;
}

function takeOffSpecks({ shades, width, height, ink }: GreyPage, most: number): void {
  const seen = new Uint8Array(shades.length);
  const blot: number[] = [];
  for (let start = 0; start < shades.length; start += 1) {
    if (seen[start] === 1 || (shades[start] ?? 255) >= ink) continue;
    blot.length = 0;
    blot.push(start);
    seen[start] = 1;
    for (let next = 0; next < blot.length; next += 1) {
      const at = blot[next] ?? 0;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -1; dx <= 1; dx += 1) {
          const to = at + dy * width + dx;
          if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
          if (seen[to] === 1 || (shades[to] ?? 255) >= ink) continue;
          seen[to] = 1;
          blot.push(to);
        }
    }
    if (blot.length <= most) for (const at of blot) whiten(at);
  }

  /** With the grey about it. */
  function whiten(at: number): void {
    for (let dy = -1; dy <= 1; dy += 1) for (let dx = -1; dx <= 1; dx += 1) shades[at + dy * width + dx] = 255;
  }
}

/** Otsu's threshold: the shade at which dark and light are furthest apart. */
function inkShade(shades: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const shade of shades) counts[shade] = (counts[shade] ?? 0) + 1;
  const sum = counts.reduce((all, count, shade) => all + count * shade, 0);
  let [best, ink, dark, darkSum] = [0, 128, 0, 0];
  for (const [shade, count] of counts.entries()) {
    dark += count;
    darkSum += count * shade;
    const light = shades.length - dark;
    if (dark === 0 || light === 0) continue;
    const apart = dark * light * (darkSum / dark - (sum - darkSum) / light) ** 2;
    if (apart > best) [best, ink] = [apart, shade + 1];
  }
  return ink;
}
