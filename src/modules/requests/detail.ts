import { readableDifference } from '#kernel/text-difference.ts';
import { forbidden } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { keepLook, type MatterRow, seenMatter } from '#commons/casework/index.ts';
import { keepView } from '#commons/journal/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Act, Services } from '#platform/services.ts';
import { lastDayOf } from './answer-periods.ts';
import { openApplicant, shownAgent, shownApplicant } from './applicant.ts';
import type { Applicant } from './contract.ts';
import { type Replacement, replacementsOf } from './answers/replacing.ts';
import { consultationLines } from './consultations.ts';
import type { FeeLine, RequestDetail } from './detail-contract.ts';
import { paymentsShown } from './fees/payments.ts';
import { identityMissing } from './identity/missing.ts';
import { type Bucket, REPLY_KINDS } from './law/reply-kinds.ts';
import { letterLines, writingRefusals } from './letters/letter-lines.ts';
import { requestsPolicy } from './policy.ts';
import type { Sensitive } from './sensitive/contract.ts';
import { lineage } from './related/lineage.ts';

/** For whoever may see the matter; not found for everybody else. */
export async function requestDetail(services: Services, actor: Actor, id: string): Promise<RequestDetail> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, id);
  await keepLook(services, actor, { matter }, 'request');
  const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const corrections = await db
    .selectFrom('request_correction')
    .select(['corrected_on as on', 'text'])
    // A part is worked at with what was found out for the whole.
    .where('request_id', 'in', lineage(id))
    .orderBy('id')
    .execute();
  const replaced = await replacementsOf(db, id);
  const searches = await db
    .selectFrom('request_search')
    .select(['systems', 'words', 'people', 'searched_on as on', 'result', 'found'])
    .where('request_id', 'in', lineage(id))
    .orderBy('id')
    .execute();
  return {
    id,
    channel: row.channel,
    submittedAt: row.submitted_at,
    arrivedOn: row.arrived_on,
    confirmedOn: row.confirmed_on,
    evidence: row.receipt_evidence,
    receiptRemarks: row.receipt_remarks,
    withdrawalEvidence: row.withdrawal_evidence,
    ...identityOf(services, actor, matter, row),
    receipt: row.receipt,
    applicantKind: row.applicant_kind,
    applicantClass: row.applicant_class,
    applicantShown: shownApplicant(services.secrets, id, row.applicant, row.applicant_kind),
    agentShown: shownAgent(services.secrets, id, row.applicant),
    mayViewApplicant: row.applicant !== null && allows(requestsPolicy['requests.view-applicant'], actor, matter),
    description: row.description,
    asked: replaced.at(-1)?.text ?? row.description,
    replacements: differences(row.description, replaced),
    corrections,
    wantedForm: row.wanted_form,
    wantedChannel: row.wanted_channel,
    reliefReason: row.relief_reason,
    replyKind: row.reply_kind,
    replyKindLabel: row.reply_kind && REPLY_KINDS[row.reply_kind as Bucket].label,
    repliedOn: row.replied_on,
    lateReason: row.late_reason,
    // The table's check allows no other words.
    sensitive: row.sensitive as Sensitive | null,
    searches,
    letters: await letterLines(services, actor, matter),
    writing: writingRefusals(actor, matter),
    consultations: await consultationLines(services, id),
    fees: await feesOf(services, id),
  };
}

/** Each against the one before it. */
const differences = (first: string, replaced: readonly Replacement[]): RequestDetail['replacements'] =>
  replaced.map(({ id, on, text }, i) => ({
    id,
    on,
    difference: readableDifference(replaced[i - 1]?.text ?? first, text),
  }));

/** What is missing of the proof of identity, and whether the one who reads may write it down. */
function identityOf(
  { secrets }: Services,
  actor: Actor,
  matter: MatterRow,
  row: { readonly applicant: Buffer | null; readonly applicant_kind: string; readonly identity_owed: boolean },
): Pick<RequestDetail, 'identityMissing' | 'mayRecordIdentity'> {
  if (!row.identity_owed || !row.applicant) return { identityMissing: [], mayRecordIdentity: false };
  const applicantKind = row.applicant_kind as 'citizen' | 'organisation';
  return {
    identityMissing: identityMissing({ ...openApplicant(secrets, matter.id, row.applicant), applicantKind }),
    mayRecordIdentity: allows(requestsPolicy['requests.record-identity'], actor, matter),
  };
}

/** The last day for paying is reckoned as it is read: it moves with the calendar. */
async function feesOf({ db, calendar }: Services, requestId: string): Promise<FeeLine[]> {
  const fees = await db
    .selectFrom('request_fee as f')
    .innerJoin('request_letter as l', 'l.id', 'f.letter_id')
    .select([
      'f.letter_id as letterId',
      'f.basis',
      'f.quantity',
      'f.amount_yuan as amountYuan',
      'f.paid_on as paidOn',
      'f.voucher',
      'l.delivered_on as deliveredOn',
    ])
    .where('f.request_id', '=', requestId)
    .orderBy('f.id')
    .execute();
  const platform = await paymentsShown(db, requestId);
  return fees.map(({ deliveredOn, ...fee }) => ({
    ...fee,
    ...platform(fee.letterId),
    dueOn: lastDayOf({ kind: 'fee', content: {}, deliveredOn }, calendar()) ?? null,
  }));
}

/** Who asked, whole: for the openness office and its head, with a reason; each view is kept with it. */
export async function viewApplicant(act: Act, id: string, reason: string): Promise<Applicant | null> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, id);
  if (!allows(requestsPolicy['requests.view-applicant'], act.actor, matter))
    throw forbidden('申请人的完整信息由政务公开办公室查看');
  const row = await act.tx.selectFrom('request').select('applicant').where('id', '=', id).executeTakeFirstOrThrow();
  await keepView(act, { kind: 'request', id }, ['applicant'], reason);
  return row.applicant && openApplicant(act.services.secrets, id, row.applicant);
}
