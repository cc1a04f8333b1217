import { invalid, refused } from '#kernel/errors.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { allows } from '#kernel/policy.ts';
import { forbidden } from '#kernel/errors.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { lockSeen } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { ENTERED_CELLS, type EnteredCell, type NewEntry } from '../contract.ts';
import { annualReportPolicy } from '../policy.ts';

/** What was typed for a cell last, with where it comes from. */
export interface Entry {
  readonly cell: EnteredCell;
  readonly value: number;
  readonly source: string;
  readonly asOf: LocalDate;
  readonly by: string;
  readonly at: string;
}

/** The figures no module counts, as they were typed last. */
export async function entriesOf(db: Db | Tx, reportId: string): Promise<readonly Entry[]> {
  const rows = await db
    .selectFrom('annual_report_entry as e')
    .innerJoin('person as p', 'p.id', 'e.entered_by')
    .select(['e.cell', 'e.value', 'e.source', 'e.as_of as asOf', 'p.name as by', 'e.entered_at as at'])
    .where('e.report_id', '=', reportId)
    .distinctOn('e.cell')
    .orderBy('e.cell')
    .orderBy('e.id', 'desc')
    .execute();
  // The command lets in no other cells.
  return rows.map(({ value, cell, ...row }) => ({ ...row, cell: cell as EnteredCell, value: Number(value) }));
}

/** The cells still blank, a sentence for each. */
export async function missingEntries(db: Db | Tx, reportId: string): Promise<string[]> {
  const there = new Set<string>((await entriesOf(db, reportId)).map(({ cell }) => cell));
  return Object.entries(ENTERED_CELLS).flatMap(([cell, label]) =>
    there.has(cell) ? [] : [`「${label}」还没有填报，没有发生的填 0 并注明来源`],
  );
}

/** Types a figure no module counts, with its source and the day it is as of. What was typed before stays on record. */
export async function enterFigure(act: Act, reportId: string, entry: NewEntry): Promise<void> {
  const { matter } = await lockSeen(act, reportId);
  if (!allows(annualReportPolicy['annual-report.enter'], act.actor, matter))
    throw forbidden('没有统计来源的数据由本局政务公开办公室填报');
  if (matter.state !== 'collecting' && matter.state !== 'drafting')
    throw refused(['报告已经送审，数据不能再改：请先退回修改，或者办理更正']);
  const money = entry.cell === 'proactive.fees.amountWan';
  const defects: Record<string, string> = {};
  if (!money && !Number.isInteger(entry.value)) defects.value = '件数应是整数';
  if (money && Math.abs(Number(entry.value.toFixed(6)) - entry.value) > 1e-9)
    defects.value = '金额最多六位小数（万元）';
  if (entry.asOf > act.today) defects.asOf = '数据日期不能晚于今天';
  if (Object.keys(defects).length > 0) throw invalid(defects);
  await act.tx
    .insertInto('annual_report_entry')
    .values({
      report_id: reportId,
      cell: entry.cell,
      value: String(entry.value),
      source: entry.source.trim(),
      as_of: entry.asOf as LocalDate,
      entered_by: act.actor.id,
      entered_at: act.now,
    })
    .execute();
  await appendJournal(act, {
    chain: matterChain(reportId),
    action: 'annual-report.entered',
    payload: { cell: ENTERED_CELLS[entry.cell], value: entry.value, source: entry.source, asOf: entry.asOf },
  });
}
