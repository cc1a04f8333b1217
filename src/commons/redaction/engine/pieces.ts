import { OPS, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Size, TextPiece } from '../contract.ts';

type Matrix = [number, number, number, number, number, number];

/**
 * The text of a page where it stands: the text layer, seen or not, and what notes and form fields show. Pieces of which nothing is on the
 * paper are only counted.
 */
export async function piecesOf(page: PDFPageProxy): Promise<{ pieces: TextPiece[]; outside: number }> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  const written = items.flatMap((item) =>
    'str' in item && item.str.trim() !== ''
      ? [pieceOf(item.str, Util.transform(viewport.transform, item.transform) as Matrix, item.width, item.height)]
      : [],
  );
  const noted = ((await page.getAnnotations()) as readonly Note[]).flatMap((note) => {
    const text = noteText(note);
    if (text === '' || !note.rect) return [];
    const [left = 0, bottom = 0, right = 0, top = 0] = note.rect;
    const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(left, bottom) as number[];
    const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(right, top) as number[];
    const rect = { x: Math.min(x1, x2), y: Math.min(y1, y2), w: Math.abs(x2 - x1), h: Math.abs(y2 - y1) };
    return [{ ...rect, text, upright: false }];
  });
  const all = [...written, ...noted];
  const pieces = all.filter((piece) => onPaper(piece, viewport));
  return { pieces, outside: all.length - pieces.length };
}

const PICTURES: ReadonlySet<number | undefined> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
]);

/** A scan with a page number set on it has a text layer, and its words in a picture. */
export async function showsPictures(page: PDFPageProxy): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  return fnArray.some((op) => PICTURES.has(op));
}

interface Note {
  readonly subtype?: string;
  readonly rect?: number[];
  readonly fieldValue?: unknown;
  readonly contentsObj?: { readonly str?: string };
}

/** What a form field or a text box shows on the paper. */
function noteText({ subtype, fieldValue, contentsObj }: Note): string {
  if (subtype === 'Widget') return typeof fieldValue === 'string' ? fieldValue.trim() : '';
  return subtype === 'FreeText' ? (contentsObj?.str ?? '').trim() : '';
}

/** How far letters rise above and hang below their line, of their height; generous, for what is covered must be covered whole. */
const RISE = 0.92;
const HANG = 0.3;

function pieceOf(text: string, [a, b, c, d, x, y]: Matrix, width: number, height: number): TextPiece {
  const size = Math.hypot(c, d) || height;
  const along = Math.hypot(a, b) || 1;
  const upright = Math.abs(b) < along * 0.01 && a > 0;
  if (upright) return { text, upright, x, y: y - size * RISE, w: width, h: size * (RISE + HANG) };
  // Slanted or standing: the rectangle around the four corners.
  const [ux, uy] = [a / along, b / along];
  const [vx, vy] = [-c / (size || 1), -d / (size || 1)];
  const corners = [0, width].flatMap((l) =>
    [-size * RISE, size * HANG].map((v) => [x + ux * l + vx * v, y + uy * l + vy * v] as const),
  );
  const xs = corners.map(([cx]) => cx);
  const ys = corners.map(([, cy]) => cy);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { text, upright, x: left, y: top, w: Math.max(...xs) - left, h: Math.max(...ys) - top };
}

const onPaper = ({ x, y, w, h }: TextPiece, { width, height }: Size) =>
  x < width && y < height && x + w > 0 && y + h > 0;
