import { sql } from 'kysely';
import { askedOf, type PublicationListener } from '#commons/publishing/index.ts';
import { dueOf } from './due.ts';
import { sendJob } from './jobs.ts';

/**
 * Writes, in the transaction of a release or correction, a row for every reader whose question the document answers: what was released
 * is owed, and what was rolled back never was. The question is asked of the words the release has just put into the search index. What
 * waits for a document that is withdrawn is not sent any more.
 */
export const subscriptionListener: PublicationListener = async (act, { kind, documentId }) => {
  const { tx, now, today, services } = act;
  if (kind === 'withdrawn') {
    await tx
      .updateTable('subscription_delivery')
      .set({ state: 'withdrawn' })
      .where('document_id', '=', documentId)
      .where('state', '=', 'waiting')
      .execute();
    return;
  }
  const due = (rhythm: 'daily' | 'weekly') => sql`${dueOf(rhythm, now, today)}::timestamptz`;
  const { numAffectedRows } = await sql`
    insert into subscription_delivery (subscription_id, document_id, event, made_at, due_at, next_at)
    select s.id, ${documentId}::uuid, ${kind}, ${now}::timestamptz, d.at, d.at
    from subscription s
    join portal.search_entry e on e.document_id = ${documentId}::uuid and e.words @@ ${askedOf(sql`s.words`, sql`e.shard`)}
    cross join lateral (select case s.rhythm when 'daily' then ${due('daily')} when 'weekly' then ${due('weekly')}
      else ${now}::timestamptz end as at) d
    where s.confirmed_at is not null and s.ended_at is null
    on conflict do nothing`.execute(tx);
  if (Number(numAffectedRows ?? 0) > 0) await services.jobs.enqueue(tx, sendJob, {});
};
