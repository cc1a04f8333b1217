import { chineseDate, civilDate, type LocalDate } from '#kernel/dates.ts';
import { invalid, refused } from '#kernel/errors.ts';
import { tellPaymentAgain } from '#modules/exchange/index.ts';
import type { MatterRow, StepEffect } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { GROUNDS } from '../law/reply-grounds.ts';
import { latenessOn, promiseDefects } from '../corrections/late-notice.ts';
import { signedFor } from '../delivery/resending.ts';
import { lastSending } from '../delivery/undelivered.ts';
import { reliefOf, takenOff, tariffOf } from '../fees/fee-notice.ts';
import { itemsOfMonth } from '../fees/items-of-month.ts';
import { askForPayment } from '../fees/payments.ts';
import { lastDayOn } from './last-day.ts';
import { letterKind, type LetterContent, type LetterKindKey } from './letter-kinds.ts';
import { demandOnlineReview } from './online-review.ts';
import { wayDefects } from './promised-way.ts';
import { askPackage } from '../records/packaging.ts';
import { releaseRecords } from '../records/releasing.ts';
import { closeAs } from '../steps/effect.ts';
import { type LetterRow, letterUnderWay } from './letters.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A signed letter leaves the house: what it is to the clock counts from the day it was given to the post, or signed for where it is handed over
 * (国办公开办函〔2016〕235号); signed for, it has arrived.
 * Refuses a day before it was signed or after today, an extension told when the period is over, and a late answer without its reason.
 */
export async function sendLetter(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const letter = await letterUnderWay(act.tx, matter.id);
  const kind = letterKind(letter.kind);
  if (!kind || letter.state !== 'issued') throw refused(['文书还没有签发，不能发出']);
  const sentOn = String(fields.sentOn) as LocalDate;
  const issuedOn = letter.issuedAt === null ? sentOn : civilDate(letter.issuedAt);
  if (sentOn > act.today) throw invalid({ sentOn: '发出日期不能晚于今天' });
  if (sentOn < issuedOn) throw invalid({ sentOn: `发出日期不能早于签发日期（${chineseDate(issuedOn)}）` });
  await demandOnlineReview(act, letter, String(fields.channel));
  const wrong = {
    ...(await wayDefects(act, letter, { channel: String(fields.channel), otherWay: String(fields.otherWay ?? '') })),
    ...latenessUnsaid(await lastDayOn(act, matter, sentOn), letter, sentOn, fields),
  };
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  const late = letter.kind === 'correction' && demandPromise(act, matter, { issuedOn, sentOn });
  // Who is asked for an opinion has its days from an arrival that is an event of its own.
  const arrivedWith = signedFor(String(fields.channel), fields) && letter.kind !== 'consultation';
  await act.tx
    .updateTable('request_letter')
    .set({
      state: 'sent',
      sent_on: sentOn,
      sent_by: act.actor.id,
      channel: String(fields.channel),
      ...(fields.proof ? { delivery_proof: String(fields.proof) } : {}),
      ...(arrivedWith && { delivered_on: sentOn }),
    })
    .where('id', '=', letter.id)
    .execute();
  const payload = {
    letterId: letter.id,
    letter: letter.kind,
    number: letter.number,
    sentOn,
    channel: fields.channel,
    ...(fields.otherWay ? { otherWay: fields.otherWay } : {}),
    ...(arrivedWith && { deliveredOn: sentOn }),
  };
  return {
    // A notice that does not stop the period leaves the request where it is handled.
    to: late ? 'processing' : kind.leadsTo,
    legalDate: sentOn,
    payload: { ...payload, ...(await followedBy(act, matter, letter, sentOn, fields)) },
  };
}

/** Whether a correction notice goes out too late to stop the period; refuses one that says otherwise. */
function demandPromise(
  { services }: Act,
  matter: MatterRow,
  days: { readonly issuedOn: LocalDate; readonly sentOn: LocalDate },
): boolean {
  const reasons = promiseDefects(matter, days, services.calendar());
  if (reasons.length > 0) throw refused(reasons);
  return latenessOn(matter, days.sentOn, services.calendar()) !== undefined;
}

/** Refuses what would give more time when the time is over; of a late answer, that its reason is not said. */
function latenessUnsaid(
  dueOn: LocalDate | null,
  { kind }: LetterRow,
  sentOn: LocalDate,
  fields: Fields,
): Record<string, string> {
  if (dueOn === null || sentOn <= dueOn) return {};
  const promised = PROMISE_TIME[kind];
  if (promised) throw refused([`答复期限在${chineseDate(dueOn)}已经届满，不能再${promised}；请尽快答复并写明逾期原因`]);
  return kind === 'reply' && !String(fields.lateReason ?? '').trim()
    ? { lateReason: `答复期限到${chineseDate(dueOn)}，现在发出已经逾期，请写明逾期原因` }
    : {};
}

/** Letters that give the office more time go out while it still has some (条例第三十三条、第三十五条；收费通知在答复期限内发出). */
const PROMISE_TIME: Readonly<Partial<Record<LetterKindKey, string>>> = {
  extension: '延长',
  delay: '延迟答复',
  fee: '通知收费',
};

