import { writeXlsx } from 'hucre/xlsx';
import { xmlText } from '#kernel/xml-text.ts';
import { guarded } from './csv.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** How a list leaves as a spreadsheet: each column with its heading, its width in characters and its value. */
export interface SheetColumn<R> {
  readonly header: string;
  readonly width: number;
  readonly value: (row: R) => string;
}

/** One table as an Excel file, its heading kept in sight. */
export function printSheet<R>(
  name: string,
  columns: readonly SheetColumn<R>[],
  rows: readonly R[],
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name,
        columns: columns.map(({ header, width }) => ({ header, width })),
        rows: [
          columns.map(({ header }) => header),
          ...rows.map((row) => columns.map(({ value }) => xmlText(guarded(value(row))))),
        ],
        freezePane: { rows: 1 },
      },
    ],
  });
}
