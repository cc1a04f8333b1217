import { sql } from 'kysely';
import { askedOf, type PublicationListener } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import { dueOf } from './due.ts';
import { sendJob } from './jobs.ts';

/**
 * Writes, in the transaction of a release or correction, a row for every reader whose question the document answers: what was released
 * is owed, and what was rolled back never was. The question is asked of the words the release has just put into the search index. What
 * waits for a document that is withdrawn is not sent any more, and whoever was mailed it is owed at once that it was withdrawn.
 */
export const subscriptionListener: PublicationListener = async (act, { kind, documentId }) => {
  const { tx, now, today, services } = act;
  if (kind === 'withdrawn') {
    const told = await whoHasIt(act, documentId);
    await tx
      .updateTable('subscription_delivery')
      .set({ state: 'withdrawn' })
      .where('document_id', '=', documentId)
      .where('state', '=', 'waiting')
      .execute();
    if (told.length === 0) return;
    await tx
      .insertInto('subscription_delivery')
      .values(
        told.map((id) => ({
          subscription_id: id,
          document_id: documentId,
          event: kind,
          made_at: now,
          due_at: now,
          next_at: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await services.jobs.enqueue(tx, sendJob, {});
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

/** Subscriptions that go on and were mailed the document, or whose mail is on its way at this moment: claimed, and not yet answered for. */
async function whoHasIt({ tx }: Act, documentId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('subscription_delivery as d')
    .innerJoin('subscription as s', 's.id', 'd.subscription_id')
    .select('d.subscription_id as id')
    .distinct()
    .where('d.document_id', '=', documentId)
    .where('s.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('d.state', '=', 'sent'),
        eb.and([eb('d.state', '=', 'waiting'), eb('d.tries', '>', 0), eb('d.last_error', 'is', null)]),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}
