import { sql } from 'kysely';
import { Type } from 'typebox';
import { addHours, chineseDateTime, type Instant } from '#kernel/dates.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { promisedReleaseDefects } from './releases.ts';
import { tellWhoCanMend } from './tell-releasers.ts';

/** How long before its second a promised release is looked at, with the words for it. */
const MOMENTS = [
  { moment: 'day-before', hours: 24, label: '发布前 24 小时' },
  { moment: 'quarter-before', hours: 0.25, label: '发布前 15 分钟' },
] as const;

/**
 * Looks at every promised release a day and a quarter of an hour before its second, once each. What would hold it up is told to those
 * who can mend it while there is still time; at the second itself everything is asked again.
 */
export async function checkPromisedReleases(services: Services): Promise<number> {
  let checked = 0;
  for (const { moment, hours, label } of MOMENTS)
    for (const { id, document_id, release_at } of await unchecked(services, moment, hours)) {
      await act(services, systemActor, (a) => checkOne(a, { id, document_id, release_at }, moment, label));
      checked += 1;
    }
  return checked;
}

function unchecked({ db, time }: Services, moment: string, hours: number) {
  return db
    .selectFrom('release as x')
    .select(['x.id', 'x.document_id', 'x.release_at'])
    .where('x.released_at', 'is', null)
    .where('x.cancelled_at', 'is', null)
    .where('x.release_at', '<=', addHours(time.now(), hours))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('release_check as k')
            .select(sql`1`.as('one'))
            .whereRef('k.release_id', '=', 'x.id')
            .where('k.moment', '=', moment),
        ),
      ),
    )
    .orderBy('x.release_at')
    .limit(500)
    .execute();
}

async function checkOne(
  a: Act,
  release: { readonly id: string; readonly document_id: string; readonly release_at: Instant },
  moment: string,
  label: string,
): Promise<void> {
  const defects = await promisedReleaseDefects(a, release.document_id);
  const { numInsertedOrUpdatedRows: fresh } = await a.tx
    .insertInto('release_check')
    .values({ release_id: release.id, moment, checked_at: a.now, defects: JSON.stringify(defects) })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirstOrThrow();
  if (fresh && defects.length > 0)
    await tellWhoCanMend(a, release.document_id, {
      title: '定时发布将不能进行',
      body: `${label}检查：${chineseDateTime(release.release_at)}的定时发布有 ${defects.length} 个问题：${defects.slice(0, 5).join('；')}`,
      dedupe: `release-check:${release.id}:${moment}`,
    });
}

/** The second safety net beside the release itself: every minute. */
export const releaseWatchJob = defineJob({
  name: 'publishing.release-watch',
  label: '定时发布预检',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await checkPromisedReleases(services);
  },
});
