import { addWorkdays } from '#kernel/calendar.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { invalid, refused } from '#kernel/errors.ts';
import { lastDayOf } from './answer-periods.ts';
import type { MatterKind, MatterRow, StepEffect } from '#commons/casework/index.ts';
import { bureauOf, unitById } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { approve, issue, lettersOf, propose, sendBack } from './letters/letters.ts';
import { recordDelivery, sendLetter } from './letters/sending.ts';
import { consultationOf } from './consultations.ts';
import { receiptOf } from './law/receipt-days.ts';
import { requestById } from './queries.ts';
import type { StepOf } from '#kernel/workflow.ts';
import type { requestWorkflow } from './workflow.ts';

// What each step of a request changes besides its state. Forms have been checked against `step-fields.ts`.

type Fields = Readonly<Record<string, unknown>>;
type Effect = (act: Act, matter: MatterRow, fields: Fields) => Promise<StepEffect | undefined>;
const text = (fields: Fields, name: string) => String(fields[name] ?? '');
const day = (fields: Fields, name: string) => text(fields, name) as LocalDate;

/** What came in came on a day that is past, and not before what it answers. */
function demandDay(act: Act, fields: Fields, name: string, label: string, notBefore?: LocalDate | null): LocalDate {
  const on = day(fields, name);
  if (on > act.today) throw invalid({ [name]: `${label}不能晚于今天` });
  if (notBefore && on < notBefore) throw invalid({ [name]: `${label}不能早于${chineseDate(notBefore)}` });
  return on;
}

/** 条例第三十一条: which day counts depends on how the request came; whoever confirms says on what it rests. */
const confirm: Effect = async (act, matter, fields) => {
  const request = await requestById(act.tx, matter.id);
  const on = day(fields, 'receivedOn');
  const receipt = receiptOf(
    request.channel,
    { arrivedOn: request.arrivedOn, confirmedOn: on, evidence: text(fields, 'evidence') },
    act.today,
  );
  if ('missing' in receipt) throw invalid({ receivedOn: receipt.missing.join('；') });
  if (receipt.on !== on)
    throw invalid({
      receivedOn: `这一渠道的申请，收到之日是${chineseDate(receipt.on)}（${receipt.basis}），请改为这一天`,
    });
  await act.tx
    .updateTable('request')
    .set({ confirmed_on: act.today, receipt_evidence: text(fields, 'evidence') })
    .where('id', '=', matter.id)
    .execute();
  const title = text(fields, 'title').trim();
  return {
    receivedOn: on,
    legalDate: on,
    ...(title && { title }),
    payload: { receivedOn: on, evidence: fields.evidence, basis: receipt.basis },
  };
};

const assign: Effect = async (act, matter, fields) => {
  const unit = await unitById(act.tx, text(fields, 'unitId'));
  if (!unit || unit.closedOn || bureauOf(unit) !== matter.bureauId) throw invalid({ unitId: '请选择本局现有的机构' });
  if (unit.id === matter.leadUnitId && matter.state === 'processing')
    throw refused([`${unit.name}已经在办理，不需要改派`]);
  return { leadUnitId: unit.id };
};

