import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, type MatterRow, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { afterwardsPolicy } from '../afterwards-policy.ts';
import { forgottenBars } from '../retention/forgotten.ts';
import type { ArchiveLine, ArchivesOfRequest, ArchiveState } from './contract.ts';
import { makeArchivesJob } from './making.ts';

/** Asks for the package of a request that is at rest (条例第四十五条, 归档); it is made in the background. Refuses while another is being made. */
export async function askArchive(act: Act, requestId: string): Promise<string> {
  const { kind, matter } = await lockSeen(act, requestId);
  if (kind.key !== 'request') throw notFound('这一申请');
  const reasons = await archiveRefusals(act.tx, matter, act.actor);
  if (!reasons) throw forbidden('归档由政务公开办公室办理');
  if (reasons.length > 0) throw refused(reasons);
  const { before } = await act.tx
    .selectFrom('request_archive')
    .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('before'))
    .where('request_id', '=', requestId)
    .executeTakeFirstOrThrow();
  const number = Number(before) + 1;
  const { id } = await act.tx
    .insertInto('request_archive')
    .values({ request_id: requestId, number, state: 'waiting', asked_by: act.actor.id, asked_at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.archive-asked',
    payload: { archiveId: id, archive: number },
  });
  await act.services.jobs.enqueue(act.tx, makeArchivesJob, {});
  return id;
}

/** Why no package can be made now; undefined for those whose task it never is. */
async function archiveRefusals(db: Db | Tx, matter: MatterRow, actor: Actor): Promise<string[] | undefined> {
  if (!allows(afterwardsPolicy['requests.archive'], actor, matter)) return undefined;
  if (matter.closedOn === null) return ['申请还在办理，办结以后才能归档'];
  const waiting = await db
    .selectFrom('request_archive')
    .select('id')
    .where('request_id', '=', matter.id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return [...(await forgottenBars(db, matter.id)), ...(waiting ? ['归档包正在生成，请稍候'] : [])];
}

/** The packages of a request, newest first, for whoever may see it: that they are there, not what is in them. */
export async function archivesOf(services: Services, actor: Actor, requestId: string): Promise<ArchivesOfRequest> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, requestId);
  const rows = await db
    .selectFrom('request_archive as a')
    .innerJoin('person as p', 'p.id', 'a.asked_by')
    .selectAll('a')
    .select('p.name')
    .where('a.request_id', '=', requestId)
    .orderBy('a.number', 'desc')
    .execute();
  // That a package was asked for, made or opened is no news in the file.
  const news = await db
    .selectFrom('journal_entry')
    .select('seq')
    .where('chain', '=', matterChain(requestId))
    .where('action', 'not like', 'requests.archive%')
    .execute();
  return {
    archives: rows.map(
      (row): ArchiveLine => ({
        id: row.id,
        number: row.number,
        state: row.state as ArchiveState,
        askedBy: row.name,
        askedAt: row.asked_at,
        madeAt: row.made_at,
        size: row.size === null ? null : Number(row.size),
        files: row.files,
        hash: row.package_hash,
        failure: row.failure,
        cleared: row.cleared_at !== null,
        later: news.filter(({ seq }) => row.up_to !== null && seq > row.up_to).length,
      }),
    ),
    refusals: (await archiveRefusals(db, matter, actor)) ?? null,
    mayOpen: allows(afterwardsPolicy['requests.archive'], actor, matter),
  };
}
