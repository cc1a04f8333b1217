import { writeXlsx } from 'hucre/xlsx';
import { xmlText } from '#kernel/xml-text.ts';
import { guarded, printCsv } from '#platform/tables/csv.ts';
import { TABLE_FORM } from '../computing/definitions.ts';
import type { FiguresFile } from '../contract.ts';
import { filledCells } from '../figures.ts';
import { readFigures } from '../read-figures.ts';

/** The three tables as a workbook, a sheet each, figures as numbers. */
export function reportXlsx({ proactive, applications, review }: FiguresFile): Promise<Uint8Array> {
  const { columns, blocks, outcomes } = TABLE_FORM;
  const words = (text: string) => xmlText(guarded(text));
  const number = (value: number | null | undefined) => value ?? '';
  return writeXlsx({
    sheets: [
      {
        name: '主动公开',
        columns: [{ width: 22 }, { width: 26 }, { width: 26 }, { width: 14 }],
        rows: [
          ['条例第二十条', '信息内容', '项目', '数值'],
          ...TABLE_FORM.proactive.flatMap((row) =>
            row.cells.map((cell) => [
              words(row.block),
              words(row.label),
              words(cell.label),
              number(proactive[row.key]?.[cell.key]),
            ]),
          ),
        ],
        freezePane: { rows: 1 },
      },
      {
        name: '依申请公开',
        columns: [{ width: 46 }, ...columns.map(() => ({ width: 14 }))],
        rows: [
          ['办理情况', ...columns.map(({ label }) => words(label))],
          ...TABLE_FORM.applications.map(({ key, label, family }) => [
            words(family ? `${family}${label}` : label),
            ...columns.map((column) => number(applications[key]?.[column.key])),
          ]),
        ],
        freezePane: { rows: 1 },
      },
      {
        name: '复议诉讼',
        columns: [{ width: 34 }, ...outcomes.map(() => ({ width: 14 }))],
        rows: [
          ['类别', ...outcomes.map(({ label }) => words(label))],
          ...blocks.map(({ key, label }) => [
            words(label),
            ...outcomes.map((outcome) => number(review[key]?.[outcome.key])),
          ]),
        ],
        freezePane: { rows: 1 },
      },
    ],
  });
}

/** Every cell on a line, for the provincial reporting system: path in the exchange scheme, what is printed there, figure. */
export function reportCsv(figures: FiguresFile): string {
  const lines = filledCells(readFigures(figures)).map(({ place, value }) => [place.path, place.label, String(value)]);
  return printCsv([['cell', 'label', 'value'], ...lines]);
}
