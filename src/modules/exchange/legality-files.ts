import { reviewPurposes } from '#commons/attachments/contract.ts';
import { notFound } from '#kernel/errors.ts';
import { filesWithMark } from '#commons/publishing/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { Partner } from './signed-call.ts';

interface File {
  readonly name: string;
  readonly hash: string;
  readonly size: number;
  readonly mediaType: string;
}

export interface Material extends File {
  readonly purpose: string;
}

/**
 * The materials the document was sent for review with: the reviewer outside reads what the one inside does, for they are fixed until the text
 * is a draft again (`fixedMaterials` of publishing). One that bears a mark of a state secret, by whichever edition of the rules, is never
 * among them.
 */
export async function materialsOf(services: Services, documentId: string): Promise<Material[]> {
  const all = await allMaterials(services.db, documentId);
  const marked = new Set(await filesWithMark({ db: services.db, services }, all));
  return all.filter((one) => !marked.has(one));
}

/** Why a document is not put to an outside platform with its materials. */
export async function markedMaterials(db: Db | Tx, services: Services, documentId: string): Promise<string[]> {
  const marked = await filesWithMark({ db, services }, await allMaterials(db, documentId));
  return marked.map(
    ({ name }) => `材料「${name}」带有密级标志，不得发往外部平台：请立即由保密审查员在“材料”里清除，并按规定报告`,
  );
}

function allMaterials(db: Db | Tx, documentId: string): Promise<Material[]> {
  return db
    .selectFrom('attachment as a')
    .innerJoin('stored_file as f', 'f.hash', 'a.hash')
    .select(['a.purpose', 'a.name', 'a.hash', 'f.size', 'f.media_type as mediaType'])
    .where('a.matter_id', '=', documentId)
    .where('a.purpose', 'in', [...reviewPurposes])
    .where('a.removed_at', 'is', null)
    .where('f.scan', '<>', 'infected')
    .orderBy('a.added_at')
    .orderBy('a.id')
    .execute();
}

/** A file of exactly the text this platform was asked about, or one of its materials, as long as it may answer. */
export async function attachmentUnderReview(services: Services, partner: Partner, requestId: string, hash: string) {
  const row = await services.db
    .selectFrom('exchange_legality_request as q')
    .innerJoin('document_revision as r', 'r.id', 'q.revision_id')
    .innerJoin('matter as m', 'm.id', 'q.document_id')
    .select(['r.attachments', 'q.document_id'])
    .where('q.id', '=', requestId)
    .where('q.partner_id', '=', partner.id)
    .where('q.cancelled_at', 'is', null)
    .where('m.state', '=', 'legalityReview')
    .executeTakeFirst();
  const files = (row?.attachments ?? []) as unknown as readonly File[];
  const file =
    files.find((one) => one.hash === hash) ??
    (row && (await materialsOf(services, row.document_id)).find((one) => one.hash === hash));
  if (!row || !file) throw notFound('这个附件');
  return { file, documentId: row.document_id };
}
