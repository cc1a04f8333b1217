import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { sendDue } from './deliver.ts';

/**
 * Sends whatever is due. Enqueued with each notice and also run every five minutes, so that what a crash or a lost job
 * left behind still goes out: the truth of what must be sent is the row.
 */
export const sendNotices = defineJob({
  name: 'notices.send',
  label: '发送通知邮件和短信',
  data: Type.Object({}),
  cron: '*/5 * * * *',
  run: async (_, services) => {
    await sendDue(services);
  },
});
