import { sql } from 'kysely';
import { Type } from 'typebox';
import { addHours, type Instant } from '#kernel/dates.ts';
import { defineJob } from '#platform/jobs.ts';
import type { Services } from '#platform/services.ts';
import { sweepBrakes } from './brake.ts';
import { LONGEST_SESSION_HOURS } from './library.ts';

/** What has run out is taken away: it counted for nothing already. */
export const sweepIdentity = defineJob({
  name: 'identity.sweep',
  label: '清理过期的登录会话和失败计数',
  data: Type.Object({}),
  cron: '17 3 * * *',
  run: (_, services) => sweep(services),
});

export async function sweep({ db, time }: Services): Promise<void> {
  const now = time.now();
  await sweepBrakes(db, now);
  // The library's own records go by the wall clock.
  await db.deleteFrom('auth_verification').where('expires_at', '<', sql<Instant>`now()`).execute();
  const oldest = addHours(now, -LONGEST_SESSION_HOURS);
  await db
    .deleteFrom('auth_session')
    .where((eb) =>
      eb.or([eb('signed_in_at', '<', oldest), eb.and([eb('signed_in_at', 'is', null), eb('created_at', '<', oldest)])]),
    )
    .execute();
}
