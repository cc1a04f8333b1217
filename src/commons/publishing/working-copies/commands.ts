import { AppError, forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { addHours } from '#kernel/dates.ts';
import { allows, mayEver } from '#kernel/policy.ts';
import { matterById, maySee } from '#commons/casework/index.ts';
import type { Act, Services } from '#platform/services.ts';
import { publicationKind } from '../kind.ts';
import { publicationPolicy, publishingPolicy } from '../policy.ts';
import {
  type NewWorkingCopy,
  WORKING_COPY_DAYS,
  type WorkingCopyChange,
  type WorkingCopySaved,
} from '../working-copy-contract.ts';

/** Of one person at a time; ours. */
const MOST_COPIES = 30;
/** Longer than any document may be; ours. */
const MOST_CHARACTERS = 1_000_000;

/** Binds a sealed copy to its owner: put under another's name it cannot be opened. */
export const sealedFor = (personId: string): string => `working_copy.sealed:${personId}`;

/**
 * Begins a working copy of one's own, of a document one may write at or of a new one. Refuses where another window has begun
 * one of the same document, and more than `MOST_COPIES` of one person.
 */
export async function beginWorkingCopy(act: Act, typed: NewWorkingCopy): Promise<WorkingCopySaved> {
  const { id, documentId, baseRevision, draft } = typed;
  await demandWriter(act, documentId);
  if ((documentId === undefined) !== (baseRevision === undefined))
    throw invalid({ baseRevision: '修改已有文件时，请说明依据的是第几版' });
  // One after the other, so that two windows cannot pass the limit together.
  await act.tx.selectFrom('person').select('id').where('id', '=', act.actor.id).forUpdate().execute();
  const { n } = await act.tx
    .selectFrom('working_copy')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person_id', '=', act.actor.id)
    .executeTakeFirstOrThrow();
  if (n >= MOST_COPIES)
    throw refused([`您有 ${n} 份没有保存的文稿，不能再自动保存新的。请先保存或放弃其中一些；内容仍在本窗口`]);
  const row = await act.tx
    .insertInto('working_copy')
    .values({
      id,
      person_id: act.actor.id,
      document_id: documentId ?? null,
      base_revision: baseRevision ?? null,
      sealed: seal(act, draft),
      begun_at: act.now,
      saved_at: act.now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning(['id', 'version', 'saved_at as savedAt'])
    .executeTakeFirst();
  if (!row) throw otherWindow();
  return row;
}

/** Saves over one's own working copy. Somebody else's is not found; what another window saved meanwhile is not overwritten. */
export async function saveWorkingCopy(act: Act, id: string, typed: WorkingCopyChange): Promise<WorkingCopySaved> {
  const { version, baseRevision, draft } = typed;
  const copy = await act.tx
    .selectFrom('working_copy')
    .select(['version', 'document_id'])
    .where('id', '=', id)
    .where('person_id', '=', act.actor.id)
    .forUpdate()
    .executeTakeFirst();
  if (!copy) throw noCopy();
  await demandWriter(act, copy.document_id ?? undefined);
  if (copy.version !== version) throw otherWindow();
  return act.tx
    .updateTable('working_copy')
    .set({
      version: version + 1,
      sealed: seal(act, draft),
      saved_at: act.now,
      ...(copy.document_id && baseRevision ? { base_revision: baseRevision } : {}),
    })
    .where('id', '=', id)
    .returning(['id', 'version', 'saved_at as savedAt'])
    .executeTakeFirstOrThrow();
}

/** Gives up what was not saved. Only the owner can; somebody else's is not found. */
export async function discardWorkingCopy({ tx, actor }: Act, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom('working_copy')
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .returning('id')
    .executeTakeFirst();
  if (!gone) throw noCopy();
}

/** Takes away what nobody came back to for `WORKING_COPY_DAYS` days. Gives how many. May run twice. */
export async function sweepWorkingCopies({ db, time }: Services): Promise<number> {
  const old = addHours(time.now(), -24 * WORKING_COPY_DAYS);
  const gone = await db.deleteFrom('working_copy').where('saved_at', '<', old).executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/** Whoever may write at the document, or may draft at all. What may not be seen is not found. */
async function demandWriter({ tx, actor }: Act, documentId: string | undefined): Promise<void> {
  if (documentId === undefined) {
    if (!mayEver(publishingPolicy['publishing.draft'], actor)) throw forbidden();
    return;
  }
  const matter = await matterById(tx, documentId);
  if (matter?.kind !== publicationKind.key || !maySee(publicationKind, matter, actor)) throw notFound('这份文件');
  if (!allows(publicationPolicy.revise, actor, matter))
    throw forbidden('您的岗位不能修改这份文稿，请由拟稿单位的起草人修改');
}

function seal({ services, actor }: Act, draft: NewWorkingCopy['draft']): Buffer {
  const text = JSON.stringify(draft);
  if (text.length > MOST_CHARACTERS) throw invalid({ draft: '内容太长，不能自动保存；内容仍在本窗口，请缩短后保存' });
  return services.secrets.seal(text, sealedFor(actor.id));
}

const noCopy = () => new AppError('not-found', 404, ['没有找到这份没有保存的内容，可能已保存或放弃']);

const otherWindow = () =>
  new AppError('stale', 409, ['您在另一个窗口里也在写这份文稿，那里的内容没有被覆盖。请选择以哪一个窗口为准']);
