import type { Instant } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { legalityMessage } from './legality-message.ts';
import { lineById } from './open-queries.ts';
import { paymentMessage } from './payment-message.ts';

/** A row of `exchange_delivery` that has been claimed. */
export interface Delivery {
  readonly id: string;
  readonly partnerId: string;
  readonly subscriptionId: string | null;
  readonly legalityRequestId: string | null;
  readonly event: string;
  readonly paymentOrderId: string | null;
  /** Null where it is about no document. */
  readonly documentId: string | null;
  readonly seq: number | null;
  readonly tries: number;
  readonly madeAt: Instant;
}

export interface Message {
  readonly url: string;
  readonly body: unknown;
}

/**
 * What a delivery says, made when it is sent from what the portal shows at that moment: nothing that has been taken off goes out
 * afterwards. Undefined when there is nothing left to say.
 */
export async function messageOf(services: Services, delivery: Delivery): Promise<Message | undefined> {
  if (delivery.legalityRequestId) return legalityMessage(services, delivery.legalityRequestId);
  if (delivery.paymentOrderId) return paymentMessage(services, delivery.paymentOrderId, delivery);
  const { db, portalDb, config } = services;
  const subscription = await db
    .selectFrom('exchange_subscription')
    .select('url')
    .where('id', '=', delivery.subscriptionId ?? '')
    .executeTakeFirst();
  const found = await lineById(portalDb, config.baseUrl, delivery.documentId ?? '');
  if (!subscription || !found) return undefined;
  const { line, withdrawnAt, withdrawnReason } = found;
  const head = {
    id: delivery.id,
    event: delivery.event,
    sequence: Number(delivery.seq),
    occurredAt: delivery.madeAt,
  };
  if (delivery.event === 'document.withdrawn') {
    // The portal keeps a reason only where the public may be told one.
    const document = { indexNumber: line.indexNumber, withdrawnAt, reason: withdrawnReason, url: line.url };
    return { url: subscription.url, body: { ...head, document } };
  }
  return withdrawnAt ? undefined : { url: subscription.url, body: { ...head, document: line } };
}
