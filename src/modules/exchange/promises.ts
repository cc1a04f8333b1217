import { addHours } from '#kernel/dates.ts';
import type { PromiseDef } from '#platform/system/promises.ts';

/** The job runs every minute. */
const LATE_AFTER_HOURS = 10 / 60;

export const deliveriesPromise: PromiseDef = {
  key: 'exchange-delivery',
  label: '没有推送到对接系统的消息',
  async broken({ db, time }) {
    const { count, oldest } = await db
      .selectFrom('exchange_delivery as x')
      .innerJoin('exchange_partner as p', 'p.id', 'x.partner_id')
      .leftJoin('exchange_subscription as s', 's.id', 'x.subscription_id')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('x.made_at').as('oldest')])
      .where('p.closed_at', 'is', null)
      .where('s.paused_at', 'is', null)
      .where((eb) =>
        eb.or([
          eb('x.state', '=', 'dead'),
          eb.and([eb('x.state', '=', 'waiting'), eb('x.next_at', '<', addHours(time.now(), -LATE_AFTER_HOURS))]),
        ]),
      )
      .executeTakeFirstOrThrow();
    return { count: Number(count), oldest };
  },
};

export const legalityPromise: PromiseDef = {
  key: 'legality-answer',
  label: '合法性审核平台逾期没有答复的送审',
  async broken({ db, time }) {
    const { count, oldest } = await db
      .selectFrom('exchange_legality_request as q')
      .innerJoin('matter as m', 'm.id', 'q.document_id')
      .innerJoin('document as d', 'd.id', 'q.document_id')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('q.due_at').as('oldest')])
      .where('m.state', '=', 'legalityReview')
      .whereRef('d.current_revision_id', '=', 'q.revision_id')
      .where('q.cancelled_at', 'is', null)
      .where('q.due_at', '<', time.now())
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('exchange_legality_opinion as o').select('o.id').whereRef('o.request_id', '=', 'q.id'))),
      )
      .executeTakeFirstOrThrow();
    return { count: Number(count), oldest };
  },
};
