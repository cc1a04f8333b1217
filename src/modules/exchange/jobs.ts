import { Type } from 'typebox';
import { addHours } from '#kernel/dates.ts';
import { defineJob } from '#platform/jobs.ts';

/** A request may be five minutes ahead of our clock and is good for five minutes after it: within ten nothing may be forgotten. */
const KEPT_HOURS = 15 / 60;

/** Forgets random strings that could not be used again anyway: their time is out of the window. */
export const forgetNoncesJob = defineJob({
  name: 'exchange.forget-nonces',
  label: '清理过期的接口随机串',
  cron: '*/10 * * * *',
  data: Type.Object({}),
  run: async (_data, { db, time }) => {
    await db.deleteFrom('exchange_nonce').where('seen_at', '<', addHours(time.now(), -KEPT_HOURS)).execute();
  },
});
