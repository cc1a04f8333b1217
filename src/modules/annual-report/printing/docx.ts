import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { xmlText } from '#kernel/xml-text.ts';
import type { FiguresFile } from '../contract.ts';
import { type PrintedTable, printed } from './printed.ts';

const FONT = { eastAsia: '仿宋_GB2312', ascii: 'Times New Roman', hAnsi: 'Times New Roman' };

/** The report as a .docx to edit and to print: its metadata are title and organ, nothing of who made it. */
export function reportDocx(figures: FiguresFile, title: string): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      title: xmlText(title),
      creator: xmlText(figures.authority),
      lastModifiedBy: xmlText(figures.authority),
      styles: { default: { document: { run: { font: FONT, size: 28 } } } },
      sections: [
        {
          properties: { page: { size: { orientation: PageOrientation.PORTRAIT, width: 11906, height: 16838 } } },
          children: [
            new Paragraph({
              heading: HeadingLevel.TITLE,
              alignment: AlignmentType.CENTER,
              spacing: { after: 240 },
              children: [run(title, { bold: true, size: 36 })],
            }),
            ...printed(figures).flatMap(({ title: heading, paragraphs, tables }) => [
              new Paragraph({
                heading: HeadingLevel.HEADING_1,
                spacing: { before: 240, after: 120 },
                children: [run(heading, { bold: true, size: 30 })],
              }),
              ...paragraphs.map(
                (words) =>
                  new Paragraph({ indent: { firstLine: 560 }, spacing: { line: 480 }, children: [run(words, {})] }),
              ),
              ...tables.flatMap((table) => [tableOf(table), new Paragraph({ children: [] })]),
            ]),
          ],
        },
      ],
    }),
  );
}

const run = (words: string, more: { readonly bold?: boolean; readonly size?: number }) =>
  new TextRun({ text: xmlText(words), font: FONT, color: '000000', ...more });

function tableOf({ rows }: PrintedTable): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row.map(
            ({ words, across, down, head }) =>
              new TableCell({
                ...(across ? { columnSpan: across } : {}),
                ...(down ? { rowSpan: down } : {}),
                verticalAlign: VerticalAlign.CENTER,
                children: [
                  new Paragraph({
                    alignment: head ? AlignmentType.LEFT : AlignmentType.CENTER,
                    children: [run(words, { size: 21 })],
                  }),
                ],
              }),
          ),
        }),
    ),
  });
}
