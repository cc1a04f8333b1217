import type { MatterRow } from '#commons/casework/index.ts';
import { type Act, systemActor } from '#platform/services.ts';
import { askedBy, dropSilence, type SilenceKind } from '../closing/silence.ts';
import { keepLikeness, textOfRequest } from '../related/likeness.ts';
import { demandDay, type Effect, text } from './effect.ts';

// The applicant has the word: what comes of it, and what comes of its not coming.

export const correct: Effect = async (act, matter, fields) => {
  const since = await noticeSent(act, matter, 'not-corrected');
  const correctedOn = demandDay(act, fields, 'correctedOn', '收到补正之日', since);
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
  return { legalDate: correctedOn, payload: { correctedOn, ...(await overtaken(act, matter.id)) } };
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

export const payFee: Effect = async (act, matter, fields) => {
  const paidOn = demandDay(act, fields, 'paidOn', '缴费日期', await noticeSent(act, matter, 'not-paid'));
  await act.tx
    .updateTable('request_fee')
    .set({ paid_on: paidOn, voucher: text(fields, 'voucher') })
    .where('request_id', '=', matter.id)
    .where('paid_on', 'is', null)
    .execute();
  return { legalDate: paidOn, payload: { paidOn, voucher: fields.voucher, ...(await overtaken(act, matter.id)) } };
};

/** Nobody answers a notice before it was sent; an answer of an earlier day would leave its pause without an end. */
const noticeSent = async (act: Act, { id, receivedOn }: MatterRow, kind: SilenceKind) =>
  (await askedBy(act.tx, id, kind))?.sentOn ?? receivedOn;

/** A letter about the silence that was under way is not sent any more. */
async function overtaken(act: Act, requestId: string): Promise<{ readonly overtaken?: readonly string[] }> {
  const numbers = await dropSilence(act, requestId);
  return numbers.length > 0 ? { overtaken: numbers } : {};
}
