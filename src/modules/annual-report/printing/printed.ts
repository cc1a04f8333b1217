import { TABLE_FORM } from '../computing/definitions.ts';
import type { FiguresFile } from '../contract.ts';
import { writtenParts } from '../figures.ts';
import { keysOf, reviewHeads, suitsHead } from '../tables.ts';

/** A cell of a printed table. */
export interface PrintedCell {
  readonly words: string;
  readonly head?: true;
  readonly across?: number;
  readonly down?: number;
}
export interface PrintedTable {
  readonly caption: string;
  readonly rows: readonly (readonly PrintedCell[])[];
}
/** One of the six parts, in the order of the template (国办公开办函〔2021〕30号): text, or a table. */
export interface PrintedPart {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly PrintedTable[];
}

/** The report as it is read: six parts, three tables. For the page, the .docx and the .xlsx alike. */
export function printed(figures: FiguresFile): readonly PrintedPart[] {
  const text = (part: keyof typeof writtenParts): PrintedPart => ({
    title: writtenParts[part],
    paragraphs: (figures.parts[part] ?? '').split(/\n+/).filter((line) => line.trim() !== ''),
    tables: [],
  });
  return [
    text('overview'),
    { title: '二、主动公开政府信息情况', paragraphs: [], tables: proactiveTables(figures) },
    { title: '三、收到和处理政府信息公开申请情况', paragraphs: [], tables: [applicationTable(figures)] },
    { title: '四、政府信息公开行政复议、行政诉讼情况', paragraphs: [], tables: [reviewTable(figures)] },
    text('problems'),
    text('other'),
  ];
}

const head = (words: string, more: Omit<PrintedCell, 'words' | 'head'> = {}): PrintedCell => ({
  words,
  head: true,
  ...more,
});
const shown = (value: number | null | undefined): PrintedCell => ({ words: value === null ? '' : String(value ?? '') });

function proactiveTables({ proactive }: FiguresFile): readonly PrintedTable[] {
  const blocks = [...new Set(TABLE_FORM.proactive.map(({ block }) => block))];
  return blocks.map((block) => {
    const rows = TABLE_FORM.proactive.filter((row) => row.block === block);
    return {
      caption: block,
      rows: [
        [head('信息内容'), ...(rows[0]?.cells ?? []).map(({ label }) => head(label))],
        ...rows.map(({ key, label, cells }) => [
          head(label),
          ...cells.map((cell) => shown(proactive[key]?.[cell.key])),
        ]),
      ],
    };
  });
}

function applicationTable({ applications }: FiguresFile): PrintedTable {
  const { columns } = TABLE_FORM;
  const figuresOf = (key: string) => columns.map((column) => shown(applications[key]?.[column.key]));
  const families = keysOf(Object.fromEntries(TABLE_FORM.applications.map(({ family }) => [family ?? '', true])));
  const inFamily = (family: string) => TABLE_FORM.applications.filter((row) => row.family === family).length;
  const results = TABLE_FORM.applications.filter(({ result }) => result).length;
  let resultsBegun = false;
  const begun = new Set<string>();
  return {
    caption: '收到和处理政府信息公开申请情况',
    rows: [
      [
        head('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', { across: 3, down: 3 }),
        head('申请人情况', { across: 7 }),
      ],
      [head('自然人', { down: 2 }), head('法人或其他组织', { across: 5 }), head('总计', { down: 2 })],
      columns.slice(1, -1).map(({ label }) => head(label)),
      ...TABLE_FORM.applications.map(({ key, label, family, result }) => {
        const cells: PrintedCell[] = [];
        if (result && !resultsBegun) {
          resultsBegun = true;
          cells.push(head('三、本年度办理结果', { down: results }));
        }
        if (family && families.includes(family) && !begun.has(family)) {
          begun.add(family);
          cells.push(head(family, { down: inFamily(family) }));
        }
        cells.push(head(label, result ? (family ? {} : { across: 2 }) : { across: 3 }));
        return [...cells, ...figuresOf(key)];
      }),
    ],
  };
}

/** Fifteen figures on one line, suits under one heading, as the template has it. */
function reviewTable({ review }: FiguresFile): PrintedTable {
  const { blocks, outcomes } = TABLE_FORM;
  const each = outcomes.length;
  return {
    caption: '政府信息公开行政复议、行政诉讼情况',
    rows: [
      [head(reviewHeads.reconsideration, { across: each, down: 2 }), head(suitsHead, { across: 2 * each })],
      [head(reviewHeads.litigationDirect, { across: each }), head(reviewHeads.litigationAfterReview, { across: each })],
      blocks.flatMap(() => outcomes.map(({ label }) => head(label))),
      blocks.flatMap(({ key }) => outcomes.map((outcome) => shown(review[key]?.[outcome.key]))),
    ],
  };
}
