import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { sendDueNotices } from './sending.ts';

/** Sends what is due to applicants. Run with each notice and every five minutes besides: the truth of what must be sent is the row. */
export const sendNoticesJob = defineJob({
  name: 'requests.send-notices',
  label: '通知申请人查询办理进展',
  cron: '*/5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await sendDueNotices(services);
  },
});