const recordSearch: Effect = async (act, matter, fields) => {
  const searchedOn = demandDay(act, fields, 'searchedOn', '检索日期', matter.receivedOn);
  await act.tx
    .insertInto('request_search')
    .values({
      request_id: matter.id,
      systems: text(fields, 'systems'),
      words: text(fields, 'words'),
      people: text(fields, 'people'),
      searched_on: searchedOn,
      result: text(fields, 'result'),
      found: fields.found === true,
      recorded_by: act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  return { payload: { searchedOn, found: fields.found } };
};

const correct: Effect = async (act, matter, fields) => {
  const correctedOn = demandDay(act, fields, 'correctedOn', '收到补正之日', matter.receivedOn);
  await act.tx
    .insertInto('request_correction')
    .values({
      request_id: matter.id,
      text: text(fields, 'text'),
      corrected_on: correctedOn,
      recorded_by: act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  return { legalDate: correctedOn, payload: { correctedOn } };
};

const payFee: Effect = async (act, matter, fields) => {
  const paidOn = demandDay(act, fields, 'paidOn', '缴费日期', matter.receivedOn);
  await act.tx
    .updateTable('request_fee')
    .set({ paid_on: paidOn, voucher: text(fields, 'voucher') })
    .where('request_id', '=', matter.id)
    .where('paid_on', 'is', null)
    .execute();
  return { legalDate: paidOn };
};

const consultAnswered: Effect = async (act, matter, fields) => {
  const consultation = await consultationOf(act.tx, matter.id, text(fields, 'consultationId'));
  const answeredOn = demandDay(act, fields, 'answeredOn', '收到回复之日', consultation.sentOn);
  await act.tx
    .updateTable('request_consultation')
    .set({ answered_on: answeredOn, agrees: fields.agrees === true, opinion: text(fields, 'opinion') })
    .where('id', '=', consultation.id)
    .execute();
  return { legalDate: answeredOn, payload: { ref: consultation.id, answeredOn, agrees: fields.agrees } };
};

/** 条例第三十二条、第三十四条: fifteen working days from the day the letter was received; before they are over silence says nothing. */
const consultClosed: Effect = async (act, matter, fields) => {
  const { id, deliveredOn, partyKind } = await consultationOf(act.tx, matter.id, text(fields, 'consultationId'));
  if (!deliveredOn)
    throw refused(['征求意见函还没有登记送达，答复的15个工作日没有起算：请先登记送达日期，或者登记对方的回复']);
  const last = addWorkdays(deliveredOn, 15, act.services.calendar()).on;
  if (act.today <= last) throw refused([`对方的答复期限到${chineseDate(last)}，期满以后才能按逾期未回复处理`]);
  await act.tx
    .updateTable('request_consultation')
    .set({ closed_on: last, decision: text(fields, 'decision'), ...(partyKind === 'co-maker' && { agrees: true }) })
    .where('id', '=', id)
    .execute();
  return { legalDate: last, payload: { ref: id, closedOn: last, decision: fields.decision } };
};

/** 条例第三十条: the period for the correction must be over. It runs from the arrival of the notice, of which the day of sending is the earliest. */
const lapse: Effect = async (act, matter) => {
  const last = await lastDayFor(act, matter.id, 'correction');
  if (last === undefined) throw refused(['补正告知书还没有登记送达，补正期限没有起算：请先登记送达日期']);
  if (act.today <= last) throw refused([`申请人的补正期限到${chineseDate(last)}，期满以后才能按逾期未补正处理`]);
  await closeAs(act, matter.id, 'other.overdueCorrection');
  return undefined;
};

const unpaid: Effect = async (act, matter) => {
  const last = await lastDayFor(act, matter.id, 'fee');
  if (last === undefined) throw refused(['收费通知还没有登记送达，缴费期限没有起算：请先登记送达日期']);
  if (act.today <= last) throw refused([`申请人的缴费期限到${chineseDate(last)}，期满以后才能按逾期未缴费处理`]);
  await closeAs(act, matter.id, 'other.overdueFee');
  return undefined;
};

/** The last day the applicant has for what the latest letter of a kind asks; undefined until its arrival is known. */
async function lastDayFor(
  { tx, services }: Act,
  requestId: string,
  kind: 'correction' | 'fee',
): Promise<LocalDate | undefined> {
  const sent = (await lettersOf(tx, requestId)).filter((letter) => letter.kind === kind && letter.state === 'sent');
  const latest = sent.at(-1);
  return latest && lastDayOf(latest, services.calendar());
}

const withdraw: Effect = async (act, matter, fields) => {
  const on = demandDay(act, fields, 'withdrawnOn', '撤回日期', (await requestById(act.tx, matter.id)).arrivedOn);
  await closeAs(act, matter.id, 'other.other');
  return { legalDate: on };
};

/** What ended without an answer has its row in the annual report all the same. */
async function closeAs({ tx, today }: Act, requestId: string, bucket: string): Promise<void> {
  await tx.updateTable('request').set({ reply_kind: bucket, replied_on: today }).where('id', '=', requestId).execute();
}

/** 并案: the same applicant, and one of the two goes on. */
const merge: Effect = async (act, matter, fields) => {
  const into = await requestById(act.tx, text(fields, 'intoId')).catch(() => undefined);
  const own = await requestById(act.tx, matter.id);
  if (!into || into.id === matter.id) throw invalid({ intoId: '没有找到要并入的申请，请重新选择' });
  if (into.applicantHash !== own.applicantHash)
    throw invalid({ intoId: '只有同一申请人的申请才能并案办理，请重新选择' });
  if (into.mergedInto || into.repliedOn) throw invalid({ intoId: '要并入的申请已经办结或者已经并案，请重新选择' });
  await act.tx.updateTable('request').set({ merged_into: into.id }).where('id', '=', matter.id).execute();
  return { payload: { intoId: into.id, reason: fields.reason } };
};

const reopen: Effect = async (act, matter) => {
  await act.tx
    .updateTable('request')
    .set({ reply_kind: null, replied_on: null, late_reason: null })
    .where('id', '=', matter.id)
    .execute();
  return undefined;
};

const letterPayload = ({ id, kind, number }: { id: string; kind: string; number?: string | null }) => ({
  letterId: id,
  letter: kind,
  ...(number && { number }),
});

const returned: Effect = async (act, matter, fields) => ({
  payload: { ...letterPayload(await sendBack(act, matter)), reason: fields.reason },
});

/** Every step by its name; what is not here changes nothing but the state. */
export const requestEffects: NonNullable<MatterKind<string, StepOf<typeof requestWorkflow>>['perform']> = {
  confirm,
  assign,
  recordSearch,
  proposeLetter: async (act, matter, fields) => ({
    payload: letterPayload(await propose(act, matter, text(fields, 'letterId'))),
  }),
  approveLetter: async (act, matter, fields) => ({
    payload: { ...letterPayload(await approve(act, matter)), opinion: fields.opinion },
  }),
  returnLetter: returned,
  rejectLetter: returned,
  issueLetter: async (act, matter, fields) => {
    const { letter, number, hash } = await issue(act, matter);
    return { payload: { ...letterPayload({ ...letter, number }), hash, opinion: fields.opinion } };
  },
  sendLetter,
  recordDelivery,
  correct,
  lapse,
  payFee,
  unpaid,
  consultAnswered,
  consultClosed,
  withdraw,
  merge,
  reopen,
};
