import { addHours } from '#kernel/dates.ts';
import type { PromiseDef } from '#platform/system/promises.ts';

/** Reports are opened every minute. */
const LATE_AFTER_HOURS = 10 / 60;

export const openingPromise: PromiseDef = {
  key: 'intake',
  label: '没有登记的网站找错留言',
  async broken({ db, time }) {
    const { count, oldest } = await db
      .selectFrom('intake.page_feedback')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('sent_at').as('oldest')])
      .where('opened_at', 'is', null)
      .where('sent_at', '<', addHours(time.now(), -LATE_AFTER_HOURS))
      .executeTakeFirstOrThrow();
    return { count, oldest };
  },
};
