import { invalid, refused } from '#kernel/errors.ts';
import { closeDuty, headsOf, type MatterRow, openDuty, type StepEffect } from '#commons/casework/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { partUnits, waitingReports } from './bars.ts';
import { type MeasureReported, reportMeasures, takeBackMeasures } from './measure-reports.ts';
import { hang, tell, rhythmTarget, type Fields, text, ids } from './step-fields.ts';

// Reports of progress: by the lead unit, by the others, and what the openness office decides about them.

export async function report(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const percent = Number(fields.percent);
  const reportId = await writeReport(act, matter, {
    kind: 'lead',
    unitId: matter.leadUnitId,
    percent,
    text: text(fields, 'text'),
    attachments: ids(fields, 'attachments'),
  });
  const said = await reportMeasures(act, matter.id, reportId, (fields.measures ?? []) as readonly MeasureReported[]);
  const officers = await holdersOf(act.tx, { role: 'openness-officer', on: act.today, bureauId: matter.bureauId });
  await openDuty(act, matter.id, { key: 'report', role: 'openness-officer', task: '采纳或退回进展报告' });
  await tell(act, matter, officers, '进展报告等您采纳', `${percent}%：${text(fields, 'text')}`, 'to-do');
  return {
    ...(await rhythmTarget(act, matter.id)),
    payload: { percent, text: fields.text, ...(said.length > 0 && { measures: said }) },
  };
}

export async function cooperatorReport(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const mine = partUnits(matter, act.actor);
  const said = text(fields, 'unitId');
  const unitId = said === '' ? mine[0] : mine.find((id) => id === said);
  if (!unitId) throw invalid({ unitId: '只能代表您任职的参与单位报告' });
  if (said === '' && mine.length > 1) throw invalid({ unitId: '您在几个参与单位任职，请选择代表哪个单位报告' });
  const part = await act.tx
    .selectFrom('matter_unit as mu')
    .innerJoin('unit as u', 'u.id', 'mu.unit_id')
    .select(['mu.done_on as doneOn', 'u.name'])
    .where('mu.matter_id', '=', matter.id)
    .where('mu.unit_id', '=', unitId)
    .executeTakeFirstOrThrow();
  const done = fields.done === true;
  if (done && part.doneOn) throw refused([`${part.name}已经报告完成，不需要再报告`]);
  const percent = done ? 100 : Number(fields.percent ?? 0);
  await writeReport(act, matter, {
    kind: 'cooperating',
    unitId,
    percent,
    text: text(fields, 'text'),
    attachments: ids(fields, 'attachments'),
  });
  if (done)
    await act.tx
      .updateTable('matter_unit')
      .set({ done_on: act.today })
      .where('matter_id', '=', matter.id)
      .where('unit_id', '=', unitId)
      .execute();
  const leads = matter.assigneeId ? [matter.assigneeId] : await headsOf(act.tx, matter.leadUnitId, act.today);
  await tell(act, matter, leads, `${part.name}${done ? '报告完成' : '报告进展'}`, text(fields, 'text'), 'part');
  return { payload: { unitId, text: fields.text, done } };
}

export async function writeReport(
  act: Act,
  matter: MatterRow,
  said: {
    kind: 'lead' | 'cooperating' | 'completion';
    unitId: string;
    percent: number;
    text: string;
    attachments: readonly string[];
  },
): Promise<string> {
  await hang(act, matter.id, said.attachments, said.kind === 'completion' ? 'result' : 'evidence');
  const { id } = await act.tx
    .insertInto('progress_report')
    .values({
      item_id: matter.id,
      unit_id: said.unitId,
      kind: said.kind,
      reported_on: act.today,
      percent: said.percent,
      text: said.text,
      attachments: JSON.stringify(said.attachments),
      reported_by: act.actor.id,
      reported_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function acceptReport(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const chosen = await chosenReports(act, matter, text(fields, 'reportId'), 'all');
  await decideReports(act, chosen, 'accepted', text(fields, 'note') || null);
  await reportsDecided(act, matter.id);
  return { payload: { reports: chosen.length, ...(fields.note ? { note: fields.note } : {}) } };
}

export async function returnReport(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const chosen = await chosenReports(act, matter, text(fields, 'reportId'), 'latest');
  await decideReports(act, chosen, 'returned', text(fields, 'reason'));
  await takeBackMeasures(
    act,
    chosen.map(({ id }) => id),
  );
  await reportsDecided(act, matter.id);
  await tell(
    act,
    matter,
    chosen.map(({ reported_by }) => reported_by),
    '进展报告被退回',
    text(fields, 'reason'),
    'to-do',
  );
  return { payload: { reason: fields.reason } };
}

export async function reportsDecided(act: Act, itemId: string): Promise<void> {
  if ((await waitingReports(act.tx, itemId)).length === 0) await closeDuty(act, itemId, 'report');
}

/** Those waiting that somebody else reported: the one named, else all, else the latest. */
async function chosenReports(act: Act, matter: MatterRow, reportId: string, otherwise: 'all' | 'latest') {
  const waiting = await waitingReports(act.tx, matter.id);
  if (reportId !== '') {
    const one = waiting.find(({ id }) => id === reportId);
    if (!one) throw refused(['这份进展报告已有处理结果，请刷新查看']);
    if (one.reported_by === act.actor.id) throw refused(['进展是您报告的，请由他人采纳或退回']);
    return [one];
  }
  const others = waiting.filter(({ reported_by }) => reported_by !== act.actor.id);
  return otherwise === 'all' ? others : others.slice(-1);
}

export async function decideReports(
  act: Act,
  reports: readonly { readonly id: string }[],
  verdict: 'accepted' | 'returned',
  reason: string | null,
): Promise<void> {
  if (reports.length === 0) return;
  await act.tx
    .updateTable('progress_report')
    .set({ verdict, reason, decided_by: act.actor.id, decided_at: act.now })
    .where(
      'id',
      'in',
      reports.map(({ id }) => id),
    )
    .execute();
}
