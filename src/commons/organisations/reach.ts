import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import { type OrganisationsAction, policy } from './policy.ts';
import { bureauOf } from './queries.ts';

/** How far an actor's registrar's posts reach: their bureaus and every bureau below. */
export interface Reach {
  covers(unit: { readonly id: string; readonly path: readonly string[] }): boolean;
  /** From the very top: units outside every bureau and new bureaus are kept there. */
  readonly whole: boolean;
}

export async function reachOf(db: Db | Tx, actor: Actor, action: OrganisationsAction): Promise<Reach> {
  const { roles } = policy[action];
  const own = actor.grants
    .filter((grant) => roles.includes(grant.role))
    .map((grant) => bureauOf({ id: grant.unitId, path: grant.unitPath }));
  if (own.length === 0) return { covers: () => false, whole: false };
  const { rows } = await sql<{ id: string; top: boolean }>`
    with recursive below as (
      select id, parent_id is null as top from unit where id = any(${[...new Set(own)]}::uuid[])
      union
      select unit.id, false from unit join below on unit.parent_id = below.id
    )
    select id, top from below`.execute(db);
  const within = new Set(rows.map((row) => row.id));
  const whole = rows.some((row) => row.top);
  return { whole, covers: (unit) => whole || within.has(bureauOf(unit)) };
}

/**
 * Whether a person is within reach: every post that is or will be held lies in it, or there is none yet. One post would not do:
 * whoever appointed somebody of another bureau to a side post would then dispose of that person's phone and roles there.
 */
export async function coversPerson(db: Db | Tx, reach: Reach, personId: string, on: string): Promise<boolean> {
  const units = await db
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['u.id', 'u.path'])
    .where('h.person_id', '=', personId)
    .where((eb) => eb.or([eb('h.until_on', 'is', null), eb('h.until_on', '>=', sql<never>`${on}::date`)]))
    .execute();
  return reach.whole || units.every((unit) => reach.covers(unit));
}
