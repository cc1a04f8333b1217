import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, type MatterRow } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { requestsPolicy } from '../policy.ts';
import { hadAHandIn } from './hands.ts';

interface CopyState {
  readonly id: string;
  readonly recordId: string;
  readonly version: number;
  readonly state: string;
  readonly examinedBy: string | null;
}

/**
 * Why somebody may not examine a copy; undefined for those who never do. Four eyes: nobody examines what he had a
 * hand in, covering or uncovering (`hands.ts`). Ours [D]: 条例第十七条 asks for a review before publication and leaves the form to each organ.
 */
export async function examiningRefusals(
  db: Db | Tx,
  matter: MatterRow,
  copy: CopyState | undefined,
  actor: Actor,
): Promise<string[] | undefined> {
  if (!allows(requestsPolicy['requests.examine-copy'], actor, matter)) return undefined;
  if (!copy) return ['还没有公开件'];
  const record = await db
    .selectFrom('request_record')
    .select('version')
    .where('id', '=', copy.recordId)
    .executeTakeFirstOrThrow();
  return [
    ...(copy.state === 'passed' ? [] : ['公开件没有通过防泄漏核验']),
    ...(copy.version === record.version ? [] : ['公开件生成以后遮盖又有变动，请先重新生成']),
    ...(copy.examinedBy === null ? [] : ['公开件已经有人核对']),
    ...((await hadAHandIn(db, matter.id, copy, actor.id))
      ? ['这份材料由您上传过，或者改动过遮盖、整页处理和查找的词，或者由您生成公开件，应当由另一人核对']
      : []),
  ];
}

/** Another person has looked at the copy, page by page, and says what he found. */
export async function examineCopy(act: Act, requestId: string, copyId: string, opinion: string): Promise<void> {
  const { matter } = await lockSeen(act, requestId);
  const copy = await copyOf(act.tx, requestId, copyId);
  const reasons = await examiningRefusals(act.tx, matter, copy, act.actor);
  if (!reasons) throw forbidden('公开件由处室（单位）负责人、政务公开办公室或者签发人核对');
  if (reasons.length > 0) throw refused(reasons);
  await act.tx
    .updateTable('redaction_copy')
    .set({ examined_by: act.actor.id, examined_at: act.now, opinion: opinion.trim() })
    .where('id', '=', copyId)
    .execute();
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.copy-examined',
    payload: { copyId, recordId: copy.recordId },
  });
}

async function copyOf(tx: Tx, requestId: string, copyId: string): Promise<CopyState> {
  const copy = await tx
    .selectFrom('redaction_copy as c')
    .innerJoin('request_record as r', 'r.id', 'c.record_id')
    .select(['c.id', 'c.record_id as recordId', 'c.version', 'c.state', 'c.examined_by as examinedBy'])
    .where('c.id', '=', copyId)
    .where('r.request_id', '=', requestId)
    .where('r.removed_at', 'is', null)
    .executeTakeFirst();
  if (!copy) throw notFound('这份公开件');
  return copy;
}
