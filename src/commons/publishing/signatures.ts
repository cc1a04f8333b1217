import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { ContentType, SignatureStep } from './content-type.ts';
import { type Revision, currentRevision } from './revisions.ts';

export const SIGNATURE_LABELS = {
  'department-review': '处室审核',
  'secrecy-review': '保密审查',
  issue: '签发',
} as const satisfies Record<SignatureStep, string>;

/** Puts a verdict under the current revision. The database refuses one that does not match it, and one by its author. */
export async function sign(
  act: Act,
  matter: MatterRow,
  step: SignatureStep,
  verdict: { readonly agrees: boolean; readonly opinion: string; readonly checklist?: readonly string[] },
): Promise<{ revision: number; contentHash: string }> {
  const revision = await currentRevision(act.tx, matter.id);
  await act.tx
    .insertInto('signature')
    .values({
      document_id: matter.id,
      revision_id: revision.id,
      content_hash: revision.contentHash,
      round: matter.round,
      step,
      signer_id: act.actor.id,
      agrees: verdict.agrees,
      opinion: verdict.opinion,
      checklist: JSON.stringify(verdict.checklist ?? []),
      signed_at: act.now,
    })
    .execute();
  return { revision: revision.number, contentHash: revision.contentHash };
}

/**
 * Why a document may not go out now: every signature of its type's chain must stand under exactly this revision, in this
 * round, each by another person, none by whoever wrote it, and the releaser may be neither author nor secrecy reviewer.
 */
export async function signatureDefects(
  db: Db | Tx,
  type: ContentType,
  matter: MatterRow,
  revision: Revision,
  releaserId?: string,
): Promise<string[]> {
  const signed = await db
    .selectFrom('signature')
    .select(['step', 'signer_id', 'on_behalf_of'])
    .where('document_id', '=', matter.id)
    .where('content_hash', '=', revision.contentHash)
    .where('round', '=', matter.round)
    .where('agrees', '=', true)
    .execute();
  const reasons: string[] = [];
  for (const step of type.chain)
    if (!signed.some((s) => s.step === step)) reasons.push(`缺少对当前版本有效的「${SIGNATURE_LABELS[step]}」签署`);
  const signers = signed.map((s) => s.signer_id);
  if (new Set(signers).size !== signers.length) reasons.push('同一人签署了两个环节');
  if (signers.includes(revision.madeBy)) reasons.push('拟稿人签署了自己的文稿');
  if (releaserId && releaserId === revision.madeBy) reasons.push('拟稿人不能发布自己的文稿');
  if (releaserId && signed.some((s) => s.step === 'secrecy-review' && s.signer_id === releaserId))
    reasons.push('保密审查人不能发布同一文稿');
  return reasons;
}
