import { Type } from 'typebox';
import { AppError, refused } from '#kernel/errors.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { metrics } from '#platform/metrics.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { setHasGoneOut } from './sets/keeping.ts';
import { tellOfFailure } from './tell-releasers.ts';

/** What goes out in one transaction: a document by itself, or all of a set. */
interface Due {
  readonly setId: string | null;
  readonly releases: readonly { readonly id: string; readonly document_id: string }[];
}

/**
 * Releases everything that is due, one transaction for each document or set: what fails is recorded and told, and does not hold up the
 * others. Several workers may do it at once: whoever comes second finds it done.
 */
export async function releaseAllDue(services: Services): Promise<{ released: number; failed: number }> {
  let released = 0;
  let failed = 0;
  for (const due of await dueNow(services)) {
    try {
      await act(services, systemActor, async (a) => {
        if (due.setId) await demandWhole(a, due.setId, due.releases.length);
        for (const { document_id } of due.releases) await takeStepAs(a, document_id, 'releaseDue', {});
        if (due.setId) await setHasGoneOut(a, due.setId);
      });
      released += due.releases.length;
    } catch (error) {
      failed += await recordFailure(services, due, error);
    }
  }
  metrics.promisesBroken('release', failed);
  return { released, failed };
}

async function dueNow({ db, time }: Services): Promise<Due[]> {
  const rows = await db
    .selectFrom('release')
    .select(['id', 'document_id', 'set_id'])
    .where('released_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('release_at', '<=', time.now())
    .orderBy('release_at')
    .limit(500)
    .execute();
  const sets = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const key = row.set_id ?? row.id;
    sets.set(key, [...(sets.get(key) ?? []), row]);
  }
  return [...sets.values()].map((releases) => ({ setId: releases[0]?.set_id ?? null, releases }));
}

/** All of a set go out or none: one that has been withdrawn or given up since holds the others, for somebody to decide. */
async function demandWhole({ tx }: Act, setId: string, promised: number): Promise<void> {
  const { members } = await tx
    .selectFrom('release_set_member')
    .select((eb) => eb.fn.countAll<number>().as('members'))
    .where('set_id', '=', setId)
    .where('open', '=', true)
    .executeTakeFirstOrThrow();
  if (Number(members) !== promised)
    throw refused(['发布组里有文件已撤回或作废，整组没有发布：请取消定时，调整后重新定时']);
}

/** Another worker may have released it, or somebody cancelled it, in the meantime: that is no failure. */
async function recordFailure(services: Services, { releases }: Due, error: unknown): Promise<number> {
  const failure = failureWords(error);
  const ids = releases.map(({ id }) => id);
  const { numUpdatedRows } = await services.db
    .updateTable('release')
    .set({ failure, failed_at: services.time.now() })
    .where('id', 'in', ids)
    .where('released_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return 0;
  services.log.error('a scheduled release failed', { releaseIds: ids.join(','), ...errorFacts(error) });
  const [first] = releases;
  if (first) await act(services, systemActor, (a) => tellOfFailure(a, first.id, first.document_id, failure));
  return releases.length;
}

/** What staff read about a release that did not happen; what is ours alone stays in the log. */
const failureWords = (error: unknown): string =>
  error instanceof AppError
    ? error.message
    : '系统出了故障，已记入日志，每分钟会再试一次；如一直不成功，请联系系统管理员';

/** Runs at each promised second and, as a safety net, every minute. */
export const releaseDueJob = defineJob({
  name: 'publishing.release-due',
  label: '到时发布',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await releaseAllDue(services);
  },
});
