import { notFound, refused } from '#kernel/errors.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { publishingPolicy } from '../policy.ts';
import { demandOfSite } from '../site-office.ts';
import type { AllowedWording, AllowedWordingLine } from './contract.ts';

/**
 * The terms this house uses rightly although the rules object to them. What somebody allowed does not count for texts they have written
 * at themselves: there another person answers for it.
 */
export function allowedWording(
  db: Db | Tx,
  writers: readonly string[] = [],
): Promise<{ term: string; neighbour: string }[]> {
  return db
    .selectFrom('allowed_wording')
    .select(['term', 'neighbour'])
    .where('removed_at', 'is', null)
    .$if(writers.length > 0, (query) => query.where('added_by', 'not in', writers))
    .execute();
}

export function allowedWordingLines(db: Db): Promise<AllowedWordingLine[]> {
  return db
    .selectFrom('allowed_wording as w')
    .innerJoin('person as p', 'p.id', 'w.added_by')
    .select(['w.id', 'w.term', 'w.neighbour', 'w.reason', 'p.name as addedBy', 'w.added_at as addedAt'])
    .where('w.removed_at', 'is', null)
    .orderBy('w.term')
    .orderBy('w.neighbour')
    .execute();
}

/** Allows a term beside these characters from now on; each text that holds it is judged anew. */
export async function allowWording(act: Act, { term, neighbour, reason }: AllowedWording): Promise<void> {
  await demandOfSite(act, publishingPolicy['publishing.manage-wording']);
  const { numInsertedOrUpdatedRows: added } = await act.tx
    .insertInto('allowed_wording')
    .values({
      term: term.trim(),
      neighbour: neighbour?.trim() ?? '',
      reason,
      added_by: act.actor.id,
      added_at: act.now,
    })
    .onConflict((oc) => oc.columns(['term', 'neighbour']).where('removed_at', 'is', null).doNothing())
    .executeTakeFirstOrThrow();
  if (!added) throw refused([`「${term.trim()}」在这样的上下文里已经允许，不需要再加入`]);
  await appendJournal(act, {
    chain: 'wording',
    action: 'publishing.wording-allowed',
    payload: { term, neighbour, reason },
  });
}

export async function forbidWording(act: Act, id: string): Promise<void> {
  await demandOfSite(act, publishingPolicy['publishing.manage-wording']);
  const gone = await act.tx
    .updateTable('allowed_wording')
    .set({ removed_at: act.now })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning(['term', 'neighbour'])
    .executeTakeFirst();
  if (!gone) throw notFound('这条用语');
  await appendJournal(act, { chain: 'wording', action: 'publishing.wording-forbidden', payload: gone });
}
