import {
  AlignmentType,
  FrameAnchorType,
  FrameWrap,
  HorizontalPositionAlign,
  type IParagraphOptions,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalPositionAlign,
  WidthType,
} from 'docx';
import { columnWidths } from './columns.ts';
import type { Composition, PrintedBlock } from './composition.ts';
import type { StyleName } from './docx-styles.ts';
import { lines, twips } from './docx-units.ts';
import { CELL, HEAD, LINES_FOR_STAMP, PITCH, SIZE, TEXT_AREA, TITLE_PITCH } from './page-form.ts';

const STYLES: readonly StyleName[] = ['LetterText', 'Heading1', 'Heading2', 'Heading3', 'Heading4'];
const CELL_PADDING = twips(3);
const RIGHT_OF_DATE = 4 * CELL;

/** Everything between the red lines, in the order of the elements of the standard. */
export function bodyOf(words: Composition): (Paragraph | Table)[] {
  const last = words.attachments.length > 0 ? -1 : words.body.length - 1;
  const body = words.body.flatMap((block, i) => printed(block, i === last));
  return [
    ...(words.documentNumber === undefined ? [] : [documentNumber(words.documentNumber)]),
    title(words),
    paragraph(words.addressee),
    ...body,
    ...attachments(words),
    ...signature(words),
    ...(words.copies === undefined ? [] : [copies(words.copies), anchor()]),
  ];
}

const paragraph = (text: string, style?: StyleName, options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...options, ...(style && { style }), children: text === '' ? [] : [new TextRun(text)] });

const documentNumber = (text: string): Paragraph =>
  paragraph(text, 'OffGrid', { spacing: lines(SIZE.body * 1.25, { before: HEAD.belowRule }) });

/** Two lines below what stands above, one above the addressee; its lines are broken by us, as in the PDF. */
function title({ titleLines }: Composition): Paragraph {
  const style: StyleName = 'Title';
  const children = titleLines.map((text, i) => new TextRun({ text, ...(i > 0 && { break: 1 }) }));
  return new Paragraph({ style, spacing: lines(TITLE_PITCH, { before: 2 * PITCH, after: PITCH }), children });
}

function printed(block: PrintedBlock, last: boolean): (Paragraph | Table)[] {
  if (block.kind === 'paragraph')
    return [paragraph(block.text, STYLES[block.level], last || block.level > 0 ? { keepNext: true } : {})];
  return [table(block.columns, block.rows), ...(last ? [paragraph('', undefined, { keepNext: true })] : [])];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): Table {
  const widths = columnWidths([columns, ...rows]).map((width) => Math.floor(twips(width)));
  const cell = (text: string, n: number, style: StyleName) =>
    new TableCell({ width: { size: widths[n] ?? 0, type: WidthType.DXA }, children: [paragraph(text, style)] });
  const row = (cells: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      children: cells.map((text, n) => cell(text, n, head ? 'TableHead' : 'TableText')),
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: { top: CELL_PADDING, bottom: CELL_PADDING },
    rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
  });
}

function attachments({ attachments: all }: Composition): Paragraph[] {
  return all.map(({ label, name }, i) => {
    const shown = label.trimStart();
    return paragraph(`${shown}${name}`, undefined, {
      indent: { left: twips(2 * CELL + widthOf(label)), hanging: twips(widthOf(shown)) },
      spacing: lines(PITCH, { before: i === 0 ? PITCH : 0 }),
      keepNext: i === all.length - 1,
    });
  });
}

/** Each on the middle of the date, which ends four characters from the edge; kept together, and with the last of the text. */
function signature({ signature: name, date, note }: Composition): Paragraph[] {
  const beside = RIGHT_OF_DATE + (widthOf(date) - widthOf(name)) / 2;
  const right = { alignment: AlignmentType.RIGHT, keepNext: true };
  return [
    ...Array.from({ length: LINES_FOR_STAMP }, () => paragraph('', undefined, { keepNext: true })),
    paragraph(name, undefined, { ...right, indent: { right: twips(Math.max(0, beside)) } }),
    paragraph(date, undefined, { ...right, keepNext: note !== undefined, indent: { right: twips(RIGHT_OF_DATE) } }),
    ...(note === undefined ? [] : [paragraph(note, 'LetterText')]),
  ];
}

/** About: in every font of offices digits are half as wide as a character, points and blanks a quarter. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (/[ .]/.test(c) ? SIZE.body / 4 : c <= '\u007f' ? SIZE.body / 2 : CELL), 0);

/** A frame stands on the page of the paragraph that follows it: this one, which takes no room. */
const anchor = (): Paragraph => paragraph('', 'Foot', { spacing: lines(1) });

/** 抄送 at the foot of the text area of the last page. */
const copies = (text: string): Paragraph =>
  paragraph(text, 'Foot', {
    indent: { left: twips(SIZE.small), right: twips(SIZE.small) },
    frame: {
      type: 'alignment',
      width: twips(TEXT_AREA.width),
      wrap: FrameWrap.AROUND,
      anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
      alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
    },
  });
