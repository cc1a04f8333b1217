import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { addressOf, lockSeen, type MatterRow, matterById } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import { attachmentPurposes, HIDDEN_NAME } from './contract.ts';
import { attachmentsPolicy } from './policy.ts';

export interface Clearing {
  readonly attachmentId: string;
  readonly reason: string;
  /** The name of the file says too much itself. */
  readonly hideName: boolean;
}

export const mayClear = (actor: Actor, matter: MatterRow): boolean =>
  allows(attachmentsPolicy['attachments.clear'], actor, matter);

/**
 * Takes a file that turned out to be secret away at once, whatever the matter is at: its bytes and what was read out of them, wherever the same
 * bytes hang, for everybody and for good. What stays is that it was there, and who cleared it for what reason. Refused while a document still
 * shows it. Bytes are gone when this returns; the nightly sweep takes those whose process died in between.
 */
export async function clearSecretFile(services: Services, actor: Actor, clearing: Clearing): Promise<void> {
  const hash = await act(services, actor, (a) => recordCleared(a, clearing));
  await services.files.remove(hash, 0);
}

async function recordCleared(a: Act, { attachmentId, reason, hideName }: Clearing): Promise<string> {
  const { tx, actor, now } = a;
  const at = await tx.selectFrom('attachment').select('matter_id').where('id', '=', attachmentId).executeTakeFirst();
  if (!at?.matter_id) throw notFound('这份材料');
  const { matter } = await lockSeen(a, at.matter_id);
  if (!mayClear(actor, matter)) throw forbidden('涉密材料由保密审查员或者政务公开办公室清除，请立即联系他们');
  const hash = await lockedHash(a, attachmentId);
  const kinds = [...a.services.catalogue.kinds.values()];
  const shown: string[] = [];
  for (const { secretFiles } of kinds) shown.push(...((await secretFiles?.shownIn(tx, hash)) ?? []));
  if (shown.length > 0) throw refused(shown);
  const rows = await tx
    .selectFrom('attachment')
    .select(['id', 'name', 'purpose', 'matter_id', 'added_by', 'removed_at'])
    .where('hash', '=', hash)
    .where('cleared_at', 'is', null)
    .forUpdate()
    .execute();
  for (const row of rows) {
    await tx
      .updateTable('attachment')
      .set({
        removed_at: row.removed_at ?? now,
        cleared_at: now,
        cleared_by: actor.id,
        ...(hideName ? { name: HIDDEN_NAME, name_hidden: true } : {}),
      })
      .where('id', '=', row.id)
      .execute();
    const on = row.matter_id && (await matterById(tx, row.matter_id));
    if (on) await told(a, on, { ...row, name: hideName ? HIDDEN_NAME : row.name, hash }, reason);
  }
  await tx.updateTable('stored_file').set({ text: null, cleared_at: now }).where('hash', '=', hash).execute();
  for (const { secretFiles } of kinds) await secretFiles?.forget(tx, hash);
  return hash;
}

/**
 * The bytes of an attachment that is not cleared yet. Whoever takes the same bytes in, names them in a text or keeps what a scan found in them
 * holds their row (`for share`), and is over before this goes on, or comes after and is refused.
 */
async function lockedHash({ tx }: Act, attachmentId: string): Promise<string> {
  const row = await tx
    .selectFrom('attachment as a')
    .innerJoin('stored_file as f', 'f.hash', 'a.hash')
    .select('a.hash')
    .where('a.id', '=', attachmentId)
    .where('f.cleared_at', 'is', null)
    .forUpdate('f')
    .executeTakeFirst();
  if (!row) throw notFound('这份材料');
  return row.hash;
}

interface Cleared {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly purpose: string;
  readonly added_by: string | null;
}

/** Kept on the matter it hung on; the head of its unit, whoever hung it there, and whom the kind names hear of it. */
async function told(a: Act, matter: MatterRow, { id, name, hash, purpose, added_by }: Cleared, reason: string) {
  const labels: Readonly<Record<string, string>> = attachmentPurposes;
  const label = labels[purpose] ?? purpose;
  await appendJournal(a, {
    chain: matterChain(matter.id),
    action: 'attachments.secret-cleared',
    payload: { attachmentId: id, hash, name, purpose: label, reason },
  });
  const heads = await holdersOf(a.tx, { role: 'department-head', on: a.today, unitId: matter.leadUnitId });
  const more = await a.services.catalogue.kinds.get(matter.kind)?.secretFiles?.tell(a.tx, matter, a.today);
  const to = new Set([...heads, ...(more ?? []), ...(added_by ? [added_by] : [])]);
  await notify(a, {
    to: [...to].filter((person) => person !== a.actor.id),
    kind: 'security',
    title: `涉密材料已清除：${matter.number}`,
    body: `${a.actor.name}已从事项「${matter.number}」清除${label}「${name}」，内容不可恢复。原因：${reason}。已经下载、打印或者发往外部的，请立即追回并按规定报告。`,
    link: addressOf(a.services, matter),
    matterId: matter.id,
    dedupe: `secret-cleared:${id}`,
  });
}
