import { sql } from 'kysely';
import { refused } from '#kernel/errors.ts';
import type { Act } from '#platform/services.ts';
import { roleLabel } from './roles.ts';

/**
 * Runs a change of the register and refuses it, whole, when whoever makes it would hold a role more than before: by appointment,
 * by a post that carries more, by standing in for somebody or by a file. Who gives powers gives them to others
 * (三权分立, GB/T 22239-2019). The founding of an installation is the system's own.
 */
export async function gainingNothing<T>(act: Act, change: () => Promise<T>): Promise<T> {
  if (act.actor.grants.some(({ role }) => role === 'system')) return change();
  const before = await rolesAhead(act);
  const result = await change();
  const gained = new Set(
    [...(await rolesAhead(act))].filter((held) => !before.has(held)).map((held) => held.split(' ')[0] ?? ''),
  );
  if (gained.size > 0)
    throw refused([`不能给自己增加角色（${[...gained].map(roleLabel).join('、')}），请由另一位机构人事管理员办理`]);
  return result;
}

/** Every role the actor has today or will have, and in which unit. */
async function rolesAhead({ tx, actor, today }: Act): Promise<Set<string>> {
  const { rows } = await sql<{ held: string }>`
    select role || ' ' || p.unit_id as held
    from post_holding h join post p on p.id = h.post_id cross join unnest(p.roles) as role
    where h.person_id = ${actor.id} and (h.until_on is null or h.until_on >= ${today}::date)
    union
    select role || ' ' || d.from_person_id
    from delegation d cross join unnest(d.roles) as role
    where d.to_person_id = ${actor.id} and d.ended_at is null and d.until_on >= ${today}::date`.execute(tx);
  return new Set(rows.map(({ held }) => held));
}
