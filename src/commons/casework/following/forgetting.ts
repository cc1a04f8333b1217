import { Type } from 'typebox';
import { addDays } from '#kernel/dates.ts';
import { defineJob } from '#platform/jobs.ts';
import type { Services } from '#platform/services.ts';

/** So long after a matter is closed nobody waits for news of it: what each reader had seen is forgotten. Ours. */
export const KEPT_AFTER_CLOSING_DAYS = 90;

/** Clears how far people had read, and what remarks asked of them, for matters closed long ago. Gives how many readings were forgotten; may run twice. */
export async function forgetLooks({ db, time }: Services): Promise<number> {
  const before = addDays(time.today(), -KEPT_AFTER_CLOSING_DAYS);
  const longClosed = db.selectFrom('matter').select('id').where('closed_on', '<', before);
  await db.deleteFrom('matter_mention').where('matter_id', 'in', longClosed).execute();
  const { numDeletedRows } = await db
    .deleteFrom('matter_look')
    .where('matter_id', 'in', longClosed)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

export const forgetLooksJob = defineJob({
  name: 'casework.forget-looks',
  label: '清除早已办结事项的阅读进度',
  cron: '20 3 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await forgetLooks(services);
  },
});
