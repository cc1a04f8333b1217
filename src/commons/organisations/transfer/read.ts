import { decodeText } from '#platform/extraction/decode.ts';
import { misleading } from '#platform/text-guard.ts';
import type { ImportProblem, TableName } from '../contract.ts';
import { readCsv } from '#platform/tables/csv.ts';
import { type Row, TABLE_LABELS, columnsOf, fieldsOf } from './columns.ts';

export interface ReadRow<T extends TableName> {
  readonly row: number;
  readonly cells: Row<T>;
}

export interface ReadTable<T extends TableName> {
  readonly rows: readonly ReadRow<T>[];
  readonly problems: readonly ImportProblem[];
}

/** More than any province has; an import beyond it is a mistake. */
const MOST_ROWS = 20_000;

/**
 * Reads one table from the bytes of a file in UTF-8 or GB18030. Columns are found by their headings, in any order; every
 * one must be there and no other. Gives all rows that can be read and every problem of form: headings, lengths, empty cells.
 */
export function readTable<T extends TableName>(table: T, bytes: Uint8Array): ReadTable<T> {
  const failed = (message: string, row = 1): ReadTable<T> => ({ rows: [], problems: [{ table, row, message }] });
  const decoded = decodeText(bytes);
  if ('refusal' in decoded) return failed(decoded.refusal);
  const reading = readCsv(decoded.text);
  if ('refusal' in reading) return failed(reading.refusal, reading.row);
  const [heading, ...rest] = reading.rows;
  if (!heading) return failed(`文件是空的，应有${TABLE_LABELS[table]}表的标题行`);
  const places = placesOf(table, heading);
  if ('message' in places) return failed(places.message);
  if (rest.length > MOST_ROWS) return failed(`超过 ${MOST_ROWS} 行，请分次导入`);
  const rows = rest
    .map((cells, i) => ({ row: i + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ row, cells }) => ({ row, width: cells.length, cells: pick(table, places.at, cells) }));
  return {
    rows,
    problems: rows.flatMap(({ row, width, cells }) => [
      ...(width > heading.length
        ? [{ table, row, message: `比标题行多出 ${width - heading.length} 格，请检查逗号` }]
        : []),
      ...formProblems(table, row, cells),
    ]),
  };
}

function placesOf(table: TableName, heading: readonly string[]): { at: Record<string, number> } | { message: string } {
  const names = heading.map((name) => name.trim());
  while (names.at(-1) === '') names.pop();
  const wanted = Object.entries(columnsOf(table));
  const missing = wanted.filter(([, { heading: name }]) => !names.includes(name)).map(([, { heading: name }]) => name);
  const unknown = names.filter((name) => !wanted.some(([, column]) => column.heading === name));
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  if (missing.length + unknown.length + twice.length > 0)
    return {
      message: [
        missing.length > 0 ? `缺少列：${missing.join('、')}` : '',
        unknown.length > 0 ? `不认识的列：${unknown.map((name) => name || '（无标题）').join('、')}` : '',
        twice.length > 0 ? `重复的列：${twice.join('、')}` : '',
      ]
        .filter((part) => part !== '')
        .join('；'),
    };
  return { at: Object.fromEntries(wanted.map(([field, column]) => [field, names.indexOf(column.heading)])) };
}

function pick<T extends TableName>(table: T, at: Readonly<Record<string, number>>, cells: readonly string[]): Row<T> {
  // Every field of the table is among the places, which `placesOf` has made sure of.
  return Object.fromEntries(fieldsOf(table).map((field) => [field, (cells[at[field] ?? -1] ?? '').trim()])) as Row<T>;
}

function formProblems<T extends TableName>(table: T, row: number, cells: Row<T>): ImportProblem[] {
  return Object.entries(columnsOf(table)).flatMap(([field, { heading, longest, required }]) => {
    const value = (cells as Readonly<Record<string, string>>)[field] ?? '';
    if (required && value === '') return [{ table, row, column: heading, message: `请填写${heading}` }];
    if (value.length > longest) return [{ table, row, column: heading, message: `${heading}不能超过 ${longest} 个字` }];
    const hidden = misleading(value);
    if (hidden) return [{ table, row, column: heading, message: `${heading}里${hidden}` }];
    return [];
  });
}
