import { halfWidth } from '#kernel/text.ts';
import type { Block } from '#platform/extraction/index.ts';
import {
  type ApplicationRow,
  applicationRows,
  keysOf,
  organisationColumns,
  type ProactiveCell,
  type ProactiveRow,
  proactiveCells,
  proactiveRows,
  reviewBlocks,
  reviewOutcomes,
  rowsOf,
  type Template,
} from '../tables.ts';

type Rows = readonly (readonly string[])[];
export type RawTable = Record<string, Record<string, string>>;
/** What was read of a document: cells as they are written, and what was not understood. */
export interface RawReport {
  readonly proactive: RawTable;
  readonly applications: RawTable;
  readonly review: RawTable;
  readonly notes: readonly string[];
}

/**
 * The three tables of a printed report, found by the labels of their rows and never by their place: pages differ in merged cells, in
 * notes between rows, in full-width digits. What has a number and no row we know is said, not dropped silently.
 */
export function rawReport(blocks: readonly Block[], template: Template): RawReport {
  const notes: string[] = [];
  const proactive: RawTable = {};
  let applications: RawTable = {};
  let review: RawTable = {};
  for (const block of blocks) {
    if (block.type !== 'table') continue;
    const all = plain(block.rows.flat().join(''));
    if (all.includes('自然人') && all.includes('结转下年度'))
      applications = applicationsOf(block.rows, template, notes);
    else if (all.includes('尚未审结') || all.includes('结果维持')) review = reviewOf(block.rows, notes);
    else Object.assign(proactive, proactiveOf(block.rows, template));
  }
  for (const [what, table] of [
    ['主动公开政府信息情况', proactive],
    ['收到和处理政府信息公开申请情况', applications],
    ['行政复议、行政诉讼情况', review],
  ] as const)
    if (Object.keys(table).length === 0) notes.push(`没有找到“${what}”表，请核对文件，或者改用数据文件（JSON）`);
  return { proactive, applications, review, notes };
}

/** Labels are compared without spaces, punctuation and numbering, which every page writes another way. */
const plain = (words: string): string =>
  halfWidth(words)
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .replace(/^[一二三四五六七八九十\d]+/u, '');

const PEOPLE = ['naturalPerson', ...organisationColumns, 'total'] as const;

function applicationsOf(rows: Rows, template: Template, notes: string[]): RawTable {
  const table: RawTable = {};
  const labels = rowsOf(template).map((row) => ({ row, words: plain(applicationRows[row].label) }));
  let cursor = 0;
  for (const cells of rows) {
    if (cells.length < PEOPLE.length + 1) continue;
    const figures = cells.slice(-PEOPLE.length);
    const heads = [...new Set(cells.slice(0, -PEOPLE.length).map(plain))].filter(Boolean);
    const found = rowOf(heads, labels, cursor);
    if (found === undefined) {
      if (figures.some((cell) => /\d/.test(cell)))
        notes.push(
          `申请情况表里有一行不认识：「${cells.slice(0, -PEOPLE.length).join(' ').trim().slice(0, 60)}」，没有读取`,
        );
      continue;
    }
    cursor = found + 1;
    const row = labels[found]?.row;
    if (row) table[row] = Object.fromEntries(PEOPLE.map((who, i) => [who, figures[i] ?? '']));
  }
  for (const { row } of labels)
    if (!table[row] && Object.keys(table).length > 0)
      notes.push(`申请情况表里没有读到「${applicationRows[row].label}」一行`);
  return table;
}

/** The row a line stands for: by its innermost heading, after the rows read before, for 其他 stands in several places. */
function rowOf(
  heads: readonly string[],
  labels: readonly { readonly row: ApplicationRow; readonly words: string }[],
  cursor: number,
): number | undefined {
  const innermost = heads.at(-1) ?? '';
  const same = (words: string) =>
    innermost === words || (words.length >= 4 && innermost.startsWith(words.slice(0, 8)) && innermost.length >= 4);
  const ahead = labels.findIndex(({ words }, i) => i >= cursor && same(words));
  if (ahead >= 0) return ahead;
  const any = labels.findIndex(({ words }) => words.length > 2 && same(words));
  return any >= 0 ? any : undefined;
}

function reviewOf(rows: Rows, notes: string[]): RawTable {
  const blocks = keysOf(reviewBlocks);
  const outcomes = keysOf(reviewOutcomes);
  // One line of fifteen figures, as the template prints it.
  const wide = rows.find((cells) => cells.filter((cell) => /^\s*\d+\s*$/.test(halfWidth(cell))).length >= 15);
  if (wide) {
    const figures = wide.slice(-15);
    return Object.fromEntries(
      blocks.map((block, b) => [
        block,
        Object.fromEntries(outcomes.map((outcome, o) => [outcome, figures[b * outcomes.length + o] ?? ''])),
      ]),
    );
  }
  // A line for each group, as some pages have it.
  const table: RawTable = {};
  for (const block of blocks) {
    const line = rows.find((cells) => plain(cells[0] ?? '') === plain(reviewBlocks[block]));
    if (line)
      table[block] = Object.fromEntries(outcomes.map((outcome, o) => [outcome, line.at(o - outcomes.length) ?? '']));
  }
  if (Object.keys(table).length === 0) notes.push('行政复议、行政诉讼情况表没有十五个数字，没有读取');
  return table;
}

/** A table of the second part: rows by their label, columns by the heading that stands over the figures. */
function proactiveOf(rows: Rows, template: Template): RawTable {
  const table: RawTable = {};
  let columns: readonly (ProactiveCell | undefined)[] = [];
  for (const cells of rows) {
    const heads = cells.map((cell) => cellOf(cell, template));
    if (heads.some((head) => head !== undefined)) {
      columns = heads;
      continue;
    }
    const row = proactiveRowOf(cells[0] ?? '');
    if (!row) continue;
    const printed: readonly ProactiveCell[] = proactiveRows[row].cells[template];
    for (const [i, cell] of cells.entries()) {
      const column = columns[i];
      if (column && printed.includes(column)) table[row] = { ...table[row], [column]: cell };
    }
  }
  return table;
}

const cellOf = (words: string, template: Template): ProactiveCell | undefined =>
  keysOf(proactiveCells).find(
    (cell) =>
      plain(words).startsWith(plain(proactiveCells[cell]).slice(0, 6)) &&
      plain(words).length <= plain(proactiveCells[cell]).length + 6 &&
      keysOf(proactiveRows).some((row) => (proactiveRows[row].cells[template] as readonly string[]).includes(cell)),
  );

function proactiveRowOf(words: string): ProactiveRow | undefined {
  const given = plain(words);
  if (given === '规范性文件') return 'normativeDocs';
  return keysOf(proactiveRows).find((row) => given === plain(proactiveRows[row].label));
}
