import { Type } from 'typebox';
import { addHours, chineseDate, civilDate } from '#kernel/dates.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import type { PromiseDef } from '#platform/system/promises.ts';
import { claimedBy } from './reading.ts';
import { readMailbox } from './taking.ts';

/** What was no application is kept so long after somebody said so, for whoever asks after it. Ours. */
const KEPT_HOURS = 90 * 24;

export const readMailboxJob = defineJob({
  name: 'requests.read-mailbox',
  label: '收取申请邮箱里的邮件',
  cron: '*/5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const taken = await readMailbox(services);
    return taken === 0 ? undefined : `收到邮件 ${taken} 封`;
  },
});

/** Every morning: what nobody has claimed within a working day is said again, to the office and its head; and what was no application goes. */
export const mailboxUpkeepJob = defineJob({
  name: 'requests.mailbox-upkeep',
  label: '催促认领来信，清除期满的来信',
  cron: '10 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await chaseMails(services);
    await clearMails(services);
  },
});

export async function chaseMails(services: Services): Promise<void> {
  const late = await unclaimed(services);
  for (const bureauId of new Set(late.map(({ bureauId }) => bureauId)))
    await act(services, systemActor, async (a) => {
      const holders = await Promise.all(
        ['openness-officer', 'openness-head'].map((role) => holdersOf(a.tx, { role, on: a.today, bureauId })),
      );
      const own = late.filter((one) => one.bureauId === bureauId);
      await notify(a, {
        to: [...new Set(holders.flatMap((some) => [...some]))],
        kind: 'reminder',
        title: `有${own.length}封来信超过一个工作日没有认领`,
        body: `最早的一封${chineseDate(civilDate(own[0]?.arrivedAt ?? a.now))}到达。来信里可能有信息公开申请，请尽快认领。`,
        link: '/workbench/requests/mails',
        dedupe: `request-mail-late:${bureauId}:${a.today}`,
      });
    });
}

/** Sender, subject and words go; that there was a mail, and that somebody said it was none, stays. */
export async function clearMails({ db, time }: Services): Promise<void> {
  await db
    .updateTable('request_mail')
    .set({ head: null, raw: null, reason: null, cleared_at: time.now() })
    .where('state', '=', 'closed')
    .where('cleared_at', 'is', null)
    .where('handled_at', '<', addHours(time.now(), -KEPT_HOURS))
    .execute();
}

/** What waits longer than a working day, oldest first. */
async function unclaimed({ db, time, calendar }: Services) {
  const waiting = await db
    .selectFrom('request_mail')
    .select(['bureau_id as bureauId', 'arrived_at as arrivedAt'])
    .where('state', '=', 'waiting')
    .orderBy('arrived_at')
    .execute();
  return waiting.filter(({ arrivedAt }) => time.today() > claimedBy(civilDate(arrivedAt), calendar()));
}

export const mailboxPromise: PromiseDef = {
  key: 'requests-mailbox',
  label: '超过一个工作日没有认领的来信',
  async broken(services) {
    const late = await unclaimed(services);
    return { count: late.length, oldest: late[0]?.arrivedAt ?? null };
  },
};
