import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { type Cover, type PageOrder, REASONS, type ReasonCode, UNRELATED } from '../contract.ts';
import { type Drawn, sheet } from './source.ts';

const FAMILY = 'Sunlit Mark';
const FONT = '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf';

/**
 * The one font of marks and lists. A file that names a font and does not bring it (宋体, 仿宋) is drawn with it too: what stands in the text
 * must stand on the sheet, or people would release words they never saw.
 */
export function loadMarks(): void {
  GlobalFonts.register(readFileSync(createRequire(import.meta.url).resolve(FONT)), FAMILY);
  const made = Object.getPrototypeOf(createCanvas(1, 1).getContext('2d')) as object;
  const font = Object.getOwnPropertyDescriptor(made, 'font');
  if (!font?.set) throw new Error('the canvas has no fonts');
  const { set } = font;
  Object.defineProperty(made, 'font', {
    ...font,
    set(this: unknown, value: string) {
      set.call(this, `${value}, "${FAMILY}"`);
    },
  });
}

/** A page as it is released: nothing of what is under a cover stays, and nothing at all of a page that is withheld. */
export async function ordered(page: Promise<Drawn> | undefined, order: PageOrder, dots: number): Promise<Drawn> {
  if (order.whole !== undefined || !page) return standIn(order, dots);
  const drawn = await page;
  for (const cover of order.covers) drawCover(drawn.context, cover, dots);
  return drawn;
}

/** The sheet that stands for a page that is not shown. */
function standIn({ width, height, whole }: PageOrder, dots: number): Drawn {
  const drawn = sheet(Math.round(width * dots), Math.round(height * dots));
  const { context } = drawn;
  const size = Math.min(18, width / 20) * dots;
  context.fillStyle = '#000';
  context.textAlign = 'center';
  context.font = `${size}px "${FAMILY}"`;
  const [said, under] =
    whole === UNRELATED ? ['本页与申请内容无关', '不在提供范围'] : ['本页不予公开', whole ? mark(whole) : ''];
  context.fillText(said, drawn.width / 2, drawn.height * 0.4);
  context.fillText(under, drawn.width / 2, drawn.height * 0.4 + size * 1.8, drawn.width * 0.9);
  return drawn;
}

const mark = (reason: ReasonCode): string => `${REASONS[reason].article}（${REASONS[reason].label}）`;

/** The whole dots a cover takes: never less than the rectangle. */
export function dotsOf({ x, y, w, h }: Cover, dots: number) {
  const [left, top] = [Math.floor(x * dots), Math.floor(y * dots)];
  return { left, top, width: Math.ceil((x + w) * dots) - left, height: Math.ceil((y + h) * dots) - top };
}

/** Opaque, with its article in it where there is room. */
export function drawCover(context: SKRSContext2D, cover: Cover, dots: number): void {
  const { left, top, width, height } = dotsOf(cover, dots);
  context.fillStyle = '#000';
  context.fillRect(left, top, width, height);
  const { article } = REASONS[cover.reason];
  const size = Math.min(9 * dots, height * 0.7, (width * 0.95) / [...article].length);
  if (size < 4 * dots) return;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.fillStyle = '#fff';
  context.font = `${size}px "${FAMILY}"`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(article, left + width / 2, top + height / 2);
  context.restore();
}

/** A sheet of lines: what was covered on which page, and why. A4, as many lines as fit. */
export function listSheet(title: string, lines: readonly string[], dots: number): Drawn {
  const drawn = sheet(Math.round(LIST.width * dots), Math.round(LIST.height * dots));
  const { context } = drawn;
  context.fillStyle = '#000';
  context.font = `${16 * dots}px "${FAMILY}"`;
  context.fillText(title, 60 * dots, 80 * dots);
  context.font = `${10.5 * dots}px "${FAMILY}"`;
  for (const [i, line] of lines.entries()) context.fillText(line, 60 * dots, (112 + i * LIST.line) * dots, 475 * dots);
  return drawn;
}

export const LIST = { width: 595.28, height: 841.89, line: 18, lines: 38 } as const;
