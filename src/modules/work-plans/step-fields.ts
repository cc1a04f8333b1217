import { isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import { attach } from '#commons/attachments/index.ts';
import { type MatterRow, type StepEffect, addressOf } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import type { Act } from '#platform/services.ts';
import { type Rhythm, reportDueOn } from './rhythm.ts';

// What the steps of a work item share: reading what was typed, hanging files, telling people, the day the next report is owed.

export type Fields = Readonly<Record<string, unknown>>;
export const text = (fields: Fields, name: string) => String(fields[name] ?? '').trim();
export const ids = (fields: Fields, name: string) => (fields[name] ?? []) as readonly string[];

export function dayFrom(fields: Fields, name: string): LocalDate {
  const typed = text(fields, name);
  if (!isLocalDate(typed)) throw invalid({ [name]: '应是真实的日期，例如 2026-11-30' });
  return typed;
}

/** Files sent in for a form are hung on the matter; those that hang there already stay. */
export async function hang(
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

export async function tell(
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
    link: addressOf(act.services, matter),
    matterId: matter.id,
    dedupe: `${kind}:${matter.id}:${act.now}:${title}`.slice(0, 200),
  });
}

/** For work that is never over, the day the next report is owed stands as the target. */
export async function rhythmTarget(act: Act, itemId: string): Promise<StepEffect> {
  const item = await act.tx.selectFrom('work_item').select('rhythm').where('id', '=', itemId).executeTakeFirstOrThrow();
  if (!item.rhythm) return {};
  return { targetOn: reportDueOn(act.today, item.rhythm as Rhythm, act.services.calendar()).on };
}
