import type { Composition, PrintedBlock } from './composition.ts';
import { type Drawing, type Element, type Row, type TextDrawing, baselineIn, lowered } from './drawing.ts';
import type { Face } from './fonts.ts';
import { letterHead } from './head.ts';
import {
  CELL,
  LINES_FOR_STAMP,
  PAGE_NUMBER_DASH,
  PITCH,
  SIZE,
  SMALL_PITCH,
  TEXT_AREA,
  TITLE_PITCH,
} from './page-form.ts';
import { type Block, paged } from './pages.ts';
import { type Ruler, setParagraph, tightness } from './setting.ts';
import { signatureRows } from './signature-rows.ts';
import { type TableRows, tableRows } from './table-rows.ts';

const BLANK: Row = { height: PITCH, drawings: [] };
/** About a line: what follows returns to the grid. */
const BELOW_TITLE: Row = { height: PITCH * 0.6, drawings: [] };
const ABOVE_TABLE: Row = { height: 7, drawings: [] };
/** 此页无正文 is not allowed: so many lines go with the signature to its page. [D] */
const LINES_WITH_SIGNATURE = 2;
/** A row of a table, or a list of attachments, of no more lines than this stays on one page. [D] */
const MOST_LINES_KEPT = 8;

/** Every page of a letter as drawings, in reading order; `ruler` knows the fonts. */
export function laidOut(letter: Composition, ruler: Ruler): Drawing[][] {
  const head = letterHead(letter, ruler);
  const copies = copyRows(letter, ruler);
  const pages = paged(
    [
      titleBlock(letter, ruler),
      ...keptWithSignature(textBlocks(letter, ruler), attachmentBlocks(letter, ruler)),
      signatureBlock(letter, ruler, heightOf(copies)),
    ],
    head.top,
  );
  const bottom = TEXT_AREA.top + TEXT_AREA.height - heightOf(copies);
  return pages.map((drawings, i) => [
    ...(i === 0 ? head.drawings : []),
    ...drawings,
    ...(i === pages.length - 1 ? stacked(copies, bottom) : []),
    ...(i === 0 ? [] : [pageNumber(i + 1, ruler)]),
  ]);
}

function titleBlock({ title, titleLines }: Composition, ruler: Ruler): Block {
  const element: Element = { tag: 'H1', bookmark: title };
  const drawings = titleLines.map((text, i): TextDrawing => {
    const x = TEXT_AREA.left + (TEXT_AREA.width - ruler(text, 'title', SIZE.title)) / 2;
    const baseline = i * TITLE_PITCH + baselineIn(TITLE_PITCH, SIZE.title);
    return { kind: 'text', text, x, baseline, face: 'title', size: SIZE.title, spacing: 0, element };
  });
  return { rows: [{ height: titleLines.length * TITLE_PITCH, drawings }], offGrid: true };
}

function textBlocks({ addressee, body }: Composition, ruler: Ruler): Block[] {
  const flush = { face: 'body', size: SIZE.body, pitch: PITCH } as const;
  return [
    { rows: [BELOW_TITLE], offGrid: true },
    ...lineBlocks(setParagraph(addressee, ruler, { ...flush, element: { tag: 'P' } })),
    ...body.flatMap((block) => bodyBlocks(block, ruler)),
  ];
}

const attachmentBlocks = ({ attachments }: Composition, ruler: Ruler): Block[] =>
  attachments.length === 0 ? [] : [{ rows: [BLANK], blank: true }, ...lineBlocks(attachmentRows(attachments, ruler))];

const lineBlocks = (rows: readonly Row[], keepsWithNext = false): Block[] =>
  rows.map((row) => ({ rows: [row], keepsWithNext }));

const FACES: readonly Face[] = ['body', 'heading', 'subheading', 'body', 'body'];
const TAGS = ['P', 'H2', 'H3', 'H4', 'H5'] as const;