/** What a letter of a kind brings with it, and what of it the journal needs for the clock. */
async function followedBy(
  act: Act,
  matter: MatterRow,
  letter: LetterRow,
  sentOn: LocalDate,
  fields: Fields,
): Promise<Readonly<Record<string, unknown>>> {
  switch (letter.kind) {
    case 'consultation':
      return { ref: await beginConsultation(act, matter, letter, sentOn) };
    case 'extension':
    case 'delay':
      return { days: (letter.content as LetterContent<'extension'>).days };
    case 'correction':
      return { ref: letter.id };
    case 'fee': {
      const amount = await beginFee(act, matter, letter);
      await askForPayment(act, matter, letter, amount);
      return { ref: letter.id, amount };
    }
    case 'reply':
      await releaseRecords(act, letter, matter.id);
      await askPackage(act, letter.id);
      await act.tx
        .updateTable('request')
        .set({
          reply_kind: letter.replyKind,
          replied_on: sentOn,
          ...(fields.lateReason ? { late_reason: String(fields.lateReason) } : {}),
        })
        .where('id', '=', matter.id)
        .execute();
      return { replyKind: letter.replyKind, lateReason: fields.lateReason };
    case 'not-corrected':
    case 'not-paid':
      await closeAs(act, matter.id, GROUNDS[letter.kind].bucket, sentOn);
      return { replyKind: letter.replyKind };
    default:
      return {};
  }
}

async function beginConsultation(act: Act, matter: MatterRow, letter: LetterRow, sentOn: LocalDate): Promise<string> {
  const { partyKind, party } = letter.content as LetterContent<'consultation'>;
  const { id } = await act.tx
    .insertInto('request_consultation')
    .values({ request_id: matter.id, letter_id: letter.id, party_kind: partyKind, party, sent_on: sentOn })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function beginFee(act: Act, matter: MatterRow, letter: LetterRow): Promise<number> {
  const { basis, quantity } = letter.content as LetterContent<'fee'>;
  const tariff = tariffOf({ basis, quantity });
  const relief = takenOff(tariff, await reliefOf(act.tx, matter.id));
  const amount = tariff - relief;
  if (amount === 0) throw refused(['按所填的数量不收费，不需要发收费通知：请退回修改']);
  const counted = basis === 'items' ? (await itemsOfMonth(act.tx, matter.id)).items.slice(0, quantity) : null;
  await act.tx
    .insertInto('request_fee')
    .values({
      request_id: matter.id,
      letter_id: letter.id,
      basis,
      quantity,
      amount_yuan: amount,
      relief_yuan: relief,
      counted: counted && JSON.stringify(counted),
    })
    .execute();
  return amount;
}

/** A letter has arrived: from here run the periods of whoever received it. Said once, with what proves it. */
export async function recordDelivery(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const letter = await act.tx
    .selectFrom('request_letter')
    .select([
      'id',
      'kind',
      'sent_on as sentOn',
      'resent_on as resentOn',
      'returned_on as returnedOn',
      'delivered_on as deliveredOn',
    ])
    .where('request_id', '=', matter.id)
    .where('id', '=', String(fields.letterId))
    .executeTakeFirst();
  if (!letter?.sentOn) throw invalid({ letterId: '没有找到已经发出的这份文书，请重新选择' });
  if (letter.deliveredOn) throw invalid({ letterId: `这份文书已经登记送达（${chineseDate(letter.deliveredOn)}）` });
  if (letter.returnedOn)
    throw invalid({ letterId: `这份文书已经登记退回（${chineseDate(letter.returnedOn)}）：请先重新发出` });
  const deliveredOn = String(fields.deliveredOn) as LocalDate;
  if (deliveredOn > act.today) throw invalid({ deliveredOn: '送达日期不能晚于今天' });
  const leftOn = lastSending(letter);
  if (deliveredOn < leftOn) throw invalid({ deliveredOn: `送达日期不能早于发出日期（${chineseDate(leftOn)}）` });
  await act.tx
    .updateTable('request_letter')
    .set({ delivered_on: deliveredOn, delivery_proof: String(fields.proof) })
    .where('id', '=', letter.id)
    .execute();
  if (letter.kind === 'fee') await tellPaymentAgain(act, letter.id);
  return {
    legalDate: deliveredOn,
    payload: {
      letterId: letter.id,
      letter: letter.kind,
      deliveredOn,
      ...(await arrived(act, letter as { id: string; kind: LetterKindKey }, deliveredOn)),
    },
  };
}

async function arrived(
  { tx }: Act,
  { id, kind }: { readonly id: string; readonly kind: LetterKindKey },
  deliveredOn: LocalDate,
): Promise<Readonly<Record<string, unknown>>> {
  if (kind !== 'consultation') return {};
  const { id: ref } = await tx
    .updateTable('request_consultation')
    .set({ delivered_on: deliveredOn })
    .where('letter_id', '=', id)
    .where('returned_on', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow();
  return { ref };
}
