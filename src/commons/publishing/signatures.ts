import type { LocalDate } from '#kernel/dates.ts';
import { grantFor } from '#kernel/policy.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { ContentType, SignatureStep } from './content-type.ts';
import { recordMaterials } from './legality/materials.ts';
import { type Confirmation, SIGNATURE_LABELS } from './signature-contract.ts';
import { isAsSigned } from './content-hash.ts';
import { publicationPolicy } from './policy.ts';
import { type Revision, authorsOf, currentRevision } from './revisions.ts';

/** The step of the workflow by which each signature is given. */
const SIGNED_BY = {
  'department-review': 'headSign',
  'secrecy-review': 'secrecySign',
  'legality-review': 'legalitySign',
  issue: 'issue',
} as const satisfies Record<SignatureStep, keyof typeof publicationPolicy>;

/** Whom a deed binds: whoever does it and, when the role comes from a delegation, the person it is done for. */
export function boundBy(step: string, matter: MatterRow, actor: Act['actor']): string[] {
  const rule = publicationPolicy[step as keyof typeof publicationPolicy];
  const grant = grantFor(rule, actor, matter);
  return grant && grant !== 'staff' && grant.onBehalfOf ? [actor.id, grant.onBehalfOf] : [actor.id];
}

/** Puts a verdict under the current revision, or under the one named. The database refuses one that does not match it, and one by its author. */
export async function sign(
  act: Act,
  matter: MatterRow,
  step: SignatureStep,
  verdict: {
    readonly agrees: boolean;
    readonly opinion: string;
    readonly checklist?: readonly string[];
    readonly confirmations?: readonly Confirmation[];
    /** Of the opinion a legality review gives. */
    readonly reviewNumber?: string;
    /** Of an issuer whose text bears no date: when it was formed. */
    readonly formedOn?: LocalDate;
    readonly under?: Revision;
  },
): Promise<{ revision: number; contentHash: string; disclosure: string }> {
  const revision = verdict.under ?? (await currentRevision(act.tx, matter.id));
  const [, onBehalfOf] = boundBy(SIGNED_BY[step], matter, act.actor);
  const { id } = await act.tx
    .insertInto('signature')
    .values({
      document_id: matter.id,
      revision_id: revision.id,
      content_hash: revision.contentHash,
      round: matter.round,
      step,
      signer_id: act.actor.id,
      on_behalf_of: onBehalfOf ?? null,
      agrees: verdict.agrees,
      opinion: verdict.opinion,
      checklist: JSON.stringify(verdict.checklist ?? []),
      confirmations: JSON.stringify(verdict.confirmations ?? []),
      review_number: verdict.reviewNumber ?? null,
      formed_on: verdict.formedOn ?? null,
      signed_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // What is signed afterwards is what is out, not what has been written and handed in since.
  if (!verdict.under) await recordMaterials(act.tx, id, matter.id);
  return { revision: revision.number, contentHash: revision.contentHash, disclosure: revision.content.disclosure };
}

/**
 * Why a document may not go out now: every signature of its type's chain must stand under exactly this revision, in this
 * round, each by another person, none by anybody who wrote at the document, and the releaser may be neither author nor
 * signer of this text, in whichever round. Whoever signed for another counts as both. What an emergency defers is not missed here.
 */
export async function signatureDefects(
  db: Db | Tx,
  type: ContentType,
  matter: MatterRow,
  revision: Revision,
  releasers: readonly string[] = [],
  deferred: readonly SignatureStep[] = [],
): Promise<string[]> {
  const everSigned = await db
    .selectFrom('signature')
    .select(['step', 'round', 'signer_id', 'on_behalf_of'])
    .where('document_id', '=', matter.id)
    .where('content_hash', '=', revision.contentHash)
    .where('agrees', '=', true)
    .execute();
  const signed = everSigned.filter(({ round }) => round === matter.round);
  const authors = new Set(await authorsOf(db, matter.id));
  const people = (signature: (typeof signed)[number]) =>
    [signature.signer_id, signature.on_behalf_of].filter((id) => id !== null);
  const signers = signed.flatMap(people);
  const everSigners = everSigned.flatMap(people);
  return [
    ...(isAsSigned(revision) ? [] : ['文稿和签署时的摘要对不上，不能发布。这不应发生，请报告审计管理员']),
    ...type.chain
      .filter((step) => !deferred.includes(step) && !signed.some((signature) => signature.step === step))
      .map((step) => `缺少对当前版本有效的「${SIGNATURE_LABELS[step]}」签署`),
    ...(new Set(signers).size === signers.length ? [] : ['同一人签署了两个环节']),
    ...(signers.some((id) => authors.has(id)) ? ['拟稿人签署了自己的文稿'] : []),
    ...(releasers.some((id) => authors.has(id)) ? ['拟稿人不能发布自己的文稿'] : []),
    ...(releasers.some((id) => everSigners.includes(id)) ? ['签署过同一文稿的人不能发布它'] : []),
  ];
}

/** Everybody who signed this text or let it out, in whichever round, for themselves or for another. */
export async function handsOn(
  db: Db | Tx,
  documentId: string,
  { id, contentHash }: Revision,
): Promise<ReadonlySet<string>> {
  const signed = await db
    .selectFrom('signature')
    .select(['signer_id as self', 'on_behalf_of as other'])
    .where('document_id', '=', documentId)
    .where('content_hash', '=', contentHash)
    .where('agrees', '=', true)
    .execute();
  const released = await db
    .selectFrom('release')
    .select(['ordered_by as self', 'on_behalf_of as other'])
    .where('revision_id', '=', id)
    .where('kind', '<>', 'withdraw')
    .where('released_at', 'is not', null)
    .execute();
  return new Set([...signed, ...released].flatMap(({ self, other }) => (other ? [self, other] : [self])));
}
