import { actorsOf } from '#commons/organisations/index.ts';
import { notify } from '#commons/notices/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Db } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import type { MatterKind } from '../kind.ts';
import type { MatterRow } from '../queries.ts';
import { maySee } from '../sight.ts';
import { seenMatter } from '../visible.ts';
import { matterAddress, shortTitle } from '../where.ts';

/** Whoever may see a matter may watch it; not found for everybody else. Twice is once. */
export async function watch(services: Services, actor: Actor, matterId: string): Promise<void> {
  const { matter } = await seenMatter(services.db, services, actor, matterId);
  await services.db
    .insertInto('matter_watch')
    .values({ person_id: actor.id, matter_id: matter.id, since_at: services.time.now() })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** One's own watching ends, also of what one may no longer see. */
export async function unwatch({ db }: Services, actor: Actor, matterId: string): Promise<void> {
  await db.deleteFrom('matter_watch').where('person_id', '=', actor.id).where('matter_id', '=', matterId).execute();
}

export async function watches(db: Db, personId: string, matterId: string): Promise<boolean> {
  const row = await db
    .selectFrom('matter_watch')
    .select('since_at')
    .where('person_id', '=', personId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Tells those who watch a matter of a step that was taken, but for whoever took it and those who were told that it waits for them. A watcher who may
 * no longer see it as it now stands is told nothing and watches it no more, without a word: that something was there is itself not for them.
 */
export async function tellWatchers(
  act: Act,
  kind: MatterKind,
  matter: MatterRow,
  step: string,
  told: readonly string[],
): Promise<void> {
  const { tx, today } = act;
  const rows = await tx.selectFrom('matter_watch').select('person_id').where('matter_id', '=', matter.id).execute();
  if (rows.length === 0) return;
  const people = rows.map(({ person_id }) => person_id);
  const seeing = (await actorsOf(tx, today, { ids: people }))
    .filter((person) => maySee(kind, matter, person))
    .map(({ id }) => id);
  const lost = people.filter((id) => !seeing.includes(id));
  if (lost.length > 0)
    await tx.deleteFrom('matter_watch').where('matter_id', '=', matter.id).where('person_id', 'in', lost).execute();
  await notify(act, {
    to: seeing.filter((id) => id !== act.actor.id && !told.includes(id)),
    kind: 'watch',
    title: `${step}：${shortTitle(matter.title)}`,
    body: `您关注的${kind.label}「${matter.title}」（${matter.number}）有新进展，现在是「${kind.workflow.states[matter.state]?.label ?? matter.state}」`,
    link: matterAddress(kind, matter.id),
    matterId: matter.id,
    dedupe: `watch:${matter.id}:${matter.version}`,
  });
}
