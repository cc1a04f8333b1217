import type { Db, Tx } from '#platform/db.ts';

/**
 * The round whose signatures stand under a document's present text: of what is out that in which it was issued, whatever was begun and given
 * up since; of a draft the present one.
 */
export async function standingRound(db: Db | Tx, documentId: string, presentRound: number): Promise<number> {
  const { round } = await db
    .selectFrom('document as d')
    .innerJoin('signature as s', (join) =>
      join.onRef('s.document_id', '=', 'd.id').onRef('s.revision_id', '=', 'd.released_revision_id'),
    )
    .whereRef('d.current_revision_id', '=', 'd.released_revision_id')
    .whereRef('s.signed_at', '<=', 'd.released_at')
    .select((eb) => eb.fn.max('s.round').as('round'))
    .where('d.id', '=', documentId)
    .where('s.step', '=', 'issue')
    .where('s.agrees', '=', true)
    .executeTakeFirstOrThrow();
  return round ?? presentRound;
}
