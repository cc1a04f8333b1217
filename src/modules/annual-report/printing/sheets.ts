import { writeXlsx } from 'hucre/xlsx';
import { xmlText } from '#kernel/xml-text.ts';
import { guarded, printCsv } from '#platform/tables/csv.ts';
import { TABLE_FORM } from '../computing/definitions.ts';
import type { FiguresFile, RollUp } from '../contract.ts';
import { filledCells } from '../figures.ts';
import { readFigures } from '../read-figures.ts';

type Tables = Pick<FiguresFile, 'proactive' | 'applications' | 'review'>;
const words = (text: string) => xmlText(guarded(text));
const number = (value: number | null | undefined) => value ?? '';
const freezePane = { rows: 1 };

/** The three tables as a workbook, a sheet each, figures as numbers. */
export const reportXlsx = (figures: FiguresFile): Promise<Uint8Array> => writeXlsx({ sheets: tableSheets(figures) });

/** Who has handed in, the sum of it, and every figure of every report on a line. */
export function rollUpXlsx({ lines, totals }: RollUp, files: readonly FiguresFile[]): Promise<Uint8Array> {
  const behind = files.flatMap((file) =>
    filledCells(readFigures(file)).map(({ place, value }) => [
      words(file.authority),
      place.path,
      words(place.label),
      value,
    ]),
  );
  return writeXlsx({
    sheets: [
      {
        name: '报送情况',
        columns: [{ width: 34 }, { width: 22 }, { width: 14 }, { width: 14 }, { width: 10 }],
        rows: [
          ['单位', '状态', '报送日期', '公布日期', '逾期'],
          ...lines.map(({ name, stateLabel, submittedOn, publishedOn, late }) => [
            words(name),
            stateLabel,
            submittedOn ?? '',
            publishedOn ?? '',
            late ? '是' : '',
          ]),
        ],
        freezePane,
      },
      ...tableSheets(totals),
      {
        name: '分单位',
        columns: [{ width: 34 }, { width: 40 }, { width: 50 }, { width: 12 }],
        rows: [['单位', '指标', '名称', '数值'], ...behind],
        freezePane,
      },
    ],
  });
}

function tableSheets({ proactive, applications, review }: Tables) {
  const { columns, blocks, outcomes } = TABLE_FORM;
  return [
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
      freezePane,
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
      freezePane,
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
      freezePane,
    },
  ];
}

/** Every cell on a line, for the provincial reporting system: path in the exchange scheme, what is printed there, figure. */
export function reportCsv(figures: FiguresFile): string {
  const lines = filledCells(readFigures(figures)).map(({ place, value }) => [place.path, place.label, String(value)]);
  return printCsv([['cell', 'label', 'value'], ...lines]);
}
