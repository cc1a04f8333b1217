import { chineseDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import { formatNumber } from '#kernel/numbering.ts';
import {
  closeDuty,
  type MatterRow,
  nextNumber,
  openDuty,
  type StepEffect,
  workersOf,
} from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { unansweredNotices } from './bars.ts';
import { supervisionSeries } from './series.ts';
import { dayFrom, hang, tell, type Fields, text, ids } from './step-fields.ts';

// Supervision of a work item: a notice with a number and a day, and its answer.

export async function supervise(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const unitId = text(fields, 'unitId') || matter.leadUnitId;
  const replyBy = dayFrom(fields, 'replyBy');
  const reasons = [
    ...(unitId === matter.leadUnitId || matter.cooperatingUnitIds.includes(unitId)
      ? []
      : ['督办单位应是这项任务的牵头或参与单位']),
    ...(replyBy <= act.today ? ['答复期限应晚于今天'] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  const year = Number(act.today.slice(0, 4));
  const number = formatNumber(supervisionSeries, year, await nextNumber(act.tx, supervisionSeries.key, year));
  await act.tx
    .insertInto('supervision_notice')
    .values({
      item_id: matter.id,
      number,
      unit_id: unitId,
      demand: text(fields, 'demand'),
      reply_by: replyBy,
      issued_by: act.actor.id,
      issued_on: act.today,
    })
    .execute();
  for (const role of ['department-head', 'clerk'])
    await openDuty(act, matter.id, {
      key: `notice:${number}:${role}`,
      role,
      unitId,
      task: `答复督办通知 ${number}`,
      dueOn: replyBy,
    });
  const people = await workersOf(act.tx, unitId, act.today);
  await tell(
    act,
    matter,
    people,
    `督办通知 ${number}：请于${chineseDate(replyBy)}前答复`,
    text(fields, 'demand'),
    'supervision',
  );
  return { payload: { number, unitId, demand: fields.demand, dueOn: replyBy } };
}

export async function answerSupervision(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const mine = await unansweredNotices(act.tx, matter.id, act.actor);
  const wanted = text(fields, 'noticeId');
  const notice = wanted === '' ? mine[0] : mine.find(({ id }) => id === wanted);
  if (!notice) throw refused(['这份督办通知已经答复，或不是发给您单位的']);
  const attachments = ids(fields, 'attachments');
  await hang(act, matter.id, attachments, 'evidence');
  await act.tx
    .updateTable('supervision_notice')
    .set({
      reply: text(fields, 'reply'),
      attachments: JSON.stringify(attachments),
      replied_by: act.actor.id,
      replied_on: act.today,
    })
    .where('id', '=', notice.id)
    .execute();
  for (const role of ['department-head', 'clerk']) await closeDuty(act, matter.id, `notice:${notice.number}:${role}`);
  await tell(act, matter, [notice.issued_by], `督办通知 ${notice.number} 已答复`, text(fields, 'reply'), 'supervision');
  return { payload: { number: notice.number, text: fields.reply } };
}
