import { invalid } from '#kernel/errors.ts';
import type { MatterRow, StepEffect } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { waitingReports } from './bars.ts';
import { dayFrom, rhythmTarget, type Fields, text, ids } from './step-fields.ts';
import { writeReport, reportsDecided, decideReports } from './reports.ts';

// The end of a work item: handed in as done, accepted or returned, and opened again.

export async function submitCompletion(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  await writeReport(act, matter, {
    kind: 'completion',
    unitId: matter.leadUnitId,
    percent: 100,
    text: text(fields, 'text'),
    attachments: ids(fields, 'attachments'),
  });
  return { targetOn: null, payload: { text: fields.text } };
}

export async function accept(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const chosen = (await waitingReports(act.tx, matter.id)).filter(
    ({ kind, reported_by }) => kind === 'completion' && reported_by !== act.actor.id,
  );
  await decideReports(act, chosen, 'accepted', text(fields, 'opinion'));
  await act.tx
    .updateTable('work_measure')
    .set({ done_on: act.today })
    .where('item_id', '=', matter.id)
    .where('done_on', 'is', null)
    .where('dropped_at', 'is', null)
    .execute();
  return {};
}

export async function returnForWork(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const chosen = (await waitingReports(act.tx, matter.id)).filter(
    ({ kind, reported_by }) => kind === 'completion' && reported_by !== act.actor.id,
  );
  await decideReports(act, chosen, 'returned', text(fields, 'reason'));
  await reportsDecided(act, matter.id);
  return rhythmTarget(act, matter.id);
}

export async function reopen(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const given = fields.dueOn === undefined ? undefined : dayFrom(fields, 'dueOn');
  if (given && given < act.today) throw invalid({ dueOn: '新的期限不能早于今天' });
  return { ...(given ? { dueOn: given } : {}), ...(await rhythmTarget(act, matter.id)) };
}
