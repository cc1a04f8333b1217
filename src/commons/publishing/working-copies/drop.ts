import type { Tx } from '#platform/db.ts';

/** Saved as a revision, a copy has done its work. Within the transaction that writes the revision. */
export async function dropWorkingCopyOf(tx: Tx, personId: string, documentId: string): Promise<void> {
  await tx.deleteFrom('working_copy').where('person_id', '=', personId).where('document_id', '=', documentId).execute();
}
