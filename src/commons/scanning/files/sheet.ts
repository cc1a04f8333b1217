import { unusable } from '#platform/extraction/blocks.ts';
import type { Cell } from './grid.ts';
import { readXml, textsOf } from './xml.ts';

export interface Sheet {
  readonly cells: readonly Cell[];
  /** Page heads and feet. */
  readonly margins: readonly string[];
  /** Texts within formulas and lists of allowed values. */
  readonly formulas: readonly string[];
}

/** The texts cells refer to by number; how they are pronounced is left out. */
export function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let current = '';
  readXml(xml, {
    text: (text, path) => {
      if (path.at(-1) === 't' && !path.includes('rPh')) current += text;
    },
    close: (name) => {
      if (name !== 'si') return;
      strings.push(current);
      current = '';
    },
  });
  return strings;
}

/** Numbers of the cell formats that show nothing (;;;). */
export function hiddenFormats(xml: string): Set<number> {
  const codes = new Set<string>();
  const formats = new Set<number>();
  let n = 0;
  readXml(xml, {
    open: ({ name, attribute }, path) => {
      if (name === 'numFmt' && /^;;;?$/.test((attribute('formatCode') ?? '').trim()))
        codes.add(attribute('numFmtId') ?? '');
      if (name !== 'xf' || path.at(-1) !== 'cellXfs') return;
      if (codes.has(attribute('numFmtId') ?? '')) formats.add(n);
      n += 1;
    },
  });
  return formats;
}

/** What sheets of a workbook share; `used` gathers the numbers of the shared texts that some cell shows. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly formats: ReadonlySet<number>;
  readonly used: Set<number>;
  readonly mostCells: number;
}

interface Open {
  ref: string;
  kind: string;
  style: number;
  text: string;
}

/** One sheet, row by row. A row or column of no height or width is as hidden as one that says so. */
export function readSheet(xml: string, { strings, formats, used, mostCells }: SheetContext): Sheet {
  const cells: Cell[] = [];
  const hiddenColumns: (readonly [number, number])[] = [];
  const formulas: string[] = [];
  let row = { number: 0, hidden: false };
  let column = 0;
  let cell: Open | undefined;
  readXml(xml, {
    open: ({ name, attribute }) => {
      if (name === 'col' && (isTrue(attribute('hidden')) || attribute('width') === '0'))
        hiddenColumns.push([Number(attribute('min')), Number(attribute('max'))]);
      if (name === 'row') {
        row = {
          number: Number(attribute('r') ?? row.number + 1),
          hidden: isTrue(attribute('hidden')) || attribute('ht') === '0',
        };
        column = 0;
      }
      if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1;
        const ref = attribute('r') ?? `${lettersOf(column)}${row.number}`;
        cell = { ref, kind: attribute('t') ?? 'n', style: Number(attribute('s') ?? -1), text: '' };
      }
    },
    text: (text, path) => {
      const element = path.at(-1);
      if (cell && (element === 'v' || (element === 't' && path.includes('is')))) cell.text += text;
      if (element === 'f' || element === 'formula1')
        formulas.push(...[...text.matchAll(/"([^"]+)"/g)].map(([, one = '']) => one));
    },
    close: (name) => {
      if (name !== 'c' || !cell) return;
      if (cells.length >= mostCells) throw unusable(`表格超过 ${mostCells / 10_000} 万格，不能检查`);
      if (cell.kind === 's') used.add(Number(cell.text));
      const text = shownBy(cell, strings);
      const at = column;
      const unseen =
        row.hidden || formats.has(cell.style) || hiddenColumns.some(([from, to]) => from <= at && at <= to);
      if (text.trim() !== '') cells.push({ ref: cell.ref, row: row.number, column, text, hidden: unseen });
      cell = undefined;
    },
  });
  const heads = ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'];
  const margins = textsOf(xml, heads, 'headerFooter').map((text) =>
    text.replace(/&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])/gi, ' '),
  );
  return { cells, margins, formulas };
}

function shownBy({ kind, text }: Open, strings: readonly string[]): string {
  if (kind === 's') return strings[Number(text)] ?? '';
  // A long number may be written with an exponent.
  if (kind === 'n' && /^[1-9](?:\.\d+)?E\+?\d+$/i.test(text)) return Number(text).toFixed(0);
  return text;
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

function columnOf(ref: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/i.exec(ref ?? '')?.[0].toUpperCase();
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) : undefined;
}

function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
