import { invalid } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { consultationFor } from '../consultations.ts';
import { sendAgain, unheardParties } from '../delivery/unheard.ts';
import { type Effect, text } from '../steps/effect.ts';
import { type Finding, FINDINGS, SILENCE_DECIDED } from './findings.ts';
import { nameKey } from './standing.ts';

/**
 * 条例第三十二条: what the office finds of a third party's answer, with its reasons; of silence, whether it discloses. Found again where an answer
 * changes or the office thinks otherwise: the latest counts, and none is taken away. The reasons stand beside the consultation, not in the journal.
 */
export const weighOpinion: Effect = async (act, matter, fields) => {
  const consultation = await consultationFor(act.tx, matter.id, text(fields, 'consultationId'));
  if (!consultation.answeredOn && !consultation.closedOn)
    throw invalid({ consultationId: '还没有收到回复，期限也没有满：请等回复，或者期满后结束征求意见' });
  if (consultation.partyKind !== 'third-party')
    throw invalid({ consultationId: '这里只审查第三方的意见（条例第三十二条），请重新选择' });
  if ((await unheardParties(act.tx, matter.id)).has(nameKey(consultation.party)))
    throw invalid({ consultationId: sendAgain(consultation.party) });
  const finding = text(fields, 'finding') as Finding;
  const opinion = await latestOpinion(act.tx, consultation.id);
  if (opinion?.agrees) throw invalid({ consultationId: '对方同意公开，不需要审查' });
  if (Object.hasOwn(SILENCE_DECIDED, finding) === (opinion !== undefined))
    throw invalid({
      finding: opinion ? '对方已经提出意见，请选择其理由是否合理' : '对方逾期未提出意见，请选择决定公开还是不公开',
    });
  await keepFinding(act, consultation.id, opinion?.id ?? null, finding, text(fields, 'reason'));
  return { payload: { ref: consultation.id, finding, label: FINDINGS[finding] } };
};

export async function keepFinding(
  { tx, actor, now }: Act,
  consultationId: string,
  opinionId: string | null,
  finding: Finding,
  reason: string,
): Promise<void> {
  await tx
    .insertInto('request_opinion_finding')
    .values({
      consultation_id: consultationId,
      opinion_id: opinionId,
      finding,
      reason,
      found_by: actor.id,
      found_at: now,
    })
    .execute();
}

/** What a consultation was answered last. */
export const latestOpinion = (tx: Tx, consultationId: string) =>
  tx
    .selectFrom('request_opinion')
    .select(['id', 'agrees', 'answered_on as answeredOn'])
    .where('consultation_id', '=', consultationId)
    .orderBy('answered_on', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
