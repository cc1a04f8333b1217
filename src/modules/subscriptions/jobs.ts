import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { renewWords } from './renew-words.ts';
import { sendDue } from './send.ts';
import { takeIn } from './take-in.ts';

/**
 * Takes in what readers sent and mails what is due. Enqueued by a release that somebody subscribes to, and run every minute: what a crash
 * or a lost job left behind still goes out, because the truth of what is owed is the row.
 */
export const sendJob = defineJob({
  name: 'subscriptions.send',
  label: '登记邮件订阅并发送到期的邮件',
  data: Type.Object({}),
  cron: '* * * * *',
  run: async (_data, services) => {
    await renewWords(services);
    await takeIn(services);
    await sendDue(services);
  },
});
