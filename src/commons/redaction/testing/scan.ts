import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const FONT = '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf';
const FAMILY = 'Sunlit Scan';
/** A picture is taken as scanned at 150 to the inch. */
const DOTS = 150 / 72;

/** Lines of 16 points on grey paper as a scanner gives them: a picture, a little aslant, a little dirty, of so many points. */
export function scanOf(lines: readonly string[], { width = 400, aslant = 0 } = {}): Buffer {
  GlobalFonts.register(readFileSync(createRequire(import.meta.url).resolve(FONT)), FAMILY);
  const height = 50 + lines.length * 28;
  const canvas = createCanvas(Math.round(width * DOTS), Math.round(height * DOTS));
  const context = canvas.getContext('2d');
  context.fillStyle = '#eceae4';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#222';
  context.rotate(aslant);
  context.font = `${16 * DOTS}px "${FAMILY}"`;
  for (const [i, line] of lines.entries()) context.fillText(line, 40 * DOTS, (44 + i * 28) * DOTS);
  for (let i = 0; i < 60; i += 1)
    context.fillRect((i * 7919) % canvas.width, (i * 104729) % canvas.height, 1 + (i % 2), 1);
  return canvas.toBuffer('image/png');
}
