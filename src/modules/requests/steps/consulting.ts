import { invalid, refused } from '#kernel/errors.ts';
import { consultationFor, consultationOf, silenceOf } from '../consultations.ts';
import type { Finding } from '../third-parties/findings.ts';
import { keepFinding, latestOpinion } from '../third-parties/weighing.ts';
import { demandDay, type Effect, text } from './effect.ts';

/**
 * What somebody who was asked says, as often as it is said: the latest counts (条例第三十二条). The first answer ends the wait; one that comes when it
 * is over moves no period (`again`).
 */
export const consultAnswered: Effect = async (act, matter, fields) => {
  const {
    id,
    sentOn,
    answeredOn: before,
    closedOn,
  } = await consultationFor(act.tx, matter.id, text(fields, 'consultationId'));
  const latest = await latestOpinion(act.tx, id);
  const answeredOn = demandDay(act, fields, 'answeredOn', '收到回复之日', latest?.answeredOn ?? sentOn);
  const agrees = fields.agrees === true;
  const opinion = text(fields, 'opinion');
  const again = before !== null || (closedOn !== null && answeredOn > closedOn);
  if (!again)
    await act.tx
      .updateTable('request_consultation')
      .set({ answered_on: answeredOn, agrees, opinion })
      .where('id', '=', id)
      .execute();
  await act.tx
    .insertInto('request_opinion')
    .values({
      consultation_id: id,
      answered_on: answeredOn,
      agrees,
      opinion,
      recorded_by: act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  return { legalDate: answeredOn, payload: { ref: id, answeredOn, agrees, ...(again && { again }) } };
};

/**
 * 条例第三十二条、第三十四条: fifteen working days from the day the letter was received; before they are over silence says nothing. Of a third party's
 * silence the organ decides, with its reasons; a co-maker's is consent.
 */
export const consultClosed: Effect = async (act, matter, fields) => {
  const asked = await consultationOf(act.tx, matter.id, text(fields, 'consultationId'));
  const { id, partyKind } = asked;
  const silence = silenceOf(asked, act.today, act.services.calendar());
  if ('bar' in silence) throw refused([silence.bar]);
  const last = silence.on;
  const decides = fields.decides as Finding | undefined;
  if (partyKind === 'third-party' && !decides)
    throw invalid({ decides: '第三方逾期未提出意见的，由本机关决定是否公开（条例第三十二条）：请选择' });
  if (partyKind !== 'third-party' && decides)
    throw invalid({
      decides:
        partyKind === 'co-maker'
          ? '共同制作机关逾期未提出意见的，视为同意公开（条例第三十四条），这里不选择'
          : '只对第三方的逾期决定是否公开，这里不选择',
    });
  const decision = text(fields, 'decision');
  await act.tx
    .updateTable('request_consultation')
    .set({ closed_on: last, decision, ...(partyKind === 'co-maker' && { agrees: true }) })
    .where('id', '=', id)
    .execute();
  if (decides) await keepFinding(act, id, null, decides, decision);
  return { legalDate: last, payload: { ref: id, closedOn: last, ...(decides && { decides }) } };
};
