import { type Element, type Row, type TextDrawing, baselineIn } from './drawing.ts';
import type { Face } from './fonts.ts';
import { type Line, brokenLines } from './line-breaking.ts';
import { CELL, SIZE, TEXT_AREA } from './page-form.ts';

/** The width of a text in a face and size, in points, as the font says. */
export type Ruler = (text: string, face: Face, size: number) => number;

/** How a paragraph is set; `x` and `width` of the column, `indent` of the first line, points. */
export interface Setting {
  readonly face: Face;
  readonly size: number;
  /** Height of a line. */
  readonly pitch: number;
  readonly x?: number;
  readonly width?: number;
  readonly indent?: number;
  /** Lines end where they end: in a narrow column a full edge tears words apart. */
  readonly ragged?: boolean;
  readonly element: Element;
}

/** Each size of type stands a little closer than its square, as 28 characters of 3号 do on the grid. */
export const tightness = (size: number): number => (CELL - SIZE.body) * (size / SIZE.body);

/** Of the size, between any two characters. */
const MOST_STRETCH = 0.15;

/** The lines of a paragraph as rows, filled to the right edge as far as it looks well. */
export function setParagraph(text: string, ruler: Ruler, setting: Setting): Row[] {
  const {
    face,
    size,
    pitch,
    x = TEXT_AREA.left,
    width = TEXT_AREA.width,
    indent = 0,
    ragged = false,
    element,
  } = setting;
  const measure = (piece: string) => ruler(piece, face, size) + [...piece].length * tightness(size);
  const lines = brokenLines(text, measure, width - indent, width);
  return lines.map((line, i) => {
    const left = i === 0 ? indent : 0;
    const ownEnd = !line.hanging && (ragged || i === lines.length - 1);
    const spacing = tightness(size) + (ownEnd ? 0 : stretch(line, measure, width - left, size));
    const drawing: TextDrawing = {
      kind: 'text',
      text: line.text,
      x: x + left,
      baseline: baselineIn(pitch, size),
      face,
      size,
      spacing,
      element,
    };
    return { height: pitch, drawings: [drawing] };
  });
}

/**
 * What each character gets (or gives) so that the line ends at the edge; the blank half of a hanging mark stands outside. A line that
 * would be pulled apart too far (a long address follows, or a column is narrow) is left ragged.
 */
function stretch({ text, hanging }: Line, measure: (text: string) => number, width: number, size: number): number {
  const missing = width + (hanging ? size / 2 : 0) - measure(text);
  const gaps = [...text].length - 1;
  return missing > gaps * size * MOST_STRETCH ? 0 : missing / Math.max(1, gaps);
}
