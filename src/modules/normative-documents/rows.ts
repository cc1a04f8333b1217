import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { EventKind, NormEvent } from './standing.ts';

export function normRow(db: Db | Tx, id: string) {
  return db.selectFrom('normative_document').selectAll().where('id', '=', id).executeTakeFirst();
}
export type NormRow = NonNullable<Awaited<ReturnType<typeof normRow>>>;

/** What has happened to documents, oldest first. */
export async function eventsOf(db: Db | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, NormEvent[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('normative_event')
    .select(['id', 'document_id', 'kind', 'effect_on', 'facts', 'called_off_id'])
    .where('document_id', 'in', [...ids])
    .orderBy('id')
    .execute();
  const events = rows.map(({ id, document_id, kind, effect_on, facts, called_off_id }) => ({
    documentId: document_id,
    id,
    // The table's check allows no other words.
    kind: kind as EventKind,
    effectOn: effect_on,
    validUntil: (facts as { readonly validUntil?: LocalDate | null }).validUntil ?? null,
    calledOffId: called_off_id,
  }));
  return Map.groupBy(events, ({ documentId }) => documentId);
}

export const datesOf = ({ effective_on, valid_until }: Pick<NormRow, 'effective_on' | 'valid_until'>) => ({
  effectiveOn: effective_on,
  validUntil: valid_until,
});
