import { notFound } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { BUREAU_KINDS } from '#commons/organisations/index.ts';
import type { Services } from '#platform/services.ts';
import { afterwardsPolicy } from '../afterwards-policy.ts';
import { wordsOfLists } from '../words/words-apart.ts';
import type { RetentionAnswer, RetentionList } from './contract.ts';

const of = ({ bureau_id }: { readonly bureau_id: string }) => ({ bureauId: bureau_id });

/** A list is its own bureau's; whoever audits reads all of them. */
export const mayRead = (actor: Actor, list: { readonly bureau_id: string }): boolean =>
  allows(afterwardsPolicy['requests.read-retention'], actor, of(list)) ||
  allows(afterwardsPolicy['requests.audit-retention'], actor);

/** The newest lists of the bureaus in which the actor may read them. */
export async function retentionLists(services: Services, actor: Actor): Promise<RetentionAnswer> {
  const { db } = services;
  const bureaus = await db.selectFrom('unit').select('id as bureau_id').where('kind', 'in', BUREAU_KINDS).execute();
  const own = bureaus.filter((bureau) => mayRead(actor, bureau)).map(({ bureau_id }) => bureau_id);
  if (own.length === 0) return { lists: [] };
  const lists = await db
    .selectFrom('retention_list as l')
    .leftJoin('person as p', 'p.id', 'l.proposed_by')
    .leftJoin('person as a', 'a.id', 'l.approved_by')
    .selectAll('l')
    .innerJoin('unit as u', 'u.id', 'l.bureau_id')
    .select(['p.name as proposer', 'a.name as approver', 'u.name as bureau'])
    .where('l.bureau_id', 'in', own)
    .orderBy('l.prepared_at', 'desc')
    .limit(20)
    .execute();
  const entries = await db
    .selectFrom('retention_entry as e')
    .innerJoin('matter as m', 'm.id', 'e.request_id')
    .selectAll('e')
    .select(['m.number', 'm.closed_on'])
    .where('e.list_id', 'in', ['00000000-0000-0000-0000-000000000000', ...lists.map(({ id }) => id)])
    .orderBy('e.due_on')
    .orderBy('m.number')
    .execute();
  const said = await wordsOfLists(
    services,
    lists.map(({ id }) => id),
  );
  return {
    lists: lists.map((list) => ({
      id: list.id,
      bureau: list.bureau,
      state: list.state as RetentionList['state'],
      preparedAt: list.prepared_at,
      proposedBy: list.proposer,
      approvedBy: list.approver,
      opinion: said.get(list.id)?.opinion ?? null,
      doneAt: list.done_at,
      certificateHash: list.certificate_hash,
      mayReview: list.state === 'review' && allows(afterwardsPolicy['requests.review-retention'], actor, of(list)),
      mayDecide:
        list.state === 'proposed' &&
        list.proposed_by !== actor.id &&
        allows(afterwardsPolicy['requests.approve-retention'], actor, of(list)),
      entries: entries
        .filter((entry) => entry.list_id === list.id)
        .map((entry) => ({
          requestId: entry.request_id,
          number: entry.number,
          closedOn: entry.closed_on,
          dueOn: entry.due_on,
          basis: entry.basis,
          keptBecause: entry.kept_because,
          keptUntil: entry.kept_until,
          leftBecause: entry.left_because,
          destroyedHash: entry.destroyed_hash,
        })),
    })),
  };
}

/** 销毁证明 of a list that has been carried out. */
export async function certificateOf({ db }: Services, actor: Actor, listId: string) {
  const row = await db
    .selectFrom('retention_list')
    .select(['bureau_id', 'certificate', 'certificate_hash as hash'])
    .where('id', '=', listId)
    .executeTakeFirst();
  if (!row?.certificate || !mayRead(actor, row)) throw notFound('销毁证明');
  return { certificate: row.certificate, hash: row.hash };
}
