import type { Db, Tx } from '#platform/db.ts';

/** The open set a document stands in, if any. */
export async function openSetOf(db: Db | Tx, documentId: string) {
  return db
    .selectFrom('release_set_member as sm')
    .innerJoin('release_set as s', 's.id', 'sm.set_id')
    .select(['s.id', 's.title', 's.ordered_at as orderedAt', 's.release_at as releaseAt', 's.ordered_by as orderedBy'])
    .where('sm.document_id', '=', documentId)
    .where('sm.open', '=', true)
    .executeTakeFirst();
}

/** Its id, as a part of another statement. */
export const openSetId = (db: Db | Tx, documentId: string) =>
  db.selectFrom('release_set_member').select('set_id').where('document_id', '=', documentId).where('open', '=', true);

/** Documents that go out in the same second as this one. */
export async function companionsOf(db: Db | Tx, documentId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('release_set_member as own')
    .innerJoin('release_set_member as sm', 'sm.set_id', 'own.set_id')
    .innerJoin('matter as m', 'm.id', 'sm.document_id')
    .select('sm.document_id')
    .where('own.document_id', '=', documentId)
    .where('own.open', '=', true)
    .where('sm.open', '=', true)
    .where('sm.document_id', '<>', documentId)
    // What was withdrawn or given up does not go out with the others.
    .where('m.state', 'not in', ['withdrawn', 'discarded', 'kept'])
    .execute();
  return new Set(rows.map(({ document_id }) => document_id));
}
