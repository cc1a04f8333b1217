import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import { type Act, systemActor } from '#platform/services.ts';
import { lastDayOf } from '../answer-periods.ts';
import { lettersOf } from '../letters/letters.ts';
import { keepLikeness, textOfRequest } from '../related/likeness.ts';
import { closeAs, demandDay, type Effect, text } from './effect.ts';

// The applicant has the word: what comes of it, and what comes of its not coming.

export const correct: Effect = async (act, matter, fields) => {
  const correctedOn = demandDay(act, fields, 'correctedOn', '收到补正之日', matter.receivedOn);
  await act.tx
    .insertInto('request_correction')
    .values({
      request_id: matter.id,
      text: text(fields, 'text'),
      corrected_on: correctedOn,
      // Taken on the applicant's own word, nobody has written it down.
      recorded_by: act.actor.id === systemActor.id ? null : act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  await keepLikeness(act.tx, matter.id, await textOfRequest(act.tx, matter.id));
  return { legalDate: correctedOn, payload: { correctedOn } };
};

/** 条例第三十五条: what the applicant said stands with the request, not in the journal. */
export const giveReasons: Effect = async (act, matter, fields) => {
  const givenOn = demandDay(act, fields, 'givenOn', '收到之日', matter.receivedOn);
  await act.tx
    .insertInto('request_reasons')
    .values({
      request_id: matter.id,
      text: text(fields, 'text'),
      given_on: givenOn,
      recorded_by: act.actor.id === systemActor.id ? null : act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  return { legalDate: givenOn, payload: { givenOn } };
};

/** The period the letter gave must be over; it runs from its arrival. That nothing was said is not yet an answer: one follows by letter. */
export const noReasons: Effect = async (act, matter) => {
  const last = await lastDayFor(act, matter.id, 'reasons');
  if (last === undefined) throw refused(['说明理由通知书还没有登记送达，说明理由的期限没有起算：请先登记送达日期']);
  if (act.today <= last) throw refused([`申请人说明理由的期限到${chineseDate(last)}，期满以后才能按逾期未说明处理`]);
  return undefined;
};

export const payFee: Effect = async (act, matter, fields) => {
  const paidOn = demandDay(act, fields, 'paidOn', '缴费日期', matter.receivedOn);
  await act.tx
    .updateTable('request_fee')
    .set({ paid_on: paidOn, voucher: text(fields, 'voucher') })
    .where('request_id', '=', matter.id)
    .where('paid_on', 'is', null)
    .execute();
  return { legalDate: paidOn };
};

/** 条例第三十条: the period for the correction must be over. It runs from the arrival of the notice, of which the day of sending is the earliest. */
export const lapse: Effect = async (act, matter) => {
  const last = await lastDayFor(act, matter.id, 'correction');
  if (last === undefined) throw refused(['补正告知书还没有登记送达，补正期限没有起算：请先登记送达日期']);
  if (act.today <= last) throw refused([`申请人的补正期限到${chineseDate(last)}，期满以后才能按逾期未补正处理`]);
  await closeAs(act, matter.id, 'other.overdueCorrection', act.today);
  return undefined;
};

export const unpaid: Effect = async (act, matter) => {
  const last = await lastDayFor(act, matter.id, 'fee');
  if (last === undefined) throw refused(['收费通知还没有登记送达，缴费期限没有起算：请先登记送达日期']);
  if (act.today <= last) throw refused([`申请人的缴费期限到${chineseDate(last)}，期满以后才能按逾期未缴费处理`]);
  await closeAs(act, matter.id, 'other.overdueFee', act.today);
  return undefined;
};

/** The last day the applicant has for what the latest letter of a kind asks; undefined until its arrival is known. */
async function lastDayFor(
  { tx, services }: Act,
  requestId: string,
  kind: 'correction' | 'fee' | 'reasons',
): Promise<LocalDate | undefined> {
  const sent = (await lettersOf(tx, requestId)).filter((letter) => letter.kind === kind && letter.state === 'sent');
  const latest = sent.at(-1);
  return latest && lastDayOf(latest, services.calendar());
}
