import { createHash } from 'node:crypto';
import type { MatterRow, StepEffect } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { figuresNow } from '../computing/figures-file.ts';
import type { FiguresFile } from '../contract.ts';
import { reportById } from './rows.ts';
import { keyedFindings } from './standing.ts';

/** Fixes the report as it is counted at this moment, with what the checks say of it: review, delivery and publication mean this edition. */
export async function freeze(act: Act, matter: MatterRow): Promise<StepEffect> {
  const report = await reportById(act.tx, matter.id);
  const figures = await figuresNow(act.tx, report);
  const findings = await keyedFindings(act.tx, matter.id, figures);
  const number = report.edition + 1;
  const text = JSON.stringify(figures);
  const hash = createHash('sha256').update(text).digest('hex');
  await act.tx
    .insertInto('annual_report_edition')
    .values({
      report_id: matter.id,
      number,
      figures: text,
      figures_hash: hash,
      findings: JSON.stringify(
        findings.map(({ rule, severity, where, message, answer }) => ({
          rule,
          severity,
          where,
          message,
          answer: answer && { reason: answer.reason, by: answer.by, at: answer.at },
        })),
      ),
      counted_at: act.now,
      reason: number === 1 ? null : report.correcting,
      frozen_by: act.actor.id,
    })
    .execute();
  await act.tx
    .updateTable('annual_report')
    .set({ edition: number, correcting: null })
    .where('id', '=', matter.id)
    .execute();
  return { payload: { edition: number, hash, countedAt: act.now } };
}

/** An edition as it was frozen; undefined before the first. */
export async function editionOf(db: Db | Tx, reportId: string, number: number) {
  const row = await db
    .selectFrom('annual_report_edition')
    .select(['id', 'number', 'figures', 'figures_hash as hash', 'counted_at as countedAt'])
    .where('report_id', '=', reportId)
    .where('number', '=', number)
    .executeTakeFirst();
  // Written by `freeze`.
  return row && { ...row, figures: row.figures as unknown as FiguresFile };
}
