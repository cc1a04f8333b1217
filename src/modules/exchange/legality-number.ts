import type { LegalityAnswers } from '#commons/publishing/index.ts';

/** The number of the opinion that counts for a revision: the one issued last, of a request not called off, if it agrees. */
export const answeredNumber: LegalityAnswers = async (db, documentId, revisionId) => {
  const row = await db
    .selectFrom('exchange_legality_opinion as o')
    .innerJoin('exchange_legality_request as q', 'q.id', 'o.request_id')
    .select(['o.number', 'o.verdict'])
    .where('q.document_id', '=', documentId)
    .where('q.revision_id', '=', revisionId)
    .where('q.cancelled_at', 'is', null)
    .orderBy('o.issued_at', 'desc')
    .orderBy('o.received_at', 'desc')
    .executeTakeFirst();
  return row?.verdict === 'agree' ? row.number : undefined;
};
