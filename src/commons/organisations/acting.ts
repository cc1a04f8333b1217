import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';

export interface ActingRole {
  readonly personId: string;
  readonly role: string;
  readonly unitId: string;
  readonly unitPath: string[];
  readonly onBehalfOf: string | null;
}

/**
 * Everyone who may act on a date, role by role. A delegate has those of the delegated roles that the absent person's own
 * posts carry on that day: what has been received by delegation is not passed on, and a post that is lost takes its delegation with it.
 * A delegation that is ended early counts no more from that very day.
 */
export function actingRoles(on: LocalDate): RawBuilder<ActingRole> {
  return sql<ActingRole>`(
    with held as (
      select h.person_id, role, p.unit_id, u.path
      from post_holding h
      join post p on p.id = h.post_id and (p.abolished_on is null or p.abolished_on > ${on}::date)
      join unit u on u.id = p.unit_id and (u.closed_on is null or u.closed_on > ${on}::date)
      join person who on who.id = h.person_id and who.active
      cross join unnest(p.roles) as role
      where h.from_on <= ${on}::date and (h.until_on is null or h.until_on >= ${on}::date)
    )
    select person_id as "personId", role, unit_id as "unitId", path as "unitPath", null::uuid as "onBehalfOf" from held
    union all
    select d.to_person_id, held.role, held.unit_id, held.path, d.from_person_id
    from delegation d
    join held on held.person_id = d.from_person_id and held.role = any(d.roles)
    join person delegate on delegate.id = d.to_person_id and delegate.active
    where d.from_on <= ${on}::date and d.until_on >= ${on}::date
      and (d.ended_at is null or (d.ended_at at time zone 'Asia/Shanghai')::date > ${on}::date)
  )`;
}
