import { addDays, chineseDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import { closeDuty, type MatterRow, openDuty, type StepEffect } from '#commons/casework/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { openExtension } from './bars.ts';
import { dayFrom, tell, type Fields, text } from './step-fields.ts';

// Putting off a due date: asked for by the lead unit, decided by the openness office.

/** A due date may be put off twice, by half a year in all. Ours: no rule was found. */
export const MOST_EXTENSIONS = 2;
export const LONGEST_EXTENSION_DAYS = 183;

export async function requestExtension(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const dueOn = matter.dueOn ?? act.today;
  const to = dayFrom(fields, 'dueOn');
  const item = await act.tx
    .selectFrom('work_item')
    .select('first_due_on')
    .where('id', '=', matter.id)
    .executeTakeFirstOrThrow();
  const granted = await act.tx
    .selectFrom('due_extension')
    .select('id')
    .where('item_id', '=', matter.id)
    .where('granted', '=', true)
    .execute();
  const latest = addDays(item.first_due_on ?? dueOn, LONGEST_EXTENSION_DAYS);
  const reasons = [
    ...(dueOn < act.today ? [`期限（${chineseDate(dueOn)}）已过，不能再申请延期；请尽快完成，并在进展中说明原因`] : []),
    ...(to <= dueOn ? [`申请延至的日期应晚于现在的期限（${chineseDate(dueOn)}）`] : []),
    ...(to > latest ? [`延期合计不超过 ${LONGEST_EXTENSION_DAYS} 天，最晚可延至${chineseDate(latest)}`] : []),
    ...(granted.length >= MOST_EXTENSIONS ? [`这项任务已经延期 ${MOST_EXTENSIONS} 次，不能再申请`] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  await act.tx
    .insertInto('due_extension')
    .values({
      item_id: matter.id,
      from_on: dueOn,
      to_on: to,
      reason: text(fields, 'reason'),
      asked_by: act.actor.id,
      asked_at: act.now,
    })
    .execute();
  const officers = await holdersOf(act.tx, { role: 'openness-officer', on: act.today, bureauId: matter.bureauId });
  await openDuty(act, matter.id, {
    key: 'extension',
    role: 'openness-officer',
    task: `决定是否延期至${chineseDate(to)}`,
  });
  await tell(act, matter, officers, `申请延期至${chineseDate(to)}，等您决定`, text(fields, 'reason'), 'to-do');
  return { payload: { dueOn: to, reason: fields.reason } };
}

export async function decideExtension(
  act: Act,
  matter: MatterRow,
  fields: Fields,
  granted: boolean,
): Promise<StepEffect> {
  const asked = await openExtension(act.tx, matter.id);
  if (!asked) throw refused(['没有等待决定的延期申请']);
  await act.tx
    .updateTable('due_extension')
    .set({ granted, opinion: text(fields, 'opinion'), decided_by: act.actor.id, decided_at: act.now })
    .where('id', '=', asked.id)
    .execute();
  await closeDuty(act, matter.id, 'extension');
  const outcome = granted ? `延期获批准，期限改为${chineseDate(asked.to_on)}` : '延期未获同意，期限不变';
  await tell(act, matter, [asked.asked_by], outcome, text(fields, 'opinion'), 'to-do');
  return {
    ...(granted ? { dueOn: asked.to_on } : {}),
    payload: { opinion: fields.opinion, ...(granted ? { from: asked.from_on, dueOn: asked.to_on } : {}) },
  };
}
