import { columnWidths } from './columns.ts';
import { type Drawing, type Element, type Row, lowered } from './drawing.ts';
import { SIZE, TABLE_PITCH, TEXT_AREA } from './page-form.ts';
import { type Ruler, setParagraph } from './setting.ts';

/** Space between a cell's edge and its text, and above and below the text of a row. */
const PADDING = 5;
const LINE = 0.5;

/** A table as rows that may stand on different pages: its head, repeated on each, and line by line its cells. */
export interface TableRows {
  readonly head: readonly Row[];
  /** The rows of the table, each in its lines. */
  readonly rows: readonly (readonly Row[])[];
  /** Drawn where the page ends in the middle of a row. */
  readonly edge: Drawing;
}

export function tableRows(columns: readonly string[], rows: readonly (readonly string[])[], ruler: Ruler): TableRows {
  const table: Element = { tag: 'Table' };
  const edges = columnEdges([columns, ...rows]);
  return {
    head: slicesOf(columns, edges, { tag: 'TR', parent: table }, 'TH', ruler),
    rows: rows.map((row) => slicesOf(row, edges, { tag: 'TR', parent: table }, 'TD', ruler)),
    edge: across(0),
  };
}

/** Left edges of the columns and the right edge of the last. */
function columnEdges(rows: readonly (readonly string[])[]): number[] {
  const edges = [TEXT_AREA.left];
  for (const width of columnWidths(rows)) edges.push((edges.at(-1) ?? 0) + width);
  return edges;
}

/** One row of the table, cut into slices of one line each, so that a page may end between any two. */
function slicesOf(
  cells: readonly string[],
  edges: readonly number[],
  parent: Element,
  tag: 'TH' | 'TD',
  ruler: Ruler,
): Row[] {
  const set = cells.map((cell, n) =>
    setParagraph(cell, ruler, {
      face: tag === 'TH' ? 'heading' : 'body',
      size: SIZE.table,
      pitch: TABLE_PITCH,
      x: (edges[n] ?? 0) + PADDING,
      width: (edges[n + 1] ?? 0) - (edges[n] ?? 0) - 2 * PADDING,
      ragged: true,
      element: { tag, parent },
    }),
  );
  const count = Math.max(1, ...set.map((lines) => lines.length));
  return Array.from({ length: count }, (_, i): Row => {
    const above = i === 0 ? PADDING : 0;
    const height = above + TABLE_PITCH + (i === count - 1 ? PADDING : 0);
    const texts = set.flatMap((lines) => (lines[i]?.drawings ?? []).map((drawing) => lowered(drawing, above)));
    const sides = edges.map((x): Drawing => ({ kind: 'rule', from: [x, 0], to: [x, height], width: LINE }));
    const ends = [...(i === 0 ? [across(0)] : []), ...(i === count - 1 ? [across(height)] : [])];
    return { height, drawings: [...texts, ...sides, ...ends] };
  });
}

const across = (y: number): Drawing => ({
  kind: 'rule',
  from: [TEXT_AREA.left, y],
  to: [TEXT_AREA.left + TEXT_AREA.width, y],
  width: LINE,
});
