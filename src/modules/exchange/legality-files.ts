import { notFound } from '#kernel/errors.ts';
import type { Services } from '#platform/services.ts';
import type { Partner } from './signed-call.ts';

interface File {
  readonly name: string;
  readonly hash: string;
  readonly size: number;
  readonly mediaType: string;
}

/** A file of exactly the text this platform was asked about, as long as it may answer. */
export async function attachmentUnderReview({ db }: Services, partner: Partner, requestId: string, hash: string) {
  const row = await db
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
  const file = files.find((one) => one.hash === hash);
  if (!row || !file) throw notFound('这个附件');
  return { file, documentId: row.document_id };
}
