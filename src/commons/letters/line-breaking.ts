import { isHalfBlank, mayPart } from './punctuation.ts';

/** One line of a paragraph. `hanging`: it ends with a mark whose blank half stands outside the text area. */
export interface Line {
  readonly text: string;
  readonly hanging: boolean;
}

/** The width in points of a piece of text, on the grid. */
export type Measure = (text: string) => number;

/** A word of more letters than this may be parted: an address, a file name. */
const LONGEST_WORD = 20;

/**
 * Breaks a paragraph into lines as Chinese is set: between any two characters, but closing marks do not begin a line, opening marks do
 * not end one, dashes and ellipses stay whole, and words and numbers are not parted unless they are longer than a line (addresses
 * part after their own marks first). `first` and `rest` are widths in points. Every character of the text is in one of the
 * lines, but blanks at the joints.
 */
export function brokenLines(text: string, measure: Measure, first: number, rest: number): Line[] {
  const units = unitsOf(text, measure, Math.min(first, rest));
  const widths = units.map(measure);
  const lines: Line[] = [];
  let start = 0;
  while (start < units.length) {
    if (units[start] === ' ') {
      start += 1;
      continue;
    }
    const { end, hanging } = lineEnd(units, widths, start, lines.length === 0 ? first : rest);
    lines.push({ text: units.slice(start, end).join('').trimEnd(), hanging });
    start = end;
  }
  return lines;
}

/** Where the line that begins at `start` ends (the unit after its last). */
function lineEnd(units: readonly string[], widths: readonly number[], start: number, limit: number) {
  let full = start;
  let width = 0;
  while (full < units.length && width + (widths[full] ?? 0) <= limit + 0.01) {
    width += widths[full] ?? 0;
    full += 1;
  }
  full = Math.max(full, start + 1);
  if (full === units.length || parts(units, full)) return { end: full, hanging: false };
  // One closing mark more goes with its line: half of it is blank and half a character is found in the others.
  const mark = units[full] ?? '';
  if (isHalfBlank(mark) && (full + 1 === units.length || parts(units, full + 1)))
    return { end: full + 1, hanging: true };
  let end = full;
  while (end > start + 1 && !parts(units, end)) end -= 1;
  return { end: parts(units, end) ? end : full, hanging: false };
}

const parts = (units: readonly string[], at: number): boolean => {
  const [before, after] = [units[at - 1] ?? '', units[at] ?? ''];
  return after === ' ' || before === ' ' || mayPart(before, after);
};

/** What is never parted: a word, a number, a pair of dashes, a character. */
function unitsOf(text: string, measure: Measure, widest: number): string[] {
  return (text.match(UNIT) ?? []).flatMap((unit) => {
    const pieces = [...unit].length > LONGEST_WORD && !NUMBER.test(unit) ? (unit.match(PIECE) ?? []) : [unit];
    return pieces.flatMap((piece) => (measure(piece) > widest ? [...piece] : [piece]));
  });
}

const UNIT = /—+|…+|[!-~\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]+|./gu;
const NUMBER = /^[\d.,]+$/;
/** Of a long word: up to its next mark, but never more than a word's length at once. */
const PIECE = /[^/?&=._\-:@,;]{0,19}[/?&=._\-:@,;]+|[^/?&=._\-:@,;]{1,20}/gu;
