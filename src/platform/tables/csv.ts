/**
 * Comma-separated values as RFC 4180 has them, in the form Excel opens without asking: UTF-8 with a byte-order mark, CRLF.
 * A cell that a spreadsheet would run as a formula gets an apostrophe in front when written, and loses it when read back,
 * so that what is exported and imported again is the same.
 */
export function printCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(printCell).join(',')}\r\n`).join('')}`;
}

const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A cell that a spreadsheet could take for a formula is shown as text by a leading apostrophe (OWASP, CSV injection). */
export const guarded = (value: string) => (FORMULA.test(value) ? `'${value}` : value);

/** A cell read back: as it was before it was guarded. */
export const unguarded = (cell: string) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

function printCell(value: string): string {
  const safe = guarded(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export type CsvReading =
  | { readonly rows: readonly (readonly string[])[] }
  /** `row` counts as the spreadsheet does, the heading being 1. */
  | { readonly refusal: string; readonly row: number };

/** Reads all rows, or says in which row the quoting is broken. Line ends may be CRLF, LF or CR; the last one may be missing. */
export function readCsv(text: string): CsvReading {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at) : plain(text, at);
    if ('refusal' in cell) return { refusal: cell.refusal, row: rows.length + 1 };
    row.push(unguarded(cell.value));
    at = cell.end;
    if (text[at] === ',') {
      at += 1;
      if (at < text.length) continue;
      row.push('');
    }
    rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return { rows };
}

type Cell = { readonly value: string; readonly end: number } | { readonly refusal: string };

function plain(text: string, from: number): Cell {
  let end = from;
  while (end < text.length && !',\r\n'.includes(text.charAt(end))) end += 1;
  const value = text.slice(from, end);
  return value.includes('"') ? { refusal: '引号没有放在整格的两端，请检查这一行的引号' } : { value, end };
}

function quoted(text: string, from: number): Cell {
  let value = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return { refusal: '引号没有配对，请检查这一行起的内容' };
    value += text.slice(at, close);
    if (text[close + 1] !== '"') {
      at = close + 1;
      break;
    }
    value += '"';
    at = close + 2;
  }
  if (at < text.length && !',\r\n'.includes(text.charAt(at)))
    return { refusal: '引号之后还有文字，请检查这一行的引号' };
  return { value, end: at };
}
