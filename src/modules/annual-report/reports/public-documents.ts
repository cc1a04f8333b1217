import type { Tx } from '#platform/db.ts';

/** The documents in which editions of a report stand before the public now: released and not withdrawn. */
export const publicDocuments = (tx: Tx, reportId: string) =>
  tx
    .selectFrom('annual_report_document as l')
    .innerJoin('annual_report_edition as e', 'e.id', 'l.edition_id')
    .innerJoin('document as d', 'd.id', 'l.document_id')
    .select('d.id')
    .where('e.report_id', '=', reportId)
    .where('d.released_at', 'is not', null)
    .where('d.withdrawn_at', 'is', null);
