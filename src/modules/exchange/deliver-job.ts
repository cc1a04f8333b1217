import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { deliverDue } from './deliver.ts';

/** Sends what is due: enqueued with each event, and every minute for what a crash or a failure left. The truth is the row. */
export const deliverJob = defineJob({
  name: 'exchange.deliver',
  label: '向对接系统推送',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const { sent, failed } = await deliverDue(services);
    return sent + failed === 0 ? undefined : `送达 ${sent} 件，未送达 ${failed} 件`;
  },
});
