import { matterById, maySee } from '#commons/casework/index.ts';
import { cleanFileName } from '#platform/files.ts';
import type { Act } from '#platform/services.ts';
import type { AttachmentRef } from './contract.ts';

/**
 * A file that a content names, with size and kind as they were received: what a browser says of it is not believed. Undefined
 * where there is none of that number and hash, or where the actor may not open it.
 */
export async function knownFile(
  act: Act,
  { id, name, hash }: AttachmentRef,
): Promise<{ readonly file: AttachmentRef; readonly purpose: string } | undefined> {
  const row = await act.tx
    .selectFrom('attachment as a')
    .innerJoin('stored_file as f', 'f.hash', 'a.hash')
    .select(['f.size', 'f.media_type', 'a.matter_id', 'a.added_by', 'a.purpose'])
    .where('a.id', '=', id)
    .where('a.hash', '=', hash)
    .where('a.removed_at', 'is', null)
    .where('f.scan', '<>', 'infected')
    // Whoever clears it as secret at this moment sees that a text names it, or has been first.
    .where('f.cleared_at', 'is', null)
    .forShare('f')
    .executeTakeFirst();
  if (!row || !(await maySeeFile(act, row))) return undefined;
  return {
    file: { id, name: cleanFileName(name), hash, size: row.size, mediaType: row.media_type },
    purpose: row.purpose,
  };
}

/** Knowing a file's number and hash is not having a right to it: what one may not open one does not publish. */
async function maySeeFile(
  { tx, services, actor }: Act,
  { matter_id, added_by }: { readonly matter_id: string | null; readonly added_by: string | null },
): Promise<boolean> {
  if (added_by === actor.id) return true;
  const matter = matter_id === null ? undefined : await matterById(tx, matter_id);
  const kind = matter && services.catalogue.kinds.get(matter.kind);
  return matter !== undefined && kind !== undefined && maySee(kind, matter, actor);
}
