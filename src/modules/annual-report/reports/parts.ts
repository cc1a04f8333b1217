import { forbidden, refused, stale } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { lockSeen } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { misleading } from '#platform/text-guard.ts';
import type { SavedPart } from '../contract.ts';
import type { WrittenPart } from '../figures.ts';
import { annualReportPolicy } from '../policy.ts';

/** The written parts as last saved. */
export async function partsOf(db: Db | Tx, reportId: string) {
  const rows = await db
    .selectFrom('annual_report_part as w')
    .innerJoin('person as p', 'p.id', 'w.saved_by')
    .select(['w.part', 'w.number', 'w.text', 'p.name as by', 'w.saved_at as at'])
    .where('w.report_id', '=', reportId)
    .distinctOn('w.part')
    .orderBy('w.part')
    .orderBy('w.number', 'desc')
    .execute();
  // The table's check allows no other names.
  return rows.map(({ part, ...row }) => ({ ...row, part: part as WrittenPart }));
}

/** Saves a written part. Refuses what somebody else has saved meanwhile: nobody's words are lost. */
export async function savePart(act: Act, reportId: string, { part, text, number }: SavedPart): Promise<void> {
  const { matter } = await lockSeen(act, reportId);
  if (!allows(annualReportPolicy['annual-report.write'], act.actor, matter))
    throw forbidden('年度报告由承办处室的起草人和政务公开办公室编写');
  if (matter.state !== 'collecting' && matter.state !== 'drafting')
    throw refused(['报告已经送审，文字不能再改：请先退回修改，或者办理更正']);
  const hidden = misleading(text);
  if (hidden) throw refused([`文字里${hidden}`]);
  const last = (await partsOf(act.tx, reportId)).find((one) => one.part === part);
  if ((last?.number ?? 0) !== number) throw stale();
  if (last?.text === text) return;
  await act.tx
    .insertInto('annual_report_part')
    .values({ report_id: reportId, part, number: number + 1, text, saved_by: act.actor.id, saved_at: act.now })
    .execute();
  await appendJournal(act, {
    chain: matterChain(reportId),
    action: 'annual-report.written',
    payload: { part, number: number + 1, characters: text.length },
  });
}
