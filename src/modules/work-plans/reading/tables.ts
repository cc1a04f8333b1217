import { ordinal, unique } from './text.ts';
import { numberOf } from './numbering.ts';

type Column = 'number' | 'task' | 'requirement' | 'responsible' | 'lead' | 'cooperating' | 'deadline';

/** One row of a plan that is a table, cells as printed. */
export interface TableRow {
  /** For people: 表格第3行. */
  readonly where: string;
  readonly section: { readonly number: string; readonly title: string };
  readonly number: string;
  readonly requirement: string;
  readonly units: readonly { readonly cell: string; readonly column: 'lead' | 'responsible' | 'cooperating' }[];
  readonly deadline: string;
}

const headers: readonly (readonly [Column, RegExp])[] = [
  ['number', /^(?:序号|编号|号)$/],
  ['lead', /^(?:牵头|主办)(?:责任)?(?:单位|部门|科室|处室|股室)$/],
  ['cooperating', /^(?:配合|协办|参与|协同|协助)(?:单位|部门|科室|处室|股室)$/],
  [
    'responsible',
    /^(?:责任|负责|承办|落实)(?:单位|部门|科室|处室|股室|主体|机构)(?:\s*[（(].*[)）])?$|^责任分工$|^任务分工$/,
  ],
  ['deadline', /时限|^(?:完成|办结)(?:时间|期限|日期)|^时间(?:要求|安排|节点|进度)|^完成时间/],
  [
    'requirement',
    /^(?:具体|工作|主要|任务|落实|目标)(?:要求|措施|内容|举措)(?:及.*)?$|^具体任务$|^(?:内容|要求|措施|具体内容|重点内容)$/,
  ],
  ['task', /^(?:工作|重点|主要|重点工作|目标)?(?:任务|事项|项目|类别)(?:名称|分类)?$|^重点工作$|^工作(?:重点|类别)$/],
];

export interface PlanTable {
  /** What stands in the table above its head, such as the title of the plan. */
  readonly above: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * A table whose head names a task and who is responsible; undefined for any other. Merged cells are
 * expected filled in. A row merged over its whole width is a section heading.
 */
export function planTable(grid: readonly (readonly string[])[]): PlanTable | undefined {
  const headAt = grid.findIndex((row) => {
    const columns = columnsOf(row);
    return has(columns, 'requirement', 'task') && has(columns, 'responsible', 'lead');
  });
  if (headAt < 0) return undefined;
  const columns = columnsOf(grid[headAt] ?? []);
  const rows: TableRow[] = [];
  let heading = { number: '', title: '' };
  grid.slice(headAt + 1).forEach((cells, at) => {
    const texts = cells.map((cell) => cell.trim());
    const filled = texts.filter((text) => text !== '');
    const merged = texts.length > 1 && filled.length > 0 && (filled.length === 1 || new Set(texts).size === 1);
    if (filled.length === 0 || sameRow(columns, columnsOf(texts))) return;
    if (merged && texts[0] !== '') heading = sectionOf(texts[0] ?? '');
    else rows.push(rowOf(columns, texts, heading, `表格第${headAt + at + 2}行`));
  });
  const above = grid.slice(0, headAt).flatMap((row) => unique(row.map((cell) => cell.trim())));
  return { above: above.filter((text) => text !== ''), rows };
}

function rowOf(
  columns: readonly (Column | undefined)[],
  texts: readonly string[],
  heading: TableRow['section'],
  where: string,
): TableRow {
  const cellsOf = (column: Column) => texts.filter((text, at) => columns[at] === column && text !== '');
  const task = cellsOf('task').join('\n');
  const requirements = cellsOf('requirement');
  const requirement = requirements.length > 0 ? requirements.join('\n') : task;
  // 序号 before the requirement numbers it; a number printed in the requirement itself comes first.
  const printed = numberOf(requirement);
  const counted = cellsOf('number').find((text) => ordinal(text) !== undefined) ?? '';
  const roles = ['lead', 'responsible', 'cooperating'] as const;
  return {
    where,
    section: requirements.length > 0 && task !== '' ? sectionOf(task) : heading,
    number: printed?.number ?? counted,
    requirement: printed?.rest ?? requirement,
    units: roles.flatMap((column) => cellsOf(column).map((cell) => ({ cell, column }))),
    deadline: cellsOf('deadline').join('\n'),
  };
}

function columnsOf(row: readonly string[]): (Column | undefined)[] {
  return row.map((cell) => {
    const text = cell.replace(/\s/g, '');
    return headers.find(([, pattern]) => pattern.test(text))?.[0];
  });
}

const has = (columns: readonly (Column | undefined)[], ...wanted: readonly Column[]) =>
  wanted.some((column) => columns.includes(column));

/** The head printed again on the next page. */
const sameRow = (head: readonly unknown[], row: readonly unknown[]) =>
  row.filter((column) => column !== undefined).length > 1 && head.every((column, at) => column === row[at]);

function sectionOf(text: string): TableRow['section'] {
  const numbered = numberOf(text);
  return numbered ? { number: numbered.number, title: numbered.rest } : { number: '', title: text };
}
