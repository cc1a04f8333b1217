import { appendJournal } from '#commons/journal/index.ts';
import { refused } from '#kernel/errors.ts';
import type { Act } from '#platform/services.ts';
import type { RollUpFormat } from '../contract.ts';
import { rollUpXlsx } from '../printing/sheets.ts';
import { rolledUp, rolledUpBureau } from './listing.ts';
import { EXPORTS } from './exporting.ts';

/**
 * What a bureau's units have handed in for a year as one file: .xlsx for people, JSON (sum and each report in the exchange scheme) for the
 * reporting system of the province. Refuses a bureau that is not the actor's own nor below it, and a year nobody has handed in for. Recorded.
 */
export async function exportRollUp(
  act: Act,
  { year, bureau }: { readonly year: number; readonly bureau?: string },
  format: RollUpFormat,
): Promise<{ readonly name: string; readonly type: string; readonly body: Buffer }> {
  const bureauId = await rolledUpBureau(act.tx, act.actor, 'annual-report.roll-up', bureau);
  const { rollUp, files } = await rolledUp(act.tx, bureauId, year, act.today);
  if (files.length === 0) throw refused([`${year} 年度还没有单位报送，没有可以导出的汇总`]);
  const authority = rollUp.lines.find((line) => line.bureauId === bureauId)?.name ?? '';
  const { dueOn, lines, totals } = rollUp;
  const body =
    format === 'xlsx'
      ? Buffer.from(await rollUpXlsx(rollUp, files))
      : Buffer.from(`${JSON.stringify({ authority, year, dueOn, units: lines, totals, reports: files }, null, 2)}\n`);
  await appendJournal(act, {
    chain: 'exports',
    action: 'annual-report.rolled-up',
    payload: { year, bureauId, format, reports: files.length },
  });
  return { name: `${authority}${year}年政府信息公开工作年度报告汇总.${format}`, type: EXPORTS[format], body };
}
