import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { SEPARATED, roleLabel } from './roles.ts';

export interface Period {
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate | null;
}

/**
 * Why a person may not have these roles in this period beside what they have already, by post or by delegation:
 * system, security and audit management lie with three different people. `exceptPostId` is the post being changed itself.
 */
export async function separationReasons(
  db: Db | Tx,
  person: { readonly id: string; readonly name: string },
  roles: readonly string[],
  { fromOn, untilOn }: Period,
  exceptPostId?: string,
): Promise<string[]> {
  const wanted = SEPARATED.filter((role) => roles.includes(role));
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ role: string; via: string }>`
    select distinct role, '岗位「' || p.title || '」' as via
    from post_holding h join post p on p.id = h.post_id cross join unnest(p.roles) as role
    where h.person_id = ${person.id} and p.id is distinct from ${exceptPostId ?? null}::uuid
      and daterange(h.from_on, h.until_on, '[]') && daterange(${fromOn}::date, ${untilOn}::date, '[]')
    union
    select distinct role, '代办（' || absent.name || '）'
    from delegation d join person absent on absent.id = d.from_person_id cross join unnest(d.roles) as role
    where d.to_person_id = ${person.id} and d.ended_at is null
      and daterange(d.from_on, d.until_on, '[]') && daterange(${fromOn}::date, ${untilOn}::date, '[]')`.execute(db);
  return wanted.flatMap((role) =>
    rows
      .filter((had) => SEPARATED.some((separated) => separated === had.role && separated !== role))
      .map(
        (had) =>
          `${person.name}同期已由${had.via}担任${roleLabel(had.role)}，不能再任${roleLabel(role)}：${separationRule}`,
      ),
  );
}

/** People who, from a day on, would have two of the roles that must be kept apart at the same time, over posts and delegations alike. */
export async function separationBreaches(db: Db | Tx, on: LocalDate): Promise<string[]> {
  const { rows } = await sql<{ name: string; roles: string[] }>`
    with acting as (
      select h.person_id, role, daterange(h.from_on, h.until_on, '[]') as days
      from post_holding h join post p on p.id = h.post_id cross join unnest(p.roles) as role
      union all
      select d.to_person_id, role, daterange(d.from_on, d.until_on, '[]')
      from delegation d cross join unnest(d.roles) as role where d.ended_at is null
    )
    select who.name, array_agg(distinct a.role) as roles
    from acting a
    join acting b on b.person_id = a.person_id and b.role <> a.role and a.days && b.days
    join person who on who.id = a.person_id
    where a.role = any(${SEPARATED}::text[]) and b.role = any(${SEPARATED}::text[])
      and a.days * b.days && daterange(${on}::date, null, '[]')
    group by who.id, who.name`.execute(db);
  return rows.map(({ name, roles }) => `${name}将同时担任${roles.map(roleLabel).join('和')}：${separationRule}`);
}

/** Why one post cannot carry these roles together. */
export function rolesRefusals(roles: readonly string[]): string[] {
  const together = SEPARATED.filter((role) => roles.includes(role));
  if (together.length < 2) return [];
  return [`一个岗位不能同时是${together.map(roleLabel).join('和')}：${separationRule}`];
}

const separationRule = `${SEPARATED.map(roleLabel).join('、')}须由不同的人担任`;
