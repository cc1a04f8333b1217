import { TEXT_AREA } from './page-form.ts';

/** Widths of the columns of a table, in points, together the text area: as their longest texts ask, but none far below a fair share. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const count = rows[0]?.length ?? 0;
  const wanted = Array.from({ length: count }, (_, n) => {
    const longest = Math.max(...rows.map((row) => (row[n] ?? '').length));
    return Math.min(24, Math.max(4, longest));
  });
  const total = wanted.reduce((sum, width) => sum + width, 0);
  return wanted.map((width) => TEXT_AREA.width * (0.4 / count + 0.6 * (width / total)));
}
