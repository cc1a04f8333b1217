import { type FilledCell, type Figures, filledCells } from '../figures.ts';
import { keysOf, proactiveRows, rowLabel, rowsOf, reviewBlocks, templateOf } from '../tables.ts';
import { type Rule, type Subject, TEMPLATE_SOURCE, type Trouble } from './rule.ts';

/** No organ counts as many of anything; a sum of money in yuan or 万元 stays below it too. */
const LARGEST = 1e12;

/** Each cell by itself, and whether the tables are whole. */
export const cellRules: readonly Rule[] = [
  {
    id: 'C5',
    sentence: '件数是不小于 0 的整数，金额不小于 0 且不超过六位小数',
    severity: 'error',
    source: `${TEMPLATE_SOURCE}；位数为本系统所定`,
    *find({ asRead }) {
      for (const cell of filledCells(asRead)) {
        const defect = cellDefect(cell);
        if (defect) yield { place: cell.place, message: `写的是 ${cell.value}，${defect}` };
      }
    },
  },
  {
    id: 'NON_NUMERIC_CELL',
    sentence: '数字格里只有数字',
    severity: 'error',
    source: `${TEMPLATE_SOURCE}；2019、2020 年度为国办公开办函〔2019〕60号`,
    *find({ asRead }) {
      for (const { place, text } of asRead.texts)
        yield { place, message: `写的是文字「${text}」，不是数字。请只写数字，单位和增减写在表头或者正文里` };
    },
  },
  {
    id: 'UNKNOWN_CELL',
    sentence: '表里的行和列都是格式规定的行和列',
    severity: 'warning',
    source: '本系统：写错名称的行会逃过核对',
    find: unknownCells,
  },
  {
    id: 'MISSING_ROW',
    sentence: '标明完整的报告，三张表的每一行都在',
    severity: 'warning',
    source: TEMPLATE_SOURCE,
    find: missingRows,
  },
  {
    id: 'TEMPLATE_YEAR',
    sentence: '2021 年度起用 2021 年的格式，2019、2020 年度用 2019 年的格式',
    severity: 'warning',
    source: '国办公开办函〔2021〕30号、国办公开办函〔2019〕60号',
    *find({ figures: { year, format } }) {
      if (format === templateOf(year)) return;
      yield {
        place: { path: 'format', label: '报告格式' },
        message: `${year} 年度的报告用的是 ${format} 年的格式，应当用 ${templateOf(year)} 年的格式。请按当年的格式重新填报，或者核对报告年度`,
      };
    },
  },
];

/** The figures with every cell blank that cannot be right by itself. */
export function soundFigures(figures: Figures): Figures {
  const unsound = new Set(filledCells(figures).flatMap((cell) => (cellDefect(cell) ? [cell.place.path] : [])));
  if (unsound.size === 0) return figures;
  const sound = <T extends object>(table: T | undefined, name: string): T | undefined =>
    table && (mapCells(table, (path, value) => (unsound.has(`${name}.${path}`) ? null : value)) as T); // the same rows and cells
  return {
    ...figures,
    proactive: sound(figures.proactive, 'proactive'),
    applications: sound(figures.applications, 'applications'),
    review: sound(figures.review, 'review'),
  };
}

const mapCells = (table: object, change: (path: string, value: unknown) => unknown): unknown =>
  Object.fromEntries(
    Object.entries(table).map(([row, cells]: [string, object]) => [
      row,
      Object.fromEntries(Object.entries(cells).map(([cell, value]) => [cell, change(`${row}.${cell}`, value)])),
    ]),
  );

function cellDefect({ value, money, mayBeNegative }: FilledCell): string | undefined {
  if (Math.abs(value) > LARGEST) return '大得不可能。请核对是否多写了位数';
  if (value < 0 && !mayBeNegative) return '不能小于 0。请核对';
  // A spreadsheet may hand over 2.4699999999999998 for 2.47.
  const noise = 4 * Number.EPSILON * Math.abs(value);
  if (money) return Math.abs(Number(value.toFixed(6)) - value) <= noise ? undefined : '小数超过六位。请核对金额和单位';
  return Number.isInteger(value) ? undefined : '件数应是整数。请核对';
}

function* unknownCells({ asRead }: Subject): Generator<Trouble> {
  const unknown = [...asRead.unknown, ...ofTheOtherTemplate(asRead)];
  const [first] = unknown;
  if (first === undefined) return;
  const named = unknown.slice(0, 5).join('、');
  yield {
    place: { path: first, label: '格式里没有' },
    message: `表里有 ${unknown.length} 处格式没有规定的行或列：${named}${unknown.length > 5 ? ' 等' : ''}。这些数没有核对，请检查名称`,
  };
}

/** Rows and cells with a figure that only the other template prints. */
function ofTheOtherTemplate(figures: Figures): readonly string[] {
  const { format, proactive } = figures;
  const printed: readonly string[] = [
    ...rowsOf(format).map((row) => `applications.${row}`),
    ...keysOf(reviewBlocks).map((block) => `review.${block}`),
    ...keysOf(proactiveRows).flatMap((row) =>
      proactiveRows[row].cells[format].map((cell) => `proactive.${row}.${cell}`),
    ),
  ];
  return filledCells({ ...figures, proactive: { ...proactive, otherPublicDocs: {} } })
    .map(({ place: { path } }) => path)
    .filter((path) => !printed.some((known) => path === known || path.startsWith(`${known}.`)));
}

function* missingRows({ figures }: Subject): Generator<Trouble> {
  if (!figures.complete) return;
  const { format, proactive, applications, review } = figures;
  const missing = (path: string, label: string, what: string): Trouble => ({
    place: { path, label },
    message: `报告标明完整，但没有${what}。请补上；没有发生的填 0`,
  });
  if (!proactive) yield missing('proactive', '二、主动公开政府信息情况', '主动公开政府信息情况表');
  for (const row of keysOf(proactiveRows))
    if (proactive && !proactive[row] && row !== 'otherPublicDocs' && proactiveRows[row].cells[format].length > 0)
      yield missing(`proactive.${row}`, proactiveRows[row].label, `「${proactiveRows[row].label}」这一行`);
  if (!applications)
    yield missing('applications', '三、收到和处理政府信息公开申请情况', '收到和处理政府信息公开申请情况表');
  for (const row of rowsOf(format))
    if (applications && !applications[row])
      yield missing(`applications.${row}`, rowLabel(row), `「${rowLabel(row)}」这一行`);
  if (!review) yield missing('review', '四、政府信息公开行政复议、行政诉讼情况', '行政复议、行政诉讼情况表');
  for (const block of keysOf(reviewBlocks))
    if (review && !review[block])
      yield missing(`review.${block}`, reviewBlocks[block], `「${reviewBlocks[block]}」这一组`);
}
