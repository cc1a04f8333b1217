import { sql } from 'kysely';
import { addHours, type Instant } from '#kernel/dates.ts';
import type { PromiseDef } from '#platform/system/promises.ts';

/** The job runs every minute. */
const LATE_AFTER_HOURS = 15 / 60;

/** Published and delivered are two facts: what subscribers were to be told by now and were not. */
export const subscriptionPromise: PromiseDef = {
  key: 'subscription-delivery',
  label: '没有按时发给订阅人的邮件',
  async broken({ db, time }) {
    const late = addHours(time.now(), -LATE_AFTER_HOURS);
    const { rows } = await sql<{ count: number; oldest: Instant | null }>`
      select count(*)::int as count, min(at) as oldest from (
        select due_at as at from subscription_delivery where state = 'waiting' and due_at < ${late}::timestamptz
        union all select made_at from subscription_letter where state = 'waiting' and made_at < ${late}::timestamptz
        union all select asked_at from intake.subscription_request where asked_at < ${late}::timestamptz
        union all select said_at from intake.subscription_answer where said_at < ${late}::timestamptz
      ) owed`.execute(db);
    return rows[0] ?? { count: 0, oldest: null };
  },
};
