import { sql } from 'kysely';
import { type PublicationEvent, type PublicationListener, throughTheDoor } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import type { EventKey } from './contract.ts';
import { deliverJob } from './deliver-job.ts';

const CHANGES = { released: 'added', corrected: 'corrected', withdrawn: 'withdrawn' } as const;

/**
 * Writes a publication into the public stream of changes and a delivery for each subscriber it concerns, in the transaction of the
 * release: what was released is told, and what was rolled back never was. What is still waiting to tell of a document that is
 * withdrawn is not sent any more.
 */
export const exchangeListener: PublicationListener = async (act, event) => {
  const seq = await writeChange(act, event);
  if (event.kind === 'withdrawn') await supersede(act, event.documentId);
  if ((await addDeliveries(act, event, seq)) > 0) await act.services.jobs.enqueue(act.tx, deliverJob, {});
};

/** The edition is locked by the release already, so that numbers are given in the order of commits. */
async function writeChange(act: Act, { kind, documentId, indexNumber, type, content }: PublicationEvent) {
  let seq = 0;
  await throughTheDoor(act, async (tx) => {
    const row = await tx
      .insertInto('portal.change')
      .values({
        kind: CHANGES[kind],
        document_id: documentId,
        index_number: indexNumber,
        type: type.key,
        column_key: content.columnKey,
        unit_id: content.issuingUnitId,
        at: act.now,
      })
      .returning('seq')
      .executeTakeFirstOrThrow();
    seq = Number(row.seq);
  });
  return seq;
}

async function supersede({ tx }: Act, documentId: string): Promise<void> {
  await tx
    .updateTable('exchange_delivery')
    .set({ state: 'superseded' })
    .where('document_id', '=', documentId)
    .where('subscription_id', 'is not', null)
    .where('state', 'in', ['waiting', 'dead'])
    .execute();
}

/** Whoever was told of a document hears what becomes of it, also when it no longer fits what they asked for. */
async function addDeliveries(act: Act, event: PublicationEvent, seq: number): Promise<number> {
  const name: EventKey = `document.${event.kind}`;
  const { numAffectedRows } = await sql`
    insert into exchange_delivery (partner_id, subscription_id, event, document_id, seq, made_at, next_at)
    select s.partner_id, s.id, ${name}, ${event.documentId}::uuid, ${seq}::bigint, ${act.now}::timestamptz, ${act.now}::timestamptz
    from exchange_subscription s join exchange_partner p on p.id = s.partner_id
    where p.closed_at is null and ${name} = any(s.events) and (
      ((s.columns = '{}' or ${event.content.columnKey} = any(s.columns))
        and (s.types = '{}' or ${event.type.key} = any(s.types))
        and (s.unit_ids = '{}' or ${event.content.issuingUnitId}::uuid = any(s.unit_ids)))
      or exists (select from exchange_delivery told where told.subscription_id = s.id and told.document_id = ${event.documentId}::uuid))
    on conflict do nothing`.execute(act.tx);
  return Number(numAffectedRows ?? 0);
}
