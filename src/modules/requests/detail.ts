import { forbidden } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Db } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { type Applicant, openApplicant, shownApplicant } from './applicant.ts';
import { consultationLines } from './consultations.ts';
import type { RequestDetail } from './detail-contract.ts';
import { type Bucket, REPLY_KINDS } from './law/reply-kinds.ts';
import { letterLines, writingRefusals } from './letters/letter-lines.ts';
import { requestsPolicy } from './policy.ts';

/** For whoever may see the matter; not found for everybody else. */
export async function requestDetail(services: Services, actor: Actor, id: string): Promise<RequestDetail> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, id);
  const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const corrections = await db
    .selectFrom('request_correction')
    .select(['corrected_on as on', 'text'])
    .where('request_id', '=', id)
    .orderBy('id')
    .execute();
  const searches = await db
    .selectFrom('request_search')
    .select(['systems', 'words', 'people', 'searched_on as on', 'result', 'found'])
    .where('request_id', '=', id)
    .orderBy('id')
    .execute();
  const others = await db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.id', 'm.number', 'r.arrived_on as arrivedOn'])
    .where('r.applicant_hash', '=', row.applicant_hash)
    .where('r.id', '<>', id)
    .orderBy('r.arrived_on', 'desc')
    .limit(50)
    .execute();
  return {
    id,
    channel: row.channel,
    submittedAt: row.submitted_at,
    arrivedOn: row.arrived_on,
    confirmedOn: row.confirmed_on,
    evidence: row.receipt_evidence,
    receipt: row.receipt,
    applicantKind: row.applicant_kind,
    applicantClass: row.applicant_class,
    applicantShown: shownApplicant(services.secrets, id, row.applicant, row.applicant_kind),
    mayViewApplicant: row.applicant !== null && allows(requestsPolicy['requests.view-applicant'], actor, matter),
    description: row.description,
    corrections,
    wantedForm: row.wanted_form,
    wantedChannel: row.wanted_channel,
    reliefReason: row.relief_reason,
    replyKind: row.reply_kind,
    replyKindLabel: row.reply_kind && REPLY_KINDS[row.reply_kind as Bucket].label,
    repliedOn: row.replied_on,
    lateReason: row.late_reason,
    searches,
    letters: await letterLines(services, actor, matter),
    writing: writingRefusals(actor, matter),
    consultations: await consultationLines(services, id),
    fees: await feesOf(db, id),
    others,
  };
}

const feesOf = (db: Db, requestId: string) =>
  db
    .selectFrom('request_fee')
    .select([
      'letter_id as letterId',
      'basis',
      'quantity',
      'amount_yuan as amountYuan',
      'due_on as dueOn',
      'paid_on as paidOn',
      'voucher',
    ])
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();

/** Who asked, whole: for the openness office and its head, with a reason; each view is kept with it. */
export async function viewApplicant(act: Act, id: string, reason: string): Promise<Applicant | null> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, id);
  if (!allows(requestsPolicy['requests.view-applicant'], act.actor, matter))
    throw forbidden('申请人的完整信息由政务公开办公室查看');
  const row = await act.tx.selectFrom('request').select('applicant').where('id', '=', id).executeTakeFirstOrThrow();
  await act.tx
    .insertInto('view_log')
    .values({
      person_id: act.actor.id,
      subject_kind: 'request',
      subject_id: id,
      fields: ['applicant'],
      reason: reason.trim(),
      at: act.now,
    })
    .execute();
  return row.applicant && openApplicant(act.services.secrets, id, row.applicant);
}
