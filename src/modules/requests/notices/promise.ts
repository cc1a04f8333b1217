import { addHours } from '#kernel/dates.ts';
import type { PromiseDef } from '#platform/system/promises.ts';

/** The sweep runs every five minutes. */
const LATE_AFTER_HOURS = 15 / 60;
/** What was given up weeks ago is history, not an alarm. */
const RECENT_HOURS = 7 * 24;

export const applicantNoticesPromise: PromiseDef = {
  key: 'requests-notices',
  label: '没有发给申请人的进展通知',
  async broken({ db, time }) {
    const now = time.now();
    const { count, oldest } = await db
      .selectFrom('request_notice')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('next_at').as('oldest')])
      .where((eb) =>
        eb.or([
          eb.and([eb('state', '=', 'failed'), eb('made_at', '>', addHours(now, -RECENT_HOURS))]),
          eb.and([eb('state', '=', 'waiting'), eb('next_at', '<', addHours(now, -LATE_AFTER_HOURS))]),
        ]),
      )
      .executeTakeFirstOrThrow();
    return { count, oldest };
  },
};
