import type { LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';
import { closePartner, registerPartner } from './partners.ts';
import { takePayment, takePaymentCode } from './payments.ts';
import type { Partner } from './signed-call.ts';

/** The payment platform of the demonstration: registered like any other, its address leads nowhere. Gives its id. */
export const openPaymentPlatform = (services: Services, officer: Actor): Promise<string> =>
  act(services, officer, (a) =>
    registerPartner(a, {
      key: 'payments',
      name: '非税缴款平台（演示）',
      contact: '演示，没有真实的平台',
      operations: ['payments.report'],
      unitIds: [],
      networks: [],
      perMinute: 60,
      answerHours: 72,
      paymentsUrl: 'https://payments.example.invalid/orders',
      paymentsItem: '000000000',
    }),
  );

/** The platform tells the code of what a matter is to pay, and that it was paid: by what takes its signed calls. Throws where no order was asked for. */
export async function paidOnPlatform(services: Services, matterId: string, paidOn: LocalDate): Promise<void> {
  const order = await services.db
    .selectFrom('exchange_payment_order as o')
    .innerJoin('exchange_partner as p', 'p.id', 'o.partner_id')
    .select(['o.id as orderId', 'o.amount_fen as amountFen', 'p.id', 'p.key', 'p.name', 'p.bureau_id as bureauId'])
    .select(['p.operations', 'p.unit_ids as unitIds'])
    .where('o.matter_id', '=', matterId)
    .where('o.over_at', 'is', null)
    .executeTakeFirstOrThrow();
  const { orderId, amountFen, ...partner } = order;
  const code = `99${orderId.replaceAll('-', '').slice(0, 18).toUpperCase()}`;
  const platform: Partner = partner;
  await takePaymentCode(services, platform, { orderId, code });
  const voucher = `演示${code.slice(-8)}`;
  await takePayment(services, platform, { orderId, code, amountFen: Number(amountFen), paidOn, voucher });
}

/** Its address leads nowhere: nothing is to be sent there while somebody looks at the demonstration. */
export const closePaymentPlatform = (services: Services, officer: Actor, partnerId: string): Promise<void> =>
  act(services, officer, (a) => closePartner(a, partnerId, '演示用的平台没有真实地址，演示数据生成后停用'));
