import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import { type MatterRow, openParts } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';

/**
 * Why a step of a work item cannot be taken now, beside what the workflow says. Dates are looked at by the step itself,
 * which knows the day.
 */
export async function workItemBars(db: Db | Tx, matter: MatterRow, step: string, actor: Actor): Promise<string[]> {
  switch (step) {
    case 'accept':
    case 'returnForWork':
      return acceptanceBars(db, matter, actor);
    case 'submitCompletion':
      return completionBars(db, matter);
    case 'cooperatorReport':
      return partUnits(matter, actor).length > 0 ? [] : ['您的单位是牵头单位，请用「报告进展」'];
    case 'acceptReport':
    case 'returnReport':
      return reportBars(db, matter, actor);
    case 'requestExtension':
      return [
        ...(matter.dueOn ? [] : ['这项任务没有完成期限，不需要延期']),
        ...((await openExtension(db, matter.id)) ? ['已有一份延期申请等待决定'] : []),
      ];
    case 'approveExtension':
    case 'refuseExtension':
      return extensionBars(db, matter, actor);
    case 'answerSupervision':
      return noticeBars(db, matter, actor);
    case 'narrow':
      return narrowBars(db, matter, actor);
    default:
      return [];
  }
}

/** The units with a part, other than the lead, in which an actor works. */
export const partUnits = (matter: MatterRow, actor: Actor): string[] => [
  ...new Set(actor.grants.map(({ unitId }) => unitId).filter((id) => matter.cooperatingUnitIds.includes(id))),
];

/**
 * No unit accepts its own work. Where the openness office itself sits in the lead unit, nobody but the supervisor is left
 * in the house, who then accepts in its place. Ours.
 */
async function acceptanceBars(db: Db | Tx, matter: MatterRow, actor: Actor): Promise<string[]> {
  const own = actor.grants.filter(({ unitId }) => unitId === matter.leadUnitId);
  if (own.length === 0) return [];
  const office = await db
    .selectFrom('post')
    .select('id')
    .where('unit_id', '=', matter.leadUnitId)
    .where(sql<boolean>`'openness-officer' = any(roles)`)
    .where('abolished_on', 'is', null)
    .executeTakeFirst();
  if (!office) return ['您在牵头单位任职，不能核验本单位的任务'];
  if (own.some(({ role }) => role === 'supervisor')) return [];
  return ['政务公开办公室设在牵头单位，这项任务由督查员核验'];
}

async function completionBars(db: Db | Tx, matter: MatterRow): Promise<string[]> {
  const reasons: string[] = [];
  const missing = await openParts(db, matter.id);
  if (missing.length > 0)
    reasons.push(
      `还有 ${missing.length} 个单位没有报告完成：${missing.join('、')}。确实不需要其参与的，请政务公开办公室解除其任务`,
    );
  const notices = await db
    .selectFrom('supervision_notice')
    .select('number')
    .where('item_id', '=', matter.id)
    .where('replied_on', 'is', null)
    .orderBy('number')
    .execute();
  if (notices.length > 0) reasons.push(`督办通知尚未答复：${notices.map(({ number }) => number).join('、')}`);
  const open = await openClasses(db, matter.id);
  if (open.length > 0) reasons.push(`尚未明确参与单位：${open.map(({ text }) => text).join('、')}`);
  return reasons;
}

async function reportBars(db: Db | Tx, matter: MatterRow, actor: Actor): Promise<string[]> {
  const waiting = await waitingReports(db, matter.id);
  if (waiting.length === 0) return ['没有等待采纳的进展报告'];
  return waiting.every(({ reported_by }) => reported_by === actor.id) ? ['进展是您报告的，请由他人采纳或退回'] : [];
}

async function extensionBars(db: Db | Tx, matter: MatterRow, actor: Actor): Promise<string[]> {
  const asked = await openExtension(db, matter.id);
  if (!asked) return ['没有等待决定的延期申请'];
  return asked.asked_by === actor.id ? ['延期是您申请的，请由他人决定'] : [];
}

async function noticeBars(db: Db | Tx, matter: MatterRow, actor: Actor): Promise<string[]> {
  const mine = await unansweredNotices(db, matter.id, actor);
  return mine.length > 0 ? [] : ['没有等待您单位答复的督办通知'];
}

async function narrowBars(db: Db | Tx, matter: MatterRow, actor: Actor): Promise<string[]> {
  const open = await openClasses(db, matter.id);
  if (open.length === 0) return ['没有尚待明确的单位'];
  const officer = actor.grants.some(({ role }) => role === 'openness-officer');
  return officer || open.some(({ personId }) => personId === actor.id)
    ? []
    : ['参与单位由导入时指定的人员或政务公开办公室明确'];
}

/** Progress of the lead or of cooperating units on which nobody has yet decided, oldest first. */
export function waitingReports(db: Db | Tx, itemId: string) {
  return db
    .selectFrom('progress_report')
    .select(['id', 'kind', 'unit_id', 'reported_by', 'reported_on', 'percent'])
    .where('item_id', '=', itemId)
    .where('kind', '<>', 'cooperating')
    .where('verdict', 'is', null)
    .orderBy('reported_at')
    .execute();
}

export function openExtension(db: Db | Tx, itemId: string) {
  return db
    .selectFrom('due_extension')
    .select(['id', 'from_on', 'to_on', 'asked_by'])
    .where('item_id', '=', itemId)
    .where('granted', 'is', null)
    .executeTakeFirst();
}

/** Notices an actor's unit has still to answer, oldest first. */
export async function unansweredNotices(db: Db | Tx, itemId: string, actor: Actor) {
  const units = new Set(actor.grants.map(({ unitId }) => unitId));
  const notices = await db
    .selectFrom('supervision_notice')
    .select(['id', 'number', 'unit_id', 'issued_by'])
    .where('item_id', '=', itemId)
    .where('replied_on', 'is', null)
    .orderBy('issued_on')
    .orderBy('number')
    .execute();
  return notices.filter((notice) => units.has(notice.unit_id));
}

export interface OpenClass {
  readonly text: string;
  readonly part: 'joint' | 'cooperating' | 'guiding';
  readonly personId: string;
}

export async function openClasses(db: Db | Tx, itemId: string): Promise<readonly OpenClass[]> {
  const row = await db.selectFrom('work_item').select('open_classes').where('id', '=', itemId).executeTakeFirst();
  // Written by the import only.
  return (row?.open_classes ?? []) as unknown as readonly OpenClass[];
}
