import { lastAtMost } from '../places.ts';
import type { Reading } from './piece.ts';

export interface Cell {
  readonly ref: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly hidden: boolean;
}

/** Between cells of a row: a mark no number runs across. */
export const BETWEEN = '\u241f';

/** Cells row by row as one text, each place in it named by its cell and headed by the top of its column. */
export function addGrid(reading: Reading, where: string, cells: readonly Cell[], visible: boolean): void {
  if (cells.length === 0) return;
  const starts: number[] = [];
  const lines: string[] = [];
  let at = 0;
  let text = '';
  for (const [n, cell] of cells.entries()) {
    if (n > 0) text += cells[n - 1]?.row === cell.row ? BETWEEN : '\n';
    at = lines.length === 0 ? text.length : at + text.length;
    starts.push(at);
    lines.push(text, cell.text);
    at += cell.text.length;
    text = '';
  }
  const heads = headsOf(cells);
  const cellAt = (offset: number) => cells[lastAtMost(starts, offset)];
  reading.pieces.push({
    where,
    text: lines.join(''),
    visible,
    locate: (offset) => {
      const cell = cellAt(offset);
      return `${where}${cell?.ref ?? ''}${cell?.hidden && visible ? '（隐藏）' : ''}`;
    },
    label: (offset) => {
      const cell = cellAt(offset);
      return cell ? (heads.get(cell.column) ?? '') : '';
    },
  });
}

/** The first short text without digits in each column, looked for in the first rows. */
function headsOf(cells: readonly Cell[]): Map<number, string> {
  const heads = new Map<number, string>();
  const first = cells[0]?.row ?? 0;
  for (const { row, column, text } of cells) {
    if (row > first + 5) break;
    if (!heads.has(column) && text.length <= 14 && !/\d{3}/.test(text)) heads.set(column, text);
  }
  return heads;
}
