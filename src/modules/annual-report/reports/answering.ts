import { forbidden, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { lockSeen } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import type { Answer } from '../contract.ts';
import { annualReportPolicy } from '../policy.ts';
import { EXPLAINABLE } from './answers.ts';
import { findingsOf } from './standing.ts';

/** Says why a finding may stand. Refuses an error that has to be put right, and a finding that is no longer there. */
export async function answerFinding(act: Act, reportId: string, { finding, reason }: Answer): Promise<void> {
  const { matter } = await lockSeen(act, reportId);
  if (!allows(annualReportPolicy['annual-report.answer'], act.actor, matter))
    throw forbidden('核对发现的问题由本局政务公开办公室说明');
  if (matter.state !== 'collecting' && matter.state !== 'drafting') throw refused(['报告已经送审，不能再补充说明']);
  const found = (await findingsOf(act.tx, reportId)).find(({ key }) => key === finding);
  if (!found) throw refused(['数据已经变化，这一问题不存在了：请刷新后再看']);
  if (found.severity === 'error' && !EXPLAINABLE.has(found.rule))
    throw refused(['这是错误，要改正数据或者文字，不能以说明代替']);
  await act.tx
    .insertInto('annual_report_answer')
    .values({
      report_id: reportId,
      rule: found.rule,
      finding,
      reason: reason.trim(),
      answered_by: act.actor.id,
      answered_at: act.now,
    })
    .execute();
  await appendJournal(act, {
    chain: matterChain(reportId),
    action: 'annual-report.answered',
    payload: { rule: found.rule, where: found.where, message: found.message, reason },
  });
}
