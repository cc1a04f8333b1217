import { addDays, chineseDate, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { invalid, refused } from '#kernel/errors.ts';
import { formatNumber } from '#kernel/numbering.ts';
import { attach } from '#commons/attachments/index.ts';
import {
  closeDuty,
  headsOf,
  type MatterRow,
  nextNumber,
  openDuty,
  type StepEffect,
  workersOf,
  matterAddress,
} from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf, unitById, unitsByIds } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { openClasses, openExtension, partUnits, unansweredNotices, waitingReports } from './bars.ts';
import { type Measure, measuresFrom } from './measure-lines.ts';
import { type MeasureReported, reportMeasures, takeBackMeasures } from './measure-reports.ts';
import { type Rhythm, reportDueOn } from './rhythm.ts';
import { supervisionSeries } from './series.ts';

// What each step of a work item does besides moving it.

export type Fields = Readonly<Record<string, unknown>>;
const text = (fields: Fields, name: string) => String(fields[name] ?? '').trim();
const ids = (fields: Fields, name: string) => (fields[name] ?? []) as readonly string[];

/** A due date may be put off twice, by half a year in all. Ours: no rule was found. */
export const MOST_EXTENSIONS = 2;
export const LONGEST_EXTENSION_DAYS = 183;

export async function planMeasures(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const measures = measuresFrom(text(fields, 'measures'));
  await writeMeasures(act, matter, measures);
  return { ...(await rhythmTarget(act, matter.id)), payload: { measures: measures.length } };
}

export async function changeMeasures(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const measures = measuresFrom(text(fields, 'measures'));
  await act.tx
    .updateTable('work_measure')
    .set({ dropped_at: act.now })
    .where('item_id', '=', matter.id)
    .where('done_on', 'is', null)
    .where('dropped_at', 'is', null)
    .execute();
  await writeMeasures(act, matter, measures);
  return { payload: { measures: measures.length, reason: fields.reason } };
}

async function writeMeasures(act: Act, matter: MatterRow, measures: readonly Measure[]): Promise<void> {
  const past = measures.filter(({ dueOn }) => dueOn !== null && dueOn < act.today);
  if (past.length > 0) throw invalid({ measures: `「${past[0]?.text}」的完成日期已经过去，请改正` });
  await act.tx
    .insertInto('work_measure')
    .values(
      measures.map(({ text: words, dueOn }, position) => ({
        item_id: matter.id,
        unit_id: matter.leadUnitId,
        text: words,
        due_on: dueOn,
        position,
        made_at: act.now,
      })),
    )
    .execute();
}

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
  if (done && part.doneOn) throw refused([`${part.name}已经报告完成`]);
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

async function writeReport(
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

/** Files sent in for a form are hung on the matter; those that hang there already stay. */
async function hang(
  act: Act,
  matterId: string,
  attachmentIds: readonly string[],
  purpose: 'evidence' | 'result',
): Promise<void> {
  if (attachmentIds.length === 0) return;
  const here = await act.tx
    .selectFrom('attachment')
    .select('id')
    .where('id', 'in', [...attachmentIds])
    .where('matter_id', '=', matterId)
    .execute();
  for (const attachmentId of attachmentIds)
    if (!here.some(({ id }) => id === attachmentId)) await attach(act, { attachmentId, matterId, purpose });
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

async function reportsDecided(act: Act, itemId: string): Promise<void> {
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

async function decideReports(
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

export async function narrow(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const open = await openClasses(act.tx, matter.id);
  const wanted = ids(fields, 'unitIds').filter(
    (id) => id !== matter.leadUnitId && !matter.cooperatingUnitIds.includes(id),
  );
  const units = await unitsByIds(act.tx, wanted);
  const gone = units.filter(({ closedOn }) => closedOn !== null);
  if (units.length < wanted.length || gone.length > 0)
    throw invalid({ unitIds: '有单位不在机构名录中或已撤销，请重新选择' });
  const part = open[0]?.part ?? 'cooperating';
  if (units.length > 0)
    await act.tx
      .insertInto('matter_unit')
      .values(
        units.map(({ id }, at) => ({
          matter_id: matter.id,
          unit_id: id,
          part,
          position: matter.cooperatingUnitIds.length + at + 1,
          task: open[0]?.text ?? null,
        })),
      )
      .execute();
  await act.tx.updateTable('work_item').set({ open_classes: '[]' }).where('id', '=', matter.id).execute();
  for (const unit of units)
    await tell(act, matter, await workersOf(act.tx, unit.id, act.today), '请您单位参与办理', matter.title, 'part');
  return {
    payload: {
      unitIds: units.map(({ id }) => id),
      words: open.map((one) => one.text).join('、'),
      reason: fields.reason,
    },
  };
}

export async function transferLead(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const unit = await unitById(act.tx, text(fields, 'unitId'));
  const people = unit ? await workersOf(act.tx, unit.id, act.today) : [];
  const reasons = [
    ...(!unit || unit.closedOn ? ['所选单位不在机构名录中或已撤销，请重新选择'] : []),
    ...(unit?.id === matter.leadUnitId ? ['所选单位已经是牵头单位'] : []),
    ...(unit && people.length === 0 ? [`${unit.name}目前没有经办人和负责人，任务没有人接收`] : []),
  ];
  if (!unit || reasons.length > 0) throw refused(reasons);
  return {
    leadUnitId: unit.id,
    assigneeId: null,
    payload: { from: matter.leadUnitId, leadUnitId: unit.id, reason: fields.reason },
  };
}

/** For work that is never over, the day the next report is owed stands as the target. */
async function rhythmTarget(act: Act, itemId: string): Promise<StepEffect> {
  const item = await act.tx.selectFrom('work_item').select('rhythm').where('id', '=', itemId).executeTakeFirstOrThrow();
  if (!item.rhythm) return {};
  return { targetOn: reportDueOn(act.today, item.rhythm as Rhythm, act.services.calendar()).on };
}

function dayFrom(fields: Fields, name: string): LocalDate {
  const typed = text(fields, name);
  if (!isLocalDate(typed)) throw invalid({ [name]: '应是真实的日期，例如 2026-11-30' });
  return typed;
}

async function tell(
  act: Act,
  matter: MatterRow,
  to: readonly string[],
  title: string,
  body: string,
  kind: string,
): Promise<void> {
  await notify(act, {
    to: to.filter((id) => id !== act.actor.id),
    kind,
    title: title.slice(0, 200),
    body: `${matter.number}「${matter.title}」：${body}`.slice(0, 1000),
    link: matterAddress(act.services.catalogue.kinds.get(matter.kind), matter.id),
    matterId: matter.id,
    dedupe: `${kind}:${matter.id}:${act.now}:${title}`.slice(0, 200),
  });
}
