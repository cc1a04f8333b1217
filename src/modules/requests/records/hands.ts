import { sql } from 'kysely';
import { matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';

interface Copied {
  readonly id: string;
  readonly recordId: string;
}

/**
 * Whether somebody had a hand in what a copy shows: attached the record, drew on it or took a cover away, withheld a page or gave it back, had a
 * word looked for, let one stand or stopped looking for it, or had this copy made; for himself or for another. Asked of the journal, where
 * every such act stands (`covering.ts`): rows are drawn anew and flagged over, the journal keeps each hand.
 */
export async function hadAHandIn(db: Db | Tx, requestId: string, copy: Copied, personId: string): Promise<boolean> {
  const act = await db
    .selectFrom('journal_entry')
    .select('id')
    .where('chain', '=', matterChain(requestId))
    .where((eb) => eb.or([eb('actor_id', '=', personId), eb('on_behalf_of', '=', personId)]))
    .where(sql<boolean>`(action in ('requests.record-added', 'requests.record-covered') and payload ->> 'recordId' = ${copy.recordId}
      or action = 'requests.copy-asked' and payload ->> 'copyId' = ${copy.id})`)
    .limit(1)
    .executeTakeFirst();
  return act !== undefined;
}
