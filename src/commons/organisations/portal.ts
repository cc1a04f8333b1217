import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';

/**
 * Rows for `portal.unit`, which publishing's door writes: every unit that exists on the date except those outside the
 * bureaus, with the holders of its public posts. Names of leaders are public duties (《政府信息公开条例》第二十条第二项); nothing else of a person goes out.
 */
export async function portalUnits(db: Db | Tx, on: LocalDate) {
  const rows = await db
    .selectFrom('unit as u')
    .select((eb) => [
      'u.id',
      'u.key',
      'u.kind',
      'u.name',
      'u.short_name',
      'u.parent_id',
      'u.functions',
      'u.address',
      'u.office_hours',
      'u.phone',
      sql<{ title: string; name: string }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('title', p.title, 'name', who.name) order by p.position, p.title, h.from_on, who.name)
        from post p
        join post_holding h on h.post_id = p.id and daterange(h.from_on, h.until_on, '[]') @> ${on}::date
        join person who on who.id = h.person_id and who.active
        where p.unit_id = ${eb.ref('u.id')} and p.public and (p.abolished_on is null or p.abolished_on > ${on}::date)
      ), '[]')`.as('leaders'),
      'u.position',
    ])
    .where('u.kind', '<>', 'external')
    .where((eb) => eb.or([eb('u.closed_on', 'is', null), eb('u.closed_on', '>', on)]))
    .where((eb) => eb.or([eb('u.founded_on', 'is', null), eb('u.founded_on', '<=', on)]))
    .orderBy('u.position')
    .orderBy('u.key')
    .execute();
  return rows.map((row) => ({ ...row, leaders: JSON.stringify(row.leaders) }));
}
