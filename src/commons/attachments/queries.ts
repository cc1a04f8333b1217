import { notFound } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { closedForGood, type FixedFiles, type SeenMatter, seenMatter } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { mayClear } from './clearing.ts';
import { addRefusals, fixedFilesOf, mayRemove, removalRefusals } from './commands.ts';
import { type AttachmentLine, type AttachmentPurpose, type Attachments, attachmentPurposes } from './contract.ts';

function attachmentRows(db: Db | Tx) {
  return db
    .selectFrom('attachment as a')
    .innerJoin('stored_file as f', 'f.hash', 'a.hash')
    .leftJoin('person as p', 'p.id', 'a.added_by')
    .select([
      'a.id',
      'a.hash',
      'a.name',
      'f.size',
      'f.media_type as mediaType',
      'f.scan',
      'a.purpose',
      'a.matter_id as matterId',
      'a.added_by as addedBy',
      'p.name as addedByName',
      'a.added_at as addedAt',
      'a.removed_at as removedAt',
    ])
    .where('a.cleared_at', 'is', null);
}
type Row = Awaited<ReturnType<ReturnType<typeof attachmentRows>['executeTakeFirstOrThrow']>>;

const PURPOSES = Object.keys(attachmentPurposes) as AttachmentPurpose[];

/**
 * The files of a matter, oldest first, for somebody who may see it. Whoever may clear what is secret also sees which were removed: their bytes
 * are still kept.
 */
export async function attachmentsOf(services: Services, actor: Actor, matterId: string): Promise<Attachments> {
  const seen = await seenMatter(services.db, services, actor, matterId);
  const clearable = mayClear(actor, seen.matter);
  const kept = await attachmentRows(services.db).where('a.matter_id', '=', matterId).orderBy('a.added_at').execute();
  const rows = kept.filter(({ removedAt }) => removedAt === null);
  const removed = clearable ? kept.filter(({ removedAt }) => removedAt !== null) : [];
  const wanted = new Set((await seen.kind.materials?.(services, seen.matter)) ?? []);
  for (const { purpose } of rows) wanted.delete(purpose);
  const fixed = await fixedFilesOf(services.db, seen);
  return {
    missing: PURPOSES.filter((purpose) => wanted.has(purpose)),
    rows: rows.map((row) => lineOf(row, removableBy(seen, fixed, row, actor), clearable)),
    removed: removed.map((row) => lineOf(row, false, true)),
    refusals: addRefusals(seen, actor),
    fixed: fixed ? { purposes: fixed.only ? [] : fixed.purposes, because: fixed.because } : null,
  };
}

/** One file with its hash, for somebody who may see its matter, or who sent it in; not found for everybody else. */
export async function attachmentFor(
  services: Services,
  actor: Actor,
  id: string,
): Promise<{ readonly line: AttachmentLine; readonly hash: string }> {
  const row = await attachmentRows(services.db)
    .where('a.id', '=', id)
    .where('a.removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound('这份材料');
  if (row.matterId === null) {
    if (row.addedBy !== actor.id) throw notFound('这份材料');
    return { line: lineOf(row, true, false), hash: row.hash };
  }
  const seen = await seenMatter(services.db, services, actor, row.matterId);
  const fixed = await fixedFilesOf(services.db, seen);
  return { line: lineOf(row, removableBy(seen, fixed, row, actor), mayClear(actor, seen.matter)), hash: row.hash };
}

function removableBy(seen: SeenMatter, fixed: FixedFiles | undefined, row: Row, actor: Actor): boolean {
  return !closedForGood(seen) && removalRefusals(fixed, row).length === 0 && mayRemove(seen.matter, row.addedBy, actor);
}

function lineOf(row: Row, removable: boolean, clearable: boolean): AttachmentLine {
  const purposes: Readonly<Record<string, string>> = attachmentPurposes;
  return {
    id: row.id,
    name: row.name,
    hash: row.hash,
    size: row.size,
    mediaType: row.mediaType,
    scanLabel: row.scan === 'clean' ? '已扫描，未发现病毒' : '未扫描（没有配置病毒扫描服务）',
    purpose: row.purpose,
    purposeLabel: purposes[row.purpose] ?? row.purpose,
    matterId: row.matterId,
    addedBy: row.addedBy && row.addedByName ? { id: row.addedBy, name: row.addedByName } : null,
    addedAt: row.addedAt,
    href: `/api/attachments/${row.id}/content`,
    removable,
    clearable,
  };
}
