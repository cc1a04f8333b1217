import { seenMatter } from '#commons/casework/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { XLSX } from '#platform/tables/spreadsheet.ts';
import { figuresNow } from '../computing/figures-file.ts';
import { reportDocx } from '../printing/docx.ts';
import { reportCsv, reportXlsx } from '../printing/sheets.ts';
import { editionOf } from './editions.ts';
import { reportById, titleOf } from './rows.ts';

export const EXPORTS = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: XLSX,
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
export type ExportFormat = keyof typeof EXPORTS;

/**
 * The report as a file: JSON and CSV in the exchange scheme for the reporting system of the province, .xlsx and .docx for people. As it was
 * frozen, or, while it is worked on, as it is counted now. Recorded: what leaves as a file has left for good.
 */
export async function exportReport(
  act: Act,
  id: string,
  format: ExportFormat,
): Promise<{ readonly name: string; readonly body: Buffer }> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, id);
  const report = await reportById(act.tx, id);
  const open = matter.state === 'collecting' || matter.state === 'drafting';
  const edition = open ? undefined : await editionOf(act.tx, id, report.edition);
  const figures = edition?.figures ?? (await figuresNow(act.tx, report));
  const title = titleOf(report);
  const body = {
    json: async () => Buffer.from(`${JSON.stringify(figures, null, 2)}\n`),
    csv: async () => Buffer.from(reportCsv(figures)),
    xlsx: async () => Buffer.from(await reportXlsx(figures)),
    docx: () => reportDocx(figures, title),
  }[format];
  await appendJournal(act, {
    chain: 'exports',
    action: 'annual-report.exported',
    payload: { reportId: id, format, edition: edition?.number ?? null },
  });
  return { name: `${title}.${format}`, body: await body() };
}
