import { addHours } from '#kernel/dates.ts';
import type { PromiseDef } from '#platform/system/promises.ts';

/** The sweep runs every five minutes: what is still there after fifteen does not get on by itself. */
const LATE_AFTER_HOURS = 15 / 60;

export const deliveryPromise: PromiseDef = {
  key: 'delivery',
  label: '没有发出的邮件和短信',
  async broken({ db, time }) {
    const { count, oldest } = await db
      .selectFrom('notice_delivery')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('next_at').as('oldest')])
      .where((eb) =>
        eb.or([
          eb('state', '=', 'failed'),
          eb.and([eb('state', '=', 'waiting'), eb('next_at', '<', addHours(time.now(), -LATE_AFTER_HOURS))]),
        ]),
      )
      .executeTakeFirstOrThrow();
    return { count, oldest };
  },
};
