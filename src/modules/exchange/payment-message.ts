import type { Services } from '#platform/services.ts';
import type { Delivery, Message } from './messages.ts';
import { subjectOf } from './payment-subject.ts';

/** What the payment platform is told of an order, made when it is sent. Undefined when nothing is to be paid any more, and it is not that which is told. */
export async function paymentMessage(
  services: Services,
  orderId: string,
  { event, madeAt }: Pick<Delivery, 'event' | 'madeAt'>,
): Promise<Message | undefined> {
  const order = await services.db
    .selectFrom('exchange_payment_order as o')
    .innerJoin('exchange_partner as p', 'p.id', 'o.partner_id')
    .select(['o.id', 'o.matter_id as matterId', 'o.subject_id as subjectId', 'o.reference', 'o.item_code as itemCode'])
    .select(['o.amount_fen as amountFen', 'o.code', 'o.over_at as overAt', 'p.payments_url as url'])
    .where('o.id', '=', orderId)
    .executeTakeFirst();
  if (!order?.url) return undefined;
  const head = { id: order.id, event, occurredAt: madeAt, reference: order.reference, code: order.code };
  if (event === 'payment.cancelled') return { url: order.url, body: head };
  const about = order.overAt ? undefined : await subjectOf(services).about(services, order);
  if (!about) return undefined;
  const base = `${services.config.baseUrl}/open/v1/exchange`;
  return {
    url: order.url,
    body: {
      ...head,
      itemCode: order.itemCode,
      amountFen: Number(order.amountFen),
      payer: about.payer,
      lastDay: about.lastDay,
      codeUrl: `${base}/payment-orders`,
      reportUrl: `${base}/payments`,
    },
  };
}
