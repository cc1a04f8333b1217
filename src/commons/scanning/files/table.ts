import { parseCsv } from 'hucre/csv';
import { type ExtractionLimits, unusable } from '#platform/extraction/blocks.ts';
import { addGrid } from './grid.ts';
import { emptyReading, type Reading } from './piece.ts';

/** CSV as a sheet: each place named by row and column. */
export function readTable(text: string, limits: ExtractionLimits): Reading {
  const reading = emptyReading();
  const cells = parseCsv(text).flatMap((row, r) =>
    row.map((value, c) => ({
      ref: `第 ${r + 1} 行第 ${c + 1} 列`,
      row: r + 1,
      column: c + 1,
      text: String(value ?? '').trim(),
      hidden: false,
    })),
  );
  if (cells.length > limits.cells) throw unusable(`表格超过 ${limits.cells / 10_000} 万格，不能检查`);
  addGrid(
    reading,
    '',
    cells.filter((cell) => cell.text !== ''),
    true,
  );
  return reading;
}
