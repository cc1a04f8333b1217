import { chineseDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import { consultationEnd, consultationOf } from '../consultations.ts';
import { demandDay, type Effect, text } from './effect.ts';

export const consultAnswered: Effect = async (act, matter, fields) => {
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
export const consultClosed: Effect = async (act, matter, fields) => {
  const { id, deliveredOn, partyKind } = await consultationOf(act.tx, matter.id, text(fields, 'consultationId'));
  if (!deliveredOn)
    throw refused(['征求意见函还没有登记送达，答复的15个工作日没有起算：请先登记送达日期，或者登记对方的回复']);
  const last = consultationEnd(deliveredOn, act.services.calendar());
  if (act.today <= last) throw refused([`对方的答复期限到${chineseDate(last)}，期满以后才能按逾期未回复处理`]);
  await act.tx
    .updateTable('request_consultation')
    .set({ closed_on: last, decision: text(fields, 'decision'), ...(partyKind === 'co-maker' && { agrees: true }) })
    .where('id', '=', id)
    .execute();
  return { legalDate: last, payload: { ref: id, closedOn: last, decision: fields.decision } };
};
