import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { letterKind } from '../letters/letter-kinds.ts';
import { type LetterRow, lettersOf } from '../letters/letters.ts';
import { demandDay, type Effect, text } from '../steps/effect.ts';

/**
 * A letter came back. Nobody has it, so no period of whoever it was for runs, and what was stopped for their sake stops no longer: time is the office's again
 * until it is sent anew (ours; the pack knows of no service by public notice in these matters). The day it first left stays the day it was sent.
 */
export const recordUndelivered: Effect = async (act, matter, fields) => {
  const letter = await outWith(act, matter, text(fields, 'letterId'));
  const lastSentOn = lastSending(letter);
  const returnedOn = demandDay(act, fields, 'returnedOn', '退回之日', lastSentOn);
  await act.tx
    .insertInto('request_letter_return')
    .values({
      letter_id: letter.id,
      sent_on: lastSentOn,
      channel: letter.channel ?? '',
      returned_on: returnedOn,
      reason: text(fields, 'reason'),
      evidence: text(fields, 'evidence'),
      recorded_by: act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  await act.tx.updateTable('request_letter').set({ returned_on: returnedOn }).where('id', '=', letter.id).execute();
  const waited = letterKind(letter.kind)?.leadsTo === matter.state && matter.state.startsWith('awaiting');
  return {
    to: waited ? 'processing' : matter.state,
    legalDate: returnedOn,
    payload: { letterId: letter.id, letter: letter.kind, returnedOn, ...(await noLongerOut(act, letter, returnedOn)) },
  };
};

/** What its coming back is to the clock. */
async function noLongerOut({ tx }: Act, { id, kind }: LetterRow, returnedOn: LocalDate) {
  if (kind === 'correction' || kind === 'fee') return { event: 'letterReturned', ref: id };
  if (kind !== 'consultation') return {};
  const consultation = await tx
    .updateTable('request_consultation')
    .set({ returned_on: returnedOn, closed_on: returnedOn, decision: '征求意见函被退回，没有送达' })
    .where('letter_id', '=', id)
    .where('answered_on', 'is', null)
    .where('closed_on', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return consultation ? { event: 'consultClosed', ref: consultation.id } : {};
}

async function outWith({ tx }: Act, { id }: MatterRow, letterId: string): Promise<LetterRow> {
  const letter = (await lettersOf(tx, id)).find((one) => one.id === letterId && one.state === 'sent');
  if (!letter?.sentOn) throw invalid({ letterId: '没有找到已经发出的这份文书，请重新选择' });
  if (letter.deliveredOn)
    throw invalid({ letterId: `这份文书已经登记送达（${chineseDate(letter.deliveredOn)}），不能再登记退回` });
  if (letter.returnedOn)
    throw invalid({ letterId: `这份文书已经登记退回（${chineseDate(letter.returnedOn)}），请重新发出` });
  return letter;
}

/** The day it left last. */
export const lastSending = ({ sentOn, resentOn }: Pick<LetterRow, 'sentOn' | 'resentOn'>): LocalDate =>
  (resentOn ?? sentOn) as LocalDate;
