import { sql } from 'kysely';
import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { ConsultationLine, OpinionLine } from './detail-contract.ts';
import { PARTY_KINDS, type PartyKind } from './letters/letter-kinds.ts';
import { consultationsHeldFor } from './related/lineage.ts';
import { type Finding, FINDINGS } from './third-parties/findings.ts';

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

/** Everybody who was asked about a request, in the order of asking; for a part also by the whole, for a lead also by those answered with it. */
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
    .where('id', 'in', consultationsHeldFor(requestId))
    .orderBy('id')
    .execute();
  return rows as Consultation[];
}

/** The same for the request's screen: with what was said, and until when there is time to say it. */
export async function consultationLines(
  { db, calendar, time }: Pick<Services, 'db' | 'calendar' | 'time'>,
  requestId: string,
): Promise<ConsultationLine[]> {
  const rows = await db
    .selectFrom('request_consultation as c')
    .innerJoin('matter as m', 'm.id', 'c.request_id')
    .select([
      'c.id',
      'c.request_id as asked',
      'm.number as heldFor',
      'c.letter_id as letterId',
      'c.party_kind as partyKind',
      'c.party',
      'c.sent_on as sentOn',
      'c.delivered_on as deliveredOn',
      'c.answered_on as answeredOn',
      'c.agrees',
      'c.closed_on as closedOn',
      'c.returned_on as returnedOn',
      'c.decision',
    ])
    .where('c.id', 'in', consultationsHeldFor(requestId))
    .orderBy('c.id')
    .execute();
  const opinions = await opinionLines(db, requestId);
  return rows.map(({ asked, ...row }) => ({
    ...row,
    partyKindLabel: PARTY_KINDS[row.partyKind as PartyKind],
    answerBy: row.deliveredOn && consultationEnd(row.deliveredOn, calendar()),
    silenceBar: row.answeredOn || row.closedOn ? null : barOf(silenceOf(row, time.today(), calendar())),
    heldFor: asked === requestId ? null : row.heldFor,
    opinions: opinions.flatMap(({ consultationId, ...line }) => (consultationId === row.id ? [line] : [])),
  }));
}

const barOf = (silence: ReturnType<typeof silenceOf>) => ('bar' in silence ? silence.bar : null);

/** What was said, each time, with what was found of it last; and what was decided where nothing was said. */
async function opinionLines(db: Db, requestId: string): Promise<(OpinionLine & { readonly consultationId: string })[]> {
  const { rows } = await sql<Omit<OpinionLine, 'findingLabel'> & { readonly consultationId: string }>`
    select c.id as "consultationId", o.answered_on as "answeredOn", o.agrees, o.opinion, f.finding, f.reason as "findingReason"
    from request_consultation c
    left join request_opinion o on o.consultation_id = c.id
    left join lateral (
      select finding, reason from request_opinion_finding
      where consultation_id = c.id and opinion_id is not distinct from o.id order by id desc limit 1
    ) f on true
    where c.id in ${consultationsHeldFor(requestId)} and (o.id is not null or f.finding is not null)
    order by o.answered_on nulls first, o.id`.execute(db);
  return rows.map((row) => ({ ...row, findingLabel: row.finding && FINDINGS[row.finding as Finding] }));
}

/** 条例第三十二条、第三十四条: fifteen working days from the day the letter was received. */
export const consultationEnd = (deliveredOn: LocalDate, calendar: WorkCalendar): LocalDate =>
  addWorkdays(deliveredOn, 15, calendar).on;

/**
 * The day on which the silence of somebody who was asked says something, or why it cannot be recorded yet: before the fifteen working days are over it
 * says nothing (条例第三十二条、第三十四条).
 */
export function silenceOf(
  { deliveredOn }: Pick<Consultation, 'deliveredOn'>,
  today: LocalDate,
  calendar: WorkCalendar,
): { readonly on: LocalDate } | { readonly bar: string } {
  if (!deliveredOn)
    return { bar: '征求意见函还没有登记送达，答复的15个工作日没有起算：请先登记送达日期，或者登记对方的回复' };
  const on = consultationEnd(deliveredOn, calendar);
  return today <= on ? { bar: `对方的答复期限到${chineseDate(on)}，期满以后才能按逾期未回复处理` } : { on };
}

/** One that was held for a request, over or not. */
export async function consultationFor(db: Db | Tx, requestId: string, id: string): Promise<Consultation> {
  const one = (await consultationsOf(db, requestId)).find((each) => each.id === id);
  if (!one) throw invalid({ consultationId: '没有找到这次征求意见，请重新选择' });
  return one;
}

/** One that is still waited for; refuses one that was answered or is over. */
export async function consultationOf(db: Db | Tx, requestId: string, id: string): Promise<Consultation> {
  const one = await consultationFor(db, requestId, id);
  if (one.answeredOn || one.closedOn) throw invalid({ consultationId: '这次征求意见已经结束，请重新选择' });
  return one;
}
