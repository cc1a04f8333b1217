import type { Instant } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import type { DeliveryLine, DeliveryQuery, SubscriptionLine } from './contract.ts';
import { ofBureaus } from './partner-sight.ts';

/** Subscriptions with what is still to be sent and what was given up. */
export async function subscriptionsWithState(
  { db }: Services,
  bureaus?: readonly string[],
): Promise<SubscriptionLine[]> {
  const rows = await db
    .selectFrom('exchange_subscription as s')
    .innerJoin('exchange_partner as p', 'p.id', 's.partner_id')
    .leftJoin('exchange_delivery as d', 'd.subscription_id', 's.id')
    .select(['s.id', 's.version', 's.partner_id as partnerId', 'p.name as partnerName', 's.name', 's.url', 's.events'])
    .select(['s.columns', 's.types', 's.unit_ids as unitIds', 's.paused_at as pausedAt'])
    .select((eb) => [
      eb.fn.count<number>('d.id').filterWhere('d.state', '=', 'waiting').as('waiting'),
      eb.fn.count<number>('d.id').filterWhere('d.state', '=', 'dead').as('dead'),
      eb.fn.max<Instant | null>('d.sent_at').as('lastSentAt'),
    ])
    .where(ofBureaus(bureaus))
    .groupBy(['s.id', 'p.name'])
    .orderBy('p.name')
    .orderBy('s.name')
    .execute();
  return rows.map((row) => ({ ...row, events: row.events as SubscriptionLine['events'] }));
}

/** A page of what was and is to be sent, newest first. */
export async function deliveriesLike(
  { db }: Services,
  { state, event, partner, page, size }: DeliveryQuery,
  bureaus?: readonly string[],
): Promise<{ rows: DeliveryLine[]; total: number }> {
  const matching = db
    .selectFrom('exchange_delivery as x')
    .innerJoin('exchange_partner as p', 'p.id', 'x.partner_id')
    .leftJoin('document as d', 'd.id', 'x.document_id')
    .leftJoin('exchange_payment_order as o', 'o.id', 'x.payment_order_id')
    .leftJoin('exchange_subscription as s', 's.id', 'x.subscription_id')
    .where(ofBureaus(bureaus))
    .$if(state !== undefined, (rows) => rows.where('x.state', '=', state ?? ''))
    .$if(event !== undefined, (rows) => rows.where('x.event', '=', event ?? ''))
    .$if(partner !== undefined, (rows) => rows.where('p.key', '=', partner ?? ''));
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .select(['x.id', 'p.name as partnerName', 's.name as subscriptionName', 'x.event'])
    .select((eb) => eb.fn.coalesce('d.index_number', 'o.reference').as('indexNumber'))
    .select(['x.state', 'x.tries', 'x.made_at as madeAt', 'x.next_at as nextAt', 'x.sent_at as sentAt'])
    .select(['x.last_status as lastStatus', 'x.last_error as lastError', 'x.settled_for as settledFor'])
    .orderBy('x.made_at', 'desc')
    .orderBy('x.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  // The table's checks and the code that writes it allow no other words.
  return { total, rows: rows as DeliveryLine[] };
}
