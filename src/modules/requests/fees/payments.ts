import type { LocalDate } from '#kernel/dates.ts';
import { forbidden, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { closeDuty, type MatterRow, matterById, openDuty, seenMatter, takeStepAs } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import {
  askPayment,
  endPayments,
  PAYMENT_OUTCOMES,
  type PaymentOrder,
  type PaymentOutcome,
  type PaymentSubject,
  paymentCodes,
  paymentReports,
} from '#modules/exchange/index.ts';
import type { Db } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { theSystemFor } from '../answers/the-system-for.ts';
import { lastDayOf } from '../answer-periods.ts';
import { shownApplicant } from '../applicant.ts';
import { awaitedIn } from '../closing/awaited.ts';
import type { FeeLine } from '../detail-contract.ts';
import type { LetterRow } from '../letters/letters.ts';
import { requestsPolicy } from '../policy.ts';
import { keepTrack } from '../tracking/tracking.ts';
import { keepWords } from '../words/words-apart.ts';
import { dutyOf, openReports } from './unsettled.ts';

const FEN = 100;

/** A notice of fee has left: where the bureau has a payment platform, a payment order is asked of it. */
export async function askForPayment(act: Act, matter: MatterRow, letter: LetterRow, yuan: number): Promise<void> {
  await askPayment(act, {
    matterId: matter.id,
    subjectId: letter.id,
    reference: letter.number ?? matter.number,
    bureauId: matter.bureauId,
    amountFen: yuan * FEN,
  });
}

/** After every step: what has been paid by another way, or will not be paid any more, is closed at the platform. */
export async function keepPayments(act: Act, { id, state }: Pick<MatterRow, 'id' | 'state'>): Promise<void> {
  const fee = await act.tx
    .selectFrom('request_fee')
    .select('paid_on')
    .where('request_id', '=', id)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (fee && (fee.paid_on !== null || OVER.has(state))) await endPayments(act, id);
}

const OVER: ReadonlySet<string> = new Set(['answered', 'lapsed', 'unpaid', 'withdrawn', 'split']);

/** What the payment platform asks and tells of the fees of requests. */
export const requestPayments: PaymentSubject = { about, coded, paid, troubled };

/** The surname of a citizen, the name of an organisation: the order is found by its code, not by who pays. */
async function about({ db, secrets, calendar }: Services, { matterId, subjectId }: PaymentOrder) {
  const row = await db
    .selectFrom('request as r')
    .innerJoin('request_letter as l', 'l.request_id', 'r.id')
    .select(['r.applicant', 'r.applicant_kind as kind', 'l.delivered_on as deliveredOn'])
    .where('r.id', '=', matterId)
    .where('l.id', '=', subjectId)
    .executeTakeFirst();
  if (!row?.applicant) return undefined;
  return {
    payer: shownApplicant(secrets, matterId, row.applicant, row.kind),
    lastDay: lastDayOf({ kind: 'fee', content: {}, deliveredOn: row.deliveredOn }, calendar()) ?? null,
  };
}

async function coded(act: Act, { matterId }: PaymentOrder): Promise<void> {
  await keepTrack(act, { id: matterId });
}

/**
 * Enters a payment that agrees with its order, as a hand would, in the name of the system: while it is waited for, within the period of 国办函〔2020〕109号. What is
 * late, was paid before, or is not waited for any more is left to the office.
 */
async function paid(act: Act, { matterId, subjectId }: PaymentOrder, paidOn: LocalDate, voucher: string) {
  const fee = await act.tx
    .selectFrom('request_fee as f')
    .innerJoin('request_letter as l', 'l.id', 'f.letter_id')
    .select(['f.paid_on as before', 'l.delivered_on as deliveredOn'])
    .where('f.letter_id', '=', subjectId)
    .executeTakeFirst();
  const matter = await matterById(act.tx, matterId);
  if (!matter || !fee) return 'not-waiting';
  if (fee.before !== null) return 'already-paid';
  const last = lastDayOf({ kind: 'fee', content: {}, deliveredOn: fee.deliveredOn }, act.services.calendar());
  if (last !== undefined && paidOn > last) return 'after-period';
  if ((await awaitedIn(act.tx, matter)) !== 'awaitingPayment') return 'not-waiting';
  await takeStepAs({ ...act, actor: theSystemFor(matter.bureauId) }, matterId, 'payFee', { paidOn, voucher });
  return 'taken';
}

/**
 * Of the right amount, within the period and not waited for: where the request was given up as not paid, that was wrong (国办函〔2020〕109号: only what is
 * overdue is taken for giving up), and it is taken up again.
 */
async function troubled(act: Act, { matterId }: PaymentOrder, reportId: string, outcome: PaymentOutcome) {
  const wronged = outcome === 'not-waiting' && (await matterById(act.tx, matterId))?.state === 'unpaid';
  await openDuty(act, matterId, {
    key: dutyOf(reportId),
    role: 'openness-officer',
    task: wronged
      ? '缴款平台报来一笔在缴费期限以内缴的款，而本件已经按逾期未缴费不再处理：请核对，属实的由本机关自行纠正、重新办理（缴费随之登记），不能只退款'
      : `缴款平台报来一笔缴款，${PAYMENT_OUTCOMES[outcome]}：请与申请人、缴款平台核对，需要退款的办理退款`,
    afterClosing: true,
  });
}

/**
 * A request that was given up as not paid is taken up again: what the platform reported since, of the right amount and paid within the period, is entered as its fee, and
 * nobody has to settle it any more. The new period is that of taking it up.
 */
export async function enterPaidInTime(act: Act, requestId: string): Promise<void> {
  const open = await openReports(act.tx, requestId);
  for (const { id, subjectId, outcome, paidOn, voucher } of await paymentReports(act.tx, requestId)) {
    if (outcome !== 'not-waiting' || !open.has(id)) continue;
    await act.tx
      .updateTable('request_fee')
      .set({ paid_on: paidOn, voucher })
      .where('letter_id', '=', subjectId)
      .where('paid_on', 'is', null)
      .execute();
    await closeDuty(act, requestId, dutyOf(id));
    await appendJournal(act, {
      chain: matterChain(requestId),
      action: 'requests.payment-settled',
      payload: { reportId: id, paidOn },
    });
  }
}

/** The office has seen to a payment that could not be entered by itself: what was done, once. It changes nothing of the request. */
export async function settlePayment(act: Act, requestId: string, reportId: string, note: string): Promise<void> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, requestId);
  if (!allows(requestsPolicy['requests.settle-payment'], act.actor, matter))
    throw forbidden('缴款平台报来的问题缴款由政务公开办公室处理');
  if (!(await openReports(act.tx, requestId)).has(reportId))
    throw refused(['这一笔已经处理，或者不需要处理，请刷新查看']);
  await closeDuty(act, requestId, dutyOf(reportId));
  const words = await keepWords(act, { request_id: requestId }, 'payment-settled', { note: note.trim() });
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.payment-settled',
    payload: { reportId, ...words },
  });
}

/** What the platform told of each fee of a request. */
export async function paymentsShown(
  db: Db,
  requestId: string,
): Promise<(letterId: string) => Pick<FeeLine, 'paymentCode' | 'payments'>> {
  const codes = await paymentCodes(db, requestId);
  const reports = await paymentReports(db, requestId);
  const open = reports.length > 0 ? await openReports(db, requestId) : new Set();
  return (letterId) => ({
    paymentCode: codes.get(letterId)?.code ?? null,
    payments: reports
      .filter(({ subjectId }) => subjectId === letterId)
      .map(({ id, amountFen, paidOn, voucher, outcome }) => ({
        id,
        yuan: amountFen / FEN,
        paidOn,
        voucher,
        outcomeLabel: PAYMENT_OUTCOMES[outcome],
        open: open.has(id),
      })),
  });
}
