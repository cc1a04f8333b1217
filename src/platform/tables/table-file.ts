import { Type } from 'typebox';
import { invalid } from '#kernel/errors.ts';
import type { TableCells, TableColumn, TableRow } from '#kernel/table-import.ts';
import { decodeText } from '../extraction/decode.ts';
import { extractText } from '../extraction/index.ts';
import { printCsv, readCsv, unguarded } from './csv.ts';
import { printSheet, XLSX } from './spreadsheet.ts';

export const TABLE_FORMS = { csv: 'text/csv; charset=utf-8', xlsx: XLSX } as const;
export type TableForm = keyof typeof TABLE_FORMS;

/** …/:form */
export const ByForm = Type.Object({ form: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')], { title: '格式' }) });

/** A list as a file: what `readTableFile` reads back the same. */
export async function printTableFile<F extends string>(
  form: TableForm,
  title: string,
  columns: readonly TableColumn<F>[],
  rows: readonly TableCells<F>[],
): Promise<Buffer> {
  if (form === 'csv')
    return Buffer.from(
      printCsv([
        columns.map(({ heading }) => heading),
        ...rows.map((cells) => columns.map(({ field }) => cells[field])),
      ]),
    );
  const sheet = columns.map(({ field, heading, width }) => ({
    header: heading,
    width,
    value: (cells: TableCells<F>) => cells[field],
  }));
  return Buffer.from(await printSheet(title, sheet, rows));
}

/**
 * The rows of a csv (UTF-8 or GB18030) or xlsx file, in base64, columns found by their headings in any order. Refuses a file that is
 * no table, lacks a column, has one twice or one nobody knows, a row with more cells than headings, and more rows than `most`.
 */
export async function readTableFile<F extends string>(
  base64: string,
  columns: readonly TableColumn<F>[],
  most: number,
): Promise<TableRow<F>[]> {
  const bytes = Buffer.from(base64, 'base64');
  const [heading = [], ...rest] = bytes[0] === 0x50 && bytes[1] === 0x4b ? await sheetOf(bytes) : textOf(bytes);
  const names = heading.map((name) => name.trim());
  while (names.at(-1) === '') names.pop();
  const refusal = headingRefusal(names, columns);
  if (refusal) throw invalid({ file: `${refusal}。请先导出，在导出的表里修改` });
  const rows = rest
    .map((cells, at) => ({ row: at + 2, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length > most) throw invalid({ file: `超过 ${most} 行，请核对文件` });
  const wide = rows.filter(({ cells }) => cells.slice(names.length).some((cell) => cell !== ''));
  if (wide.length > 0)
    throw invalid({
      file: `第 ${wide
        .map(({ row }) => row)
        .slice(0, NAMED)
        .join('、')} 行的格子比标题行多，请检查逗号和引号`,
    });
  return rows.map(({ row, cells }) => ({
    row,
    // Every column is among the headings, as just checked.
    cells: Object.fromEntries(
      columns.map(({ field, heading: wanted }) => [field, cells[names.indexOf(wanted)] ?? '']),
    ) as TableCells<F>,
  }));
}

/** So many row numbers are read at a glance. */
const NAMED = 20;

function headingRefusal(names: readonly string[], columns: readonly TableColumn[]): string {
  const wanted = columns.map(({ heading }) => heading);
  const missing = wanted.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !wanted.includes(name)).map((name) => name || '（无标题）');
  const twice = wanted.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return [
    { words: '缺少列', of: missing },
    { words: '不认识的列', of: unknown },
    { words: '重复的列', of: twice },
  ]
    .filter(({ of }) => of.length > 0)
    .map(({ words, of }) => `${words}：${of.slice(0, NAMED).join('、')}`)
    .join('；');
}

function textOf(bytes: Uint8Array): readonly (readonly string[])[] {
  const decoded = decodeText(bytes);
  if ('refusal' in decoded) throw invalid({ file: decoded.refusal });
  const reading = readCsv(decoded.text);
  if ('refusal' in reading) throw invalid({ file: `第 ${reading.row} 行：${reading.refusal}` });
  return reading.rows;
}

/** The first table of a workbook. What cannot be read, is too large or lies in hidden sheets is refused or left aside by the extraction. */
async function sheetOf(bytes: Uint8Array): Promise<string[][]> {
  const { blocks } = await extractText(bytes, 'table.xlsx');
  const table = blocks.find((block) => block.type === 'table');
  return (table?.rows ?? []).map((row) => row.map(unguarded));
}
