import { Type } from 'typebox';
import { forbidden } from '#kernel/errors.ts';
import { addHours, type Instant } from '#kernel/dates.ts';
import { type Actor, grantFor } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import type { Act, Services } from '#platform/services.ts';
import { type Doing, PRESENCE_SECONDS, type PresentLine } from './contract.ts';
import type { MatterKind } from './kind.ts';
import { type SeenMatter, seenMatter } from './visible.ts';

/** So many are named; a page that more people are at names the first. A limit is arbitrary here, but a limit is better than none. */
const MOST_NAMED = 20;

/**
 * One is at the page of a matter, again or still, to read or to write; gives the others who are, each once. What may not be seen is not found; refuses
 * whoever may not write about it the sign of writing. Nothing of it is kept: a row not renewed says nothing after a minute.
 */
export async function signalPresence(act: Act, matterId: string, doing: Doing): Promise<PresentLine[]> {
  const { tx, now, actor } = act;
  const seen = await seenMatter(tx, act.services, actor, matterId);
  const unitId = doing === 'writing' ? writingUnit(seen, actor) : readingUnit(seen, actor);
  await tx
    .insertInto('matter_presence')
    .values({ matter_id: matterId, person_id: actor.id, doing, unit_id: unitId, since: now, seen_at: now })
    .onConflict((oc) =>
      oc.columns(['matter_id', 'person_id', 'doing']).doUpdateSet((eb) => ({
        seen_at: now,
        unit_id: eb.ref('excluded.unit_id'),
        since: eb
          .case()
          .when('matter_presence.seen_at', '<', freshAt(now))
          .then(eb.val(now))
          .else(eb.ref('matter_presence.since'))
          .end(),
      })),
    )
    .execute();
  return othersAt(tx, seen, { now, actor });
}

/** One has left the page. Nothing to refuse: whoever is not there is gone already. */
export async function endPresence({ tx, actor }: Act, matterId: string, doing: Doing): Promise<void> {
  await tx
    .deleteFrom('matter_presence')
    .where('matter_id', '=', matterId)
    .where('person_id', '=', actor.id)
    .where('doing', '=', doing)
    .execute();
}

/** Who else is at the page of a matter now, those who write first, then the longest; whoever writes is not told to read as well. Whether it may be seen is asked before. */
async function othersAt(
  db: Db | Tx,
  { kind, matter }: SeenMatter,
  { now, actor }: Pick<Act, 'now' | 'actor'>,
): Promise<PresentLine[]> {
  const rows = await db
    .selectFrom('matter_presence as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .leftJoin('unit as u', 'u.id', 'e.unit_id')
    .select(['e.person_id as personId', 'p.name', 'u.name as unitName', 'e.since', 'e.doing'])
    .where('e.matter_id', '=', matter.id)
    .where('e.person_id', '<>', actor.id)
    .where('e.seen_at', '>=', freshAt(now))
    .orderBy('e.doing', 'desc')
    .orderBy('e.since')
    .orderBy('p.name')
    .limit(2 * MOST_NAMED)
    .execute();
  const writing = new Set(rows.filter(({ doing }) => doing === 'writing').map(({ personId }) => personId));
  return rows
    .filter(({ personId, doing }) => doing === 'writing' || !writing.has(personId))
    .slice(0, MOST_NAMED)
    .map((row) => {
      // The table's check allows no other words.
      const doing = row.doing as Doing;
      return { ...row, doing, doingLabel: doing === 'writing' ? (kind.writing?.label ?? READING) : READING };
    });
}

const READING = '正在查看';

function writingUnit({ kind, matter }: SeenMatter, actor: Actor): string | null {
  const grant = grantFor(writingRule(kind), actor, matter);
  if (!grant) throw forbidden('您的岗位不在这一事项上拟写文稿、文书');
  return grant === 'staff' ? null : grant.unitId || null;
}

/** Of a kind that does not say who writes, nobody does. */
const writingRule = (kind: MatterKind) => kind.writing?.rule ?? { label: '', roles: [] };

/** The unit by which somebody most likely looks at it. */
function readingUnit({ matter }: SeenMatter, { grants }: Actor): string | null {
  const own =
    grants.find(({ unitId }) => unitId === matter.leadUnitId) ??
    grants.find(({ unitPath }) => unitPath[0] === matter.bureauId) ??
    grants[0];
  return own?.unitId || null;
}

/** Whoever gave a sign since is there still. */
export const freshAt = (now: Instant) => addHours(now, -PRESENCE_SECONDS / 3600);

/** Takes away what says nothing any more. May run twice. */
export async function forgetPresence({ db, time }: Services): Promise<void> {
  await db.deleteFrom('matter_presence').where('seen_at', '<', addHours(time.now(), -1)).execute();
}

export const forgetPresenceJob = defineJob({
  name: 'casework.forget-presence',
  label: '清除过时的“正在查看”',
  cron: '25 * * * *',
  data: Type.Object({}),
  run: (_data, services) => forgetPresence(services),
});
