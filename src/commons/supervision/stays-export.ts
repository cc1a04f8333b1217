import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { printCsv } from '#platform/tables/csv.ts';
import { printSheet, type SheetColumn } from '#platform/tables/spreadsheet.ts';
import { allStayFigures } from './stays.ts';
import { STAY_WORDS, type StayFigure, type StaysQuery } from './stays-contract.ts';

const number = (value: number | null) => (value === null ? '' : String(value));

const COLUMNS: readonly SheetColumn<StayFigure>[] = [
  { header: '种类', width: 14, value: ({ kindLabel }) => kindLabel },
  { header: '环节', width: 16, value: ({ stateLabel }) => stateLabel },
  { header: '单位', width: 24, value: ({ unit }) => unit?.name ?? '全部单位' },
  { header: STAY_WORDS.ended[0], width: 8, value: ({ ended }) => String(ended) },
  { header: `${STAY_WORDS.median[0]}（工作日）`, width: 16, value: ({ median }) => number(median) },
  { header: `${STAY_WORDS.ninety[0]}（工作日）`, width: 18, value: ({ ninety }) => number(ninety) },
  { header: `${STAY_WORDS.longest[0]}（工作日）`, width: 14, value: ({ longest }) => number(longest) },
  { header: '目标内（次）', width: 12, value: ({ within }) => String(within) },
  { header: '仍在环节', width: 10, value: ({ open }) => String(open) },
  { header: '其中超过目标', width: 14, value: ({ openBeyond }) => String(openBeyond) },
];

/** The figures as shown, all of them, as a spreadsheet or as text. That they left is recorded. */
export async function exportStays(act: Act, query: StaysQuery, form: 'xlsx' | 'csv'): Promise<Uint8Array | string> {
  const { rows } = await allStayFigures(act.services, act.actor, query);
  await appendJournal(act, {
    chain: 'exports',
    action: 'supervision.stays-exported',
    payload: { filter: query, rows: rows.length, form },
  });
  if (form === 'xlsx') return printSheet('各环节用时', COLUMNS, rows);
  return printCsv([COLUMNS.map(({ header }) => header), ...rows.map((row) => COLUMNS.map(({ value }) => value(row)))]);
}