function bodyBlocks(block: PrintedBlock, ruler: Ruler): Block[] {
  if (block.kind === 'table') return tableBlocks(tableRows(block.columns, block.rows, ruler));
  const { level, text } = block;
  const element: Element = { tag: TAGS[level], ...(level > 0 && { bookmark: text }) };
  const setting = { face: FACES[level] ?? 'body', size: SIZE.body, pitch: PITCH, indent: 2 * CELL, element };
  return lineBlocks(setParagraph(text, ruler, setting), level > 0);
}

/** A row is parted over two pages only when it is long. */
function tableBlocks({ head, rows, edge }: TableRows): Block[] {
  const slices = rows.flatMap((row) => {
    const whole = row.length <= MOST_LINES_KEPT;
    return row.map((slice, i) => ({
      rows: [slice],
      keepsWithNext: whole && i < row.length - 1,
      table: { head, edge },
    }));
  });
  return [{ rows: [ABOVE_TABLE, ...head], keepsWithNext: true }, ...slices];
}

/** 附件说明: labels two characters in, names beside them below one another, their further lines below their first character. */
function attachmentRows(attachments: Composition['attachments'], ruler: Ruler): Row[] {
  const widthOf = (text: string) => ruler(text, 'body', SIZE.body) + [...text].length * tightness(SIZE.body);
  const left = TEXT_AREA.left + 2 * CELL;
  const x = left + Math.max(...attachments.map(({ label }) => widthOf(label)));
  const width = TEXT_AREA.left + TEXT_AREA.width - x;
  return attachments.flatMap(({ label, name }) => {
    const element: Element = { tag: 'P' };
    const number: TextDrawing = {
      kind: 'text',
      text: label.trimStart(),
      x: left + (label.length - label.trimStart().length) * CELL,
      baseline: baselineIn(PITCH, SIZE.body),
      face: 'body',
      size: SIZE.body,
      spacing: tightness(SIZE.body),
      element,
    };
    const rows = setParagraph(name, ruler, { face: 'body', size: SIZE.body, pitch: PITCH, x, width, element });
    return rows.map((row, i) => (i === 0 ? { ...row, drawings: [number, ...row.drawings] } : row));
  });
}

/** The last lines of the text, and what attachments follow them, are on the page of the signature. */
function keptWithSignature(text: readonly Block[], attachments: readonly Block[]): Block[] {
  const blocks = [...text, ...attachments];
  const beyond = attachments.length > MOST_LINES_KEPT ? 0 : attachments.length;
  const first = blocks.length - beyond - LINES_WITH_SIGNATURE;
  return blocks.map((block, i) => (i >= first ? { ...block, keepsWithNext: true } : block));
}

/** So are the copies at its foot: there is room for them. */
const signatureBlock = (letter: Composition, ruler: Ruler, reserves: number): Block => ({
  rows: [...Array<Row>(LINES_FOR_STAMP).fill(BLANK), ...signatureRows(letter, ruler)],
  reserves,
});

/** 抄送 at the very foot of the last page; the letter form has no lines around it and no 印发. */
function copyRows({ copies }: Composition, ruler: Ruler): Row[] {
  if (copies === undefined) return [];
  return setParagraph(copies, ruler, {
    face: 'body',
    size: SIZE.small,
    pitch: SMALL_PITCH,
    x: TEXT_AREA.left + SIZE.small,
    width: TEXT_AREA.width - 2 * SIZE.small,
    element: { tag: 'P' },
  });
}

const heightOf = (rows: readonly Row[]): number => rows.reduce((sum, { height }) => sum + height, 0);

const stacked = (rows: readonly Row[], top: number): Drawing[] =>
  rows.flatMap((row, i) => row.drawings.map((drawing) => lowered(drawing, top + heightOf(rows.slice(0, i)))));

/** Outside, one character in: right on odd pages, left on even ones. */
function pageNumber(page: number, ruler: Ruler): Drawing {
  const text = `— ${page} —`;
  const width = ruler(text, 'body', SIZE.small);
  const inside = TEXT_AREA.width - width - SIZE.small;
  const x = TEXT_AREA.left + (page % 2 === 1 ? inside : SIZE.small);
  const baseline = PAGE_NUMBER_DASH + SIZE.small * 0.3;
  return { kind: 'text', text, x, baseline, face: 'body', size: SIZE.small, spacing: 0 };
}
