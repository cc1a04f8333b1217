import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { invalid, refused } from '#kernel/errors.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { latenessOn, noticeUnanswered } from '../corrections/late-notice.ts';
import { demandOnlineReview } from '../letters/online-review.ts';
import { lastDayOn } from '../letters/last-day.ts';
import { letterKind, type LetterKindKey } from '../letters/letter-kinds.ts';
import { type LetterRow, lettersOf } from '../letters/letters.ts';
import { demandDay, type Effect, text } from '../steps/effect.ts';
import { SIGNED_FOR } from './contract.ts';

/**
 * The same letter, as it was signed, leaves once more. What asks something of somebody asks anew from this day: the period that its return set going again stops
 * as it stopped the first time. Refuses what has not come back, and a notice that could not stop the period any more.
 */
export const resendLetter: Effect = async (act, matter, fields) => {
  const letter = (await lettersOf(act.tx, matter.id)).find(({ id }) => id === fields.letterId);
  if (!letter?.returnedOn) throw invalid({ letterId: '这份文书没有登记退回，不需要重新发出' });
  const sentOn = demandDay(act, fields, 'sentOn', '重新发出的日期', letter.returnedOn);
  const channel = text(fields, 'channel');
  const signed = signedFor(channel, fields);
  await demandOnlineReview(act, letter, channel);
  const asks = await asksAnew(act, matter, letter, sentOn);
  await act.tx
    .updateTable('request_letter')
    .set({
      resent_on: sentOn,
      returned_on: null,
      channel,
      delivery_proof: text(fields, 'proof') || null,
      ...(signed && letter.kind !== 'consultation' && { delivered_on: sentOn }),
    })
    .where('id', '=', letter.id)
    .execute();
  return {
    to: asks ? (letterKind(letter.kind)?.leadsTo ?? matter.state) : matter.state,
    legalDate: sentOn,
    payload: {
      letterId: letter.id,
      letter: letter.kind,
      sentOn,
      channel,
      ...(await outAgain(act, letter, sentOn, asks)),
    },
  };
};

/** Handed over in person it is signed for, and who signed is said. */
export function signedFor(channel: string, fields: Readonly<Record<string, unknown>>): boolean {
  if (!SIGNED_FOR.has(channel)) return false;
  if (!text(fields, 'proof').trim())
    throw invalid({ proof: '自行领取、直接送达的，以签收之日为送达之日：请写明签收人和签收凭证' });
  return true;
}

const ASKING: Readonly<Partial<Record<LetterKindKey, string>>> = { correction: 'correctionResent', fee: 'feeResent' };

/** Whether the applicant is waited for again: what was answered meanwhile, or never stopped the period, is only sent. */
async function asksAnew(act: Act, matter: MatterRow, letter: LetterRow, sentOn: LocalDate): Promise<boolean> {
  if (!(letter.kind in ASKING) && letter.kind !== 'reasons') return false;
  if (!(await unanswered(act, matter, letter))) return false;
  if (matter.state !== 'processing') throw refused(['有文书正在审签：请先办完或者退回，再重新发出，等待申请人']);
  const dueOn = letter.kind === 'reasons' ? null : await lastDayOn(act, matter, sentOn);
  if (dueOn !== null && sentOn > dueOn)
    throw refused([`答复期限在${chineseDate(dueOn)}已经届满，重新发出也不能停止期限：请尽快答复并写明逾期原因`]);
  return true;
}

async function unanswered({ tx, services }: Act, matter: MatterRow, letter: LetterRow): Promise<boolean> {
  if (letter.kind === 'correction')
    return (
      latenessOn(matter, letter.sentOn as LocalDate, services.calendar()) === undefined &&
      (await noticeUnanswered(tx, matter.id))
    );
  const answer =
    letter.kind === 'fee'
      ? tx.selectFrom('request_fee').select('id').where('letter_id', '=', letter.id).where('paid_on', 'is not', null)
      : tx.selectFrom('request_reasons').select('id').where('request_id', '=', matter.id);
  return (await answer.executeTakeFirst()) === undefined;
}

/** What its leaving again is to the clock; of a consultation another wait begins. */
async function outAgain(act: Act, { id, kind }: LetterRow, sentOn: LocalDate, asks: boolean) {
  if (kind === 'consultation') return { event: 'consult', ref: await askedAgain(act, id, sentOn) };
  const event = asks ? ASKING[kind] : undefined;
  return event ? { event, ref: id } : {};
}

async function askedAgain({ tx }: Act, letterId: string, sentOn: LocalDate): Promise<string> {
  const { request_id, party_kind, party } = await tx
    .selectFrom('request_consultation')
    .select(['request_id', 'party_kind', 'party'])
    .where('letter_id', '=', letterId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const { id } = await tx
    .insertInto('request_consultation')
    .values({ request_id, letter_id: letterId, party_kind, party, sent_on: sentOn })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
