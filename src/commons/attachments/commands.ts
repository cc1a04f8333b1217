import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { closedForGood, type FixedFiles, lockSeen, type MatterRow, type SeenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { type AttachmentPurpose, attachmentPurposes } from './contract.ts';
import { type ReceivedFile, recordFile } from './receiving.ts';

export interface NewAttachment {
  readonly file: ReceivedFile;
  /** Without one, only the sender sees the file until it is attached. */
  readonly matterId?: string | undefined;
  readonly purpose?: AttachmentPurpose | undefined;
}

/** Hangs a received file on a matter, or keeps it for its sender. Gives the attachment's id. */
export async function addAttachment(act: Act, { file, matterId, purpose = 'other' }: NewAttachment): Promise<string> {
  if (matterId !== undefined) await demandMayAdd(act, await lockSeen(act, matterId), purpose);
  await recordFile(act, file);
  const { id } = await act.tx
    .insertInto('attachment')
    .values({
      hash: file.hash,
      name: file.name,
      matter_id: matterId ?? null,
      purpose,
      added_by: act.actor.id,
      added_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (matterId !== undefined) await recordAdded(act, matterId, { id, hash: file.hash, name: file.name, purpose });
  return id;
}

/** Hangs a file sent in earlier on a matter. Only its sender may, and only once. */
export async function attach(
  act: Act,
  input: { readonly attachmentId: string; readonly matterId: string; readonly purpose?: AttachmentPurpose | undefined },
): Promise<void> {
  const { tx, actor } = act;
  const purpose = input.purpose ?? 'other';
  // The matter first, as a step of it does.
  const seen = await lockSeen(act, input.matterId);
  const row = await lockAttachment(tx, input.attachmentId);
  if (!row || row.added_by !== actor.id) throw notFound('这份材料');
  await demandMayAdd(act, seen, purpose);
  if (row.matter_id !== null) throw refused(['这份材料已经附在事项上，如需附到别处请重新上传']);
  await tx.updateTable('attachment').set({ matter_id: input.matterId, purpose }).where('id', '=', row.id).execute();
  await recordAdded(act, input.matterId, { id: row.id, hash: row.hash, name: row.name, purpose });
}

/** Takes a file off its matter. A fact, not a deletion: the bytes, the row and the journal stay. */
export async function removeAttachment(
  act: Act,
  { attachmentId, reason }: { readonly attachmentId: string; readonly reason: string },
): Promise<void> {
  const { tx, actor, now } = act;
  const at = await tx.selectFrom('attachment').select('matter_id').where('id', '=', attachmentId).executeTakeFirst();
  if (!at) throw notFound('这份材料');
  const seen = at.matter_id === null ? undefined : await lockSeen(act, at.matter_id);
  const row = await lockAttachment(tx, attachmentId);
  if (row?.matter_id !== at.matter_id || (!seen && row.added_by !== actor.id)) throw notFound('这份材料');
  if (seen) {
    if (!mayRemove(seen.matter, row.added_by, actor)) throw forbidden('材料只能由上传人或牵头单位负责人移除');
    const reasons = [
      ...(closedForGood(seen) ? ['事项已办结，材料已归档，不能移除'] : []),
      ...removalRefusals(await fixedFilesOf(tx, seen), row),
    ];
    if (reasons.length > 0) throw refused(reasons);
  }
  if (row.matter_id !== null) await takenOff(act, row.matter_id, row, reason);
  else await tx.updateTable('attachment').set({ removed_at: now }).where('id', '=', row.id).execute();
}

/** Takes files off their matter as part of another verb, which has asked whether that may be. */
export async function detach(act: Act, matterId: string, ids: readonly string[], reason: string): Promise<void> {
  for (const id of ids) {
    const row = await lockAttachment(act.tx, id);
    if (row?.matter_id === matterId) await takenOff(act, matterId, row, reason);
  }
}

async function takenOff(
  act: Act,
  matterId: string,
  { id, hash, name }: { readonly id: string; readonly hash: string; readonly name: string },
  reason: string,
): Promise<void> {
  await act.tx.updateTable('attachment').set({ removed_at: act.now }).where('id', '=', id).execute();
  await appendJournal(act, {
    chain: matterChain(matterId),
    action: 'attachments.attachment-removed',
    payload: { attachmentId: id, hash, name, reason },
  });
}

/** Why somebody who sees a matter may not add a file to it; empty means they may. */
export function addRefusals(seen: SeenMatter, actor: Actor): string[] {
  const { kind, matter } = seen;
  if (kind.filesElsewhere) return [kind.filesElsewhere];
  const involved =
    matter.startedBy === actor.id ||
    allows({ label: '', roles: 'staff', scope: 'assignee' }, actor, matter) ||
    allows({ label: '', roles: 'staff', scope: 'involved' }, actor, matter) ||
    allows({ label: '', roles: [kind.officeRole], scope: 'bureau' }, actor, matter);
  return [
    ...(involved ? [] : ['只有参与办理的单位和人员可以上传材料']),
    ...(closedForGood(seen) ? ['事项已办结，不能再上传材料'] : []),
  ];
}

/** What is fixed as the matter stands; nothing where it is closed for good, which says enough. */
export async function fixedFilesOf(db: Db | Tx, seen: SeenMatter): Promise<FixedFiles | undefined> {
  return closedForGood(seen) ? undefined : seen.kind.fixedFiles?.(db, seen.matter);
}

/** Why a file stays where it hangs; empty means nothing of its kind keeps it there. */
export function removalRefusals(
  fixed: FixedFiles | undefined,
  { id, purpose }: { readonly id: string; readonly purpose: string },
): string[] {
  return fixed?.purposes.includes(purpose) && (fixed.only?.has(id) ?? true) ? [fixed.because] : [];
}

export function mayRemove(matter: MatterRow, addedBy: string | null, actor: Actor): boolean {
  return addedBy === actor.id || allows({ label: '', roles: ['department-head'], scope: 'lead' }, actor, matter);
}

async function demandMayAdd({ tx, actor }: Act, seen: SeenMatter, purpose: AttachmentPurpose): Promise<void> {
  const fixed = await fixedFilesOf(tx, seen);
  const closed = fixed && !fixed.only && fixed.purposes.includes(purpose) ? [fixed.because] : [];
  const reasons = [...addRefusals(seen, actor), ...closed];
  if (reasons.length > 0) throw refused(reasons);
}

async function lockAttachment(tx: Tx, id: string) {
  return tx
    .selectFrom('attachment')
    .select(['id', 'hash', 'name', 'matter_id', 'added_by', 'purpose'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

async function recordAdded(
  act: Act,
  matterId: string,
  { id, hash, name, purpose }: { id: string; hash: string; name: string; purpose: AttachmentPurpose },
): Promise<void> {
  await appendJournal(act, {
    chain: matterChain(matterId),
    action: 'attachments.attachment-added',
    payload: { attachmentId: id, hash, name, purpose: attachmentPurposes[purpose] },
  });
}
