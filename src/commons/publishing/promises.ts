import { addHours } from '#kernel/dates.ts';
import type { PromiseDef } from '#platform/system/promises.ts';

/** The job runs at the promised second and every minute: two minutes late is broken. */
const LATE_AFTER_HOURS = 2 / 60;

export const releasePromise: PromiseDef = {
  key: 'release',
  label: '到时没有发布的文件',
  async broken({ db, time }) {
    const { count, oldest } = await db
      .selectFrom('release')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('release_at').as('oldest')])
      .where('released_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .where('release_at', '<', addHours(time.now(), -LATE_AFTER_HOURS))
      .executeTakeFirstOrThrow();
    return { count, oldest };
  },
};
