import { randomUUID } from 'node:crypto';
import { addWorkdays } from '#kernel/calendar.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { closeDuty, type MatterRow, openDuty, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { isBad } from '../answers/answer-kinds.ts';
import { answerPlace } from '../answers/saying.ts';
import { requestsPolicy } from '../policy.ts';
import { demandNotForgotten } from '../retention/forgotten.ts';
import { keepTrack } from '../tracking/tracking.ts';
import { CALL_OUTCOMES, type CallBackInput } from './contract.ts';

/** SAT-02: what takes time is put right within fifteen working days of the rating. A local text (Sichuan); ours until the legal office confirms it. */
const MEND_WITHIN = 15;
/** Calls on so many days, none of them answered, are enough. Ours: every bad rating is called back, and nobody is called for ever. */
const TRIES = 3;

/** Binds the words of a call to its row. */
export const callPlace = (id: string): string => `request-call-back:${id}`;
const mendKey = (answerId: string) => `rating-mend:${answerId}`;

/**
 * Writes down a call to somebody who was not content and what came of it (国办发〔2019〕51号: 差评 are called back, checked and put right, or explained). The
 * openness office calls, not the unit that handled the request. One that could not be reached is called again; what takes time gets a day; that a rating
 * was mistaken or malicious is for the head of the office to say. Refuses ratings that are no 差评, are settled, or were to be put right and are not.
 */
export async function recordCallBack(
  act: Act,
  requestId: string,
  answerId: string,
  input: CallBackInput,
): Promise<void> {
  const { tx, services, now, actor } = act;
  const { matter } = await seenMatter(tx, services, actor, requestId);
  if (!allows(requestsPolicy['requests.call-back'], actor, matter)) throw forbidden('差评由政务公开办公室回访');
  await demandNotForgotten(tx, requestId);
  const rating = await tx
    .selectFrom('request_answer')
    .select(['grade', 'sent_on as ratedOn', 'handled_at as handledAt'])
    .where('id', '=', answerId)
    .where('request_id', '=', requestId)
    .where('kind', '=', 'rating')
    .forUpdate()
    .executeTakeFirst();
  if (!rating) throw notFound('这一评价');
  const { outcome } = input;
  const calledOn = input.calledOn as LocalDate;
  const before = await tx
    .selectFrom('request_call_back')
    .select(['outcome', 'called_on as calledOn'])
    .where('answer_id', '=', answerId)
    .execute();
  const mending = before.some((call) => call.outcome === 'to-mend');
  const reasons = [
    ...(isBad(rating.grade ?? 0) ? [] : ['这一评价不是差评，不需要回访']),
    ...(rating.handledAt === null ? [] : ['这一差评已经回访办结，请刷新查看']),
    ...(mending && outcome === 'to-mend' ? ['已经定了限期整改：整改完成后请登记“情况属实，已经整改”'] : []),
    ...(outcome === 'mistaken' && !allows(requestsPolicy['requests.set-rating-aside'], actor, matter)
      ? ['误评、恶意评价由信息公开工作机构负责人复核后登记']
      : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  if (calledOn > act.today) throw invalid({ calledOn: '回访日期不能晚于今天' });
  if (calledOn < rating.ratedOn) throw invalid({ calledOn: '回访日期不能早于评价的日期' });
  const mendBy = addWorkdays(rating.ratedOn, MEND_WITHIN, services.calendar()).on;
  const id = randomUUID();
  await tx
    .insertInto('request_call_back')
    .values({
      id,
      request_id: requestId,
      answer_id: answerId,
      outcome,
      called_on: calledOn,
      mend_by: outcome === 'to-mend' ? mendBy : null,
      words: services.secrets.seal(input.words.trim(), callPlace(id)),
      recorded_by: actor.id,
      recorded_at: now,
    })
    .execute();
  const days = new Set(
    [...before, { outcome, calledOn }].flatMap((c) => (c.outcome === 'unreached' ? c.calledOn : [])),
  );
  if (outcome === 'to-mend') await askToMend(act, matter, answerId, mendBy);
  else if (outcome !== 'unreached' || (days.size >= TRIES && !mending))
    await settle(act, matter, answerId, CALL_OUTCOMES[outcome]);
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.rating-called-back',
    legalDate: calledOn,
    payload: { answerId, outcome, ...(outcome === 'to-mend' && { mendBy }) },
  });
  await keepTrack(act, matter);
}

async function askToMend(act: Act, { id }: MatterRow, answerId: string, mendBy: LocalDate): Promise<void> {
  await closeDuty(act, id, answerPlace(answerId));
  await openDuty(act, id, {
    key: mendKey(answerId),
    role: 'openness-officer',
    task: '差评限期整改：督促承办单位整改，再次回访后登记结果',
    dueOn: mendBy,
    afterClosing: true,
  });
}

async function settle(act: Act, { id }: MatterRow, answerId: string, note: string): Promise<void> {
  await act.tx
    .updateTable('request_answer')
    .set({ handled_by: act.actor.id, handled_at: act.now, handled_note: `${note}（${chineseDate(act.today)}）` })
    .where('id', '=', answerId)
    .execute();
  await closeDuty(act, id, answerPlace(answerId));
  await closeDuty(act, id, mendKey(answerId));
}
