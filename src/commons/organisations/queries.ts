import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Actor, Grant } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import { actingRoles } from './acting.ts';
import type { UnitNode } from './contract.ts';

export interface WhoHolds {
  readonly role: string;
  readonly on: LocalDate;
  /** Only in exactly this unit. */
  readonly unitId?: string;
  /** Anywhere in this bureau: itself and what stands beneath it, not the bureaus below. */
  readonly bureauId?: string;
}

/** Ids of the people who have a role on a date, through a post of their own or a delegation in force, by staff number. Without a place: anywhere. */
export async function holdersOf(db: Db | Tx, { role, on, unitId, bureauId }: WhoHolds): Promise<string[]> {
  const rows = await db
    .selectFrom(actingRoles(on).as('a'))
    .innerJoin('person as who', 'who.id', 'a.personId')
    .select(['who.id', 'who.staff_number'])
    .distinct()
    .where('a.role', '=', role)
    .$if(unitId !== undefined, (q) => q.where('a.unitId', '=', unitId ?? ''))
    .$if(bureauId !== undefined, (q) => q.where(sql<boolean>`${bureauId}::uuid = any(a."unitPath")`))
    .orderBy('who.staff_number')
    .orderBy('who.id')
    .execute();
  return rows.map((row) => row.id);
}

/** The units in which a post of a role stands, those of the top bureau first, in the register's order; of one bureau where it is given. */
export async function unitsWithRole(db: Db | Tx, role: string, bureauId?: string): Promise<string[]> {
  const rows = await db
    .selectFrom('post as p')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .innerJoin('unit as bureau', (join) => join.on(sql<boolean>`bureau.id = u.path[1]`))
    .select('u.id')
    .where(sql<boolean>`${role} = any(p.roles)`)
    .where('p.abolished_on', 'is', null)
    .where('u.closed_on', 'is', null)
    .$if(bureauId !== undefined, (q) => q.where('bureau.id', '=', bureauId ?? ''))
    .orderBy(sql`bureau.parent_id is not null`)
    .orderBy('u.position')
    .orderBy('u.key')
    .execute();
  return [...new Set(rows.map(({ id }) => id))];
}

/** What a person may act as on a date: one grant for each role of each post held, and for each role stood in for. */
export async function grantsOf(db: Db | Tx, personId: string, on: LocalDate): Promise<Grant[]> {
  const rows = await db
    .selectFrom(actingRoles(on).as('a'))
    .select(['a.role', 'a.unitId', 'a.unitPath', 'a.onBehalfOf'])
    .distinct()
    .where('a.personId', '=', personId)
    .orderBy('a.onBehalfOf', (order) => order.asc().nullsFirst())
    .orderBy('a.unitId')
    .orderBy('a.role')
    .execute();
  return rows.map(({ role, unitId, unitPath, onBehalfOf }) => ({
    role,
    unitId,
    unitPath,
    ...(onBehalfOf ? { onBehalfOf } : {}),
  }));
}

/** A person as they would come in, and what they are called by: 行政许可处处长. */
export interface KnownActor extends Actor {
  readonly posts: readonly string[];
}

/** Active people as they would come in on a date, second factor given, by name: these, or those whose name has some words in it. */
export async function actorsOf(
  db: Db | Tx,
  on: LocalDate,
  which: { readonly ids: readonly string[] } | { readonly q: string | undefined },
): Promise<KnownActor[]> {
  const word = 'q' in which ? which.q?.trim() : undefined;
  const ids = 'ids' in which ? [...which.ids] : undefined;
  const { rows } = await sql<Omit<KnownActor, 'secondFactor'>>`
    select who.id, who.name,
      coalesce((select jsonb_agg(distinct jsonb_strip_nulls(jsonb_build_object(
          'role', a.role, 'unitId', a."unitId", 'unitPath', a."unitPath", 'onBehalfOf', a."onBehalfOf")))
        from ${actingRoles(on)} a where a."personId" = who.id), '[]') as grants,
      array(select u.name || p.title from post_holding h join post p on p.id = h.post_id join unit u on u.id = p.unit_id
        where h.person_id = who.id and daterange(h.from_on, h.until_on, '[]') @> ${on}::date
          and (p.abolished_on is null or p.abolished_on > ${on}::date)
        order by u.position, p.position, p.id) as posts
    from person who
    where who.active and (${ids ?? null}::uuid[] is null or who.id = any(${ids ?? null}::uuid[]))
      and (${word ?? null}::text is null or strpos(who.name, ${word ?? null}::text) > 0)
    order by who.name, who.id`.execute(db);
  return rows.map((row) => ({ ...row, secondFactor: true }));
}

const nodes = (db: Db | Tx) =>
  db
    .selectFrom('unit')
    .select([
      'id',
      'key',
      'kind',
      'name',
      'short_name as shortName',
      'parent_id as parentId',
      'path',
      'position',
      'closed_on as closedOn',
    ]);

/** Every unit that exists on a date, parents before children, children in their order. The tree is in `parentId`. */
export async function unitTree(db: Db | Tx, on: LocalDate): Promise<UnitNode[]> {
  const rows = await nodes(db)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', on)]))
    .where((eb) => eb.or([eb('founded_on', 'is', null), eb('founded_on', '<=', on)]))
    .orderBy('position')
    .orderBy('key')
    .execute();
  return parentsFirst(rows);
}

/** A unit whose parent is not among them counts as a top. */
function parentsFirst(units: readonly UnitNode[]): UnitNode[] {
  const known = new Set(units.map((unit) => unit.id));
  const under = Map.groupBy(units, ({ parentId }) => (parentId && known.has(parentId) ? parentId : ''));
  const walk = (parentId: string): UnitNode[] =>
    (under.get(parentId) ?? []).flatMap((unit) => [unit, ...walk(unit.id)]);
  return walk('');
}

export async function unitById(db: Db | Tx, id: string): Promise<UnitNode | undefined> {
  return nodes(db).where('id', '=', id).executeTakeFirst();
}

export async function unitsByIds(db: Db | Tx, ids: readonly string[]): Promise<UnitNode[]> {
  if (ids.length === 0) return [];
  return nodes(db).where('id', 'in', ids).orderBy('position').orderBy('key').execute();
}

/** The id of the bureau a unit belongs to: the nearest authority of its own, itself when it is one. */
export function bureauOf(unit: { readonly id: string; readonly path: readonly string[] }): string {
  return unit.path[0] ?? unit.id;
}

/** Names of people by id, for lists that hold ids only. */
export async function peopleByIds(db: Db | Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).orderBy('name').execute();
}
