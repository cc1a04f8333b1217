import { COUNTED_COLUMNS, COUNTED_ROWS, feesOfYear, yearTable } from '#modules/requests/index.ts';
import { normsOfYear } from '#modules/normative-documents/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { FiguresFile } from '../contract.ts';
import { entriesOf } from '../reports/entries.ts';
import { explanationsOf } from '../reports/answers.ts';
import { partsOf } from '../reports/parts.ts';
import { type ReportRow, titleOf } from '../reports/rows.ts';
import { disputeTable } from './disputes.ts';

/**
 * The whole report as it stands now, in the exchange scheme: requests and disputes counted from the matters, normative documents from their
 * ledger, the rest as typed with its source. A cell nobody has filled is blank. What goes in is what `sunlit annual-report check` reads.
 */
export async function figuresNow(db: Db | Tx, report: ReportRow): Promise<FiguresFile> {
  const { bureauId, year, id } = report;
  const [requests, norms, review, entries, fees, parts, explanations] = await inTurn([
    () => yearTable(db, bureauId, year),
    () => normsOfYear(db, bureauId, year),
    () => disputeTable(db, bureauId, year),
    () => entriesOf(db, id),
    () => feesOfYear(db, bureauId, year),
    () => partsOf(db, id),
    () => explanationsOf(db, id),
  ]);
  const typed = new Map<string, number>(entries.map(({ cell, value }) => [cell, value]));
  const entered = (cell: string) => typed.get(cell) ?? null;
  return {
    authority: report.authority,
    year,
    format: '2021',
    complete: true,
    title: titleOf(report),
    proactive: {
      rules: { made: 0, repealed: 0, inForce: 0 },
      normativeDocs: { made: norms.made.length, repealed: norms.repealed.length, inForce: norms.inForce.length },
      licences: { decisions: entered('proactive.licences.decisions') },
      penalties: { decisions: entered('proactive.penalties.decisions') },
      compulsions: { decisions: entered('proactive.compulsions.decisions') },
      fees: { amountWan: entered('proactive.fees.amountWan') },
    },
    applications: Object.fromEntries(
      COUNTED_ROWS.map((row) => [
        row,
        Object.fromEntries(COUNTED_COLUMNS.map((column) => [column, requests[row][column]])),
      ]),
    ),
    review,
    narrative: { feeCases: fees.cases, feeYuan: fees.yuan, feeCharged: fees.yuan },
    parts: Object.fromEntries(parts.filter(({ text }) => text.trim() !== '').map(({ part, text }) => [part, text])),
    explanations,
  };
}

/** One after the other: a transaction has one connection. */
async function inTurn<T extends readonly (() => Promise<unknown>)[]>(
  asks: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
  const answers: unknown[] = [];
  for (const ask of asks) answers.push(await ask());
  return answers as { -readonly [K in keyof T]: Awaited<ReturnType<T[K]>> }; // each stands where its question stood
}
