import { Type } from 'typebox';
import { addHours } from '#kernel/dates.ts';
import { defineJob } from '#platform/jobs.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import { sendOrder } from './payments.ts';

/** Asked about once a day each; what was asked for today is still on its way. */
const AGAIN_AFTER_HOURS = 20;
const BATCH = 500;

/** Daily reconciliation (对账): the platform is asked what became of every order it has not reported on. It answers by reports. Gives how many were asked about. */
export async function askUnreported(services: Services): Promise<number> {
  return act(services, systemActor, async (a) => {
    const before = addHours(a.now, -AGAIN_AFTER_HOURS);
    const open = await a.tx
      .selectFrom('exchange_payment_order as o')
      .innerJoin('exchange_partner as p', 'p.id', 'o.partner_id')
      .select(['o.id', 'o.partner_id as partnerId'])
      .where('o.over_at', 'is', null)
      .where('p.closed_at', 'is', null)
      .where('o.asked_at', '<', before)
      .where((eb) => eb.or([eb('o.chased_at', 'is', null), eb('o.chased_at', '<', before)]))
      .orderBy('o.asked_at')
      .limit(BATCH)
      .forUpdate('o')
      .execute();
    for (const order of open) {
      await a.tx.updateTable('exchange_payment_order').set({ chased_at: a.now }).where('id', '=', order.id).execute();
      await sendOrder(a, order, 'payment.queried');
    }
    return open.length;
  });
}

export const askUnreportedJob = defineJob({
  name: 'exchange.ask-payments',
  label: '与非税缴款平台对账',
  cron: '40 6 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const asked = await askUnreported(services);
    return asked === 0 ? undefined : `查询没有回报的缴款 ${asked} 笔`;
  },
});
