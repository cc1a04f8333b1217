import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { ConsultationLine } from './detail-contract.ts';
import { PARTY_KINDS, type PartyKind } from './letters/letter-kinds.ts';

export interface Consultation {
  readonly id: string;
  readonly partyKind: PartyKind;
  readonly party: string;
  readonly sentOn: LocalDate;
  readonly deliveredOn: LocalDate | null;
  readonly answeredOn: LocalDate | null;
  readonly agrees: boolean | null;
  readonly closedOn: LocalDate | null;
}

/** Everybody who was asked about a request, in the order of asking. */
export async function consultationsOf(db: Db | Tx, requestId: string): Promise<Consultation[]> {
  const rows = await db
    .selectFrom('request_consultation')
    .select([
      'id',
      'party_kind as partyKind',
      'party',
      'sent_on as sentOn',
      'delivered_on as deliveredOn',
      'answered_on as answeredOn',
      'agrees',
      'closed_on as closedOn',
    ])
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
  return rows as Consultation[];
}

/** The same for the request's screen: with what was said, and until when there is time to say it. */
export async function consultationLines({ db, calendar }: Services, requestId: string): Promise<ConsultationLine[]> {
  const rows = await db
    .selectFrom('request_consultation')
    .select([
      'id',
      'letter_id as letterId',
      'party_kind as partyKind',
      'party',
      'sent_on as sentOn',
      'delivered_on as deliveredOn',
      'answered_on as answeredOn',
      'agrees',
      'opinion',
      'closed_on as closedOn',
      'decision',
    ])
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    partyKindLabel: PARTY_KINDS[row.partyKind as PartyKind],
    answerBy: row.deliveredOn && consultationEnd(row.deliveredOn, calendar()),
  }));
}

/** 条例第三十二条、第三十四条: fifteen working days from the day the letter was received. */
export const consultationEnd = (deliveredOn: LocalDate, calendar: WorkCalendar): LocalDate =>
  addWorkdays(deliveredOn, 15, calendar).on;

/** One that is still waited for; refuses one that was answered or is over. */
export async function consultationOf(db: Db | Tx, requestId: string, id: string): Promise<Consultation> {
  const one = (await consultationsOf(db, requestId)).find((each) => each.id === id);
  if (!one) throw invalid({ consultationId: '没有找到这次征求意见，请重新选择' });
  if (one.answeredOn || one.closedOn) throw invalid({ consultationId: '这次征求意见已经结束，请重新选择' });
  return one;
}
