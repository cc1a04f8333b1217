import type { Composition } from './composition.ts';
import { type Element, type Row, type TextDrawing, baselineIn } from './drawing.ts';
import { brokenLines } from './line-breaking.ts';
import { CELL, PITCH, SIZE, TEXT_AREA } from './page-form.ts';
import { type Ruler, setParagraph, tightness } from './setting.ts';

const RIGHT = TEXT_AREA.left + TEXT_AREA.width;
/** A name longer than this is set in two lines. */
const WIDEST_NAME = 20 * CELL;

/**
 * 署名、成文日期 and 附注: the date ends four characters from the right edge, the name stands above it on its middle (but never
 * beyond the edge), the note below, two characters in.
 */
export function signatureRows({ signature, date, note }: Composition, ruler: Ruler): Row[] {
  const element: Element = { tag: 'P' };
  const measure = (text: string) => ruler(text, 'body', SIZE.body) + [...text].length * tightness(SIZE.body);
  const dateLeft = RIGHT - 4 * CELL - measure(date);
  const middle = dateLeft + measure(date) / 2;
  const names = brokenLines(signature, measure, WIDEST_NAME, WIDEST_NAME).map(({ text }) => text);
  return [
    ...names.map((name) => line(name, Math.min(middle - measure(name) / 2, RIGHT - measure(name)), element)),
    line(date, dateLeft, { tag: 'P' }),
    ...(note === undefined ? [] : noteRows(note, ruler)),
  ];
}

const noteRows = (note: string, ruler: Ruler): Row[] =>
  setParagraph(note, ruler, {
    face: 'body',
    size: SIZE.body,
    pitch: PITCH,
    indent: 2 * CELL,
    element: { tag: 'P' },
  });

function line(text: string, x: number, element: Element): Row {
  const drawing: TextDrawing = {
    kind: 'text',
    text,
    x,
    baseline: baselineIn(PITCH, SIZE.body),
    face: 'body',
    size: SIZE.body,
    spacing: tightness(SIZE.body),
    element,
  };
  return { height: PITCH, drawings: [drawing] };
}
