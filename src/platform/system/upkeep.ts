import { Type } from 'typebox';
import { addHours } from '#kernel/dates.ts';
import { defineJob } from '../jobs.ts';
import type { Services } from '../services.ts';
import { keptSettings } from './settings.ts';

/** What the platform itself lets people set. */
export const upkeepSettings = keptSettings({
  key: 'upkeep',
  label: '系统维护',
  schema: Type.Object(
    {
      idempotencyHours: Type.Integer({
        title: '重复提交识别保留（小时）',
        description: '公众在这段时间内重复发送同一次提交，只登记一次',
        minimum: 1,
        maximum: 720,
      }),
    },
    { additionalProperties: false },
  ),
  usual: { idempotencyHours: 72 },
});

/** Takes away the keys by which a repeated public write is known, once nobody can still be repeating it. Gives how many. */
export async function forgetOldKeys({ db, time }: Services): Promise<number> {
  const { idempotencyHours } = await upkeepSettings.current(db);
  const { numDeletedRows } = await db
    .deleteFrom('intake.idempotency_key')
    .where('made_at', '<', addHours(time.now(), -idempotencyHours))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export const upkeepJob = defineJob({
  name: 'system.upkeep',
  label: '清理过期的重复提交标记',
  cron: '41 3 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await forgetOldKeys(services);
  },
});
