import { sql } from 'kysely';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { ClassRow, DelegationRow, PeopleQuery, PersonRow, PostView, UnitDetail } from './contract.ts';
import { policy } from './policy.ts';
import { coversPerson, reachOf } from './reach.ts';
import { registerForResolving } from './resolving.ts';

/** Everything about one unit: facts, words it is known by, posts with their holders over time, newest holder first. */
export async function unitDetail(db: Db | Tx, actor: Actor, id: string): Promise<UnitDetail | undefined> {
  const unit = await db
    .selectFrom('unit as u')
    .leftJoin('unit as parent', 'parent.id', 'u.parent_id')
    .leftJoin('unit as office', 'office.id', 'u.office_unit_id')
    .selectAll('u')
    .select(['parent.name as parentName', 'office.name as officeUnitName'])
    .where('u.id', '=', id)
    .executeTakeFirst();
  if (!unit) return undefined;
  const aliases = await db
    .selectFrom('unit_alias')
    .select(['alias', 'note'])
    .where('unit_id', '=', id)
    .orderBy('alias')
    .execute();
  const reach = await reachOf(db, actor, 'organisations.units');
  return {
    id: unit.id,
    key: unit.key,
    kind: unit.kind,
    name: unit.name,
    shortName: unit.short_name,
    parentId: unit.parent_id,
    parentName: unit.parentName,
    path: unit.path,
    position: unit.position,
    closedOn: unit.closed_on,
    version: unit.version,
    officeUnitId: unit.office_unit_id,
    officeUnitName: unit.officeUnitName,
    regionCode: unit.region_code,
    functions: unit.functions,
    address: unit.address,
    officeHours: unit.office_hours,
    phone: unit.phone,
    email: unit.email,
    foundedOn: unit.founded_on,
    aliases,
    posts: await postsOf(db, id),
    mayChange: reach.covers(unit),
  };
}

async function postsOf(db: Db | Tx, unitId: string): Promise<PostView[]> {
  const posts = await db
    .selectFrom('post')
    .select(['id', 'title', 'roles', 'position', 'public', 'abolished_on as abolishedOn'])
    .where('unit_id', '=', unitId)
    .orderBy(sql`abolished_on is not null`)
    .orderBy('position')
    .orderBy('title')
    .execute();
  const holdings = await db
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('person as who', 'who.id', 'h.person_id')
    .select([
      'h.id',
      'h.post_id as postId',
      'who.id as personId',
      'who.name as personName',
      'h.from_on as fromOn',
      'h.until_on as untilOn',
    ])
    .where('p.unit_id', '=', unitId)
    .orderBy('h.from_on', 'desc')
    .orderBy('who.name')
    .execute();
  const byPost = Map.groupBy(holdings, (holding) => holding.postId);
  return posts.map((post) => ({
    ...post,
    holdings: (byPost.get(post.id) ?? []).map(({ postId: _, ...holding }) => holding),
  }));
}

/** People by name, staff number or unit, with the posts they hold on the day. Phones are masked here; the full one is a command. */
export async function peopleList(
  db: Db | Tx,
  { q, unitId, page = 1, size = 50 }: PeopleQuery,
  on: LocalDate,
): Promise<{ total: number; rows: PersonRow[] }> {
  const posts = sql<PersonRow['posts']>`coalesce((
    select jsonb_agg(jsonb_build_object('title', p.title, 'unitId', u.id, 'unitName', u.name, 'roles', p.roles) order by u.position, p.position)
    from post_holding h join post p on p.id = h.post_id join unit u on u.id = p.unit_id
    where h.person_id = person.id and daterange(h.from_on, h.until_on, '[]') @> ${on}::date
  ), '[]')`;
  const word = q?.trim();
  const found = db
    .selectFrom('person')
    .$if(Boolean(word), (query) =>
      query.where((eb) =>
        eb.or([
          eb(sql<number>`strpos(name, ${word})`, '>', 0),
          eb(sql<number>`strpos(coalesce(staff_number, ''), ${word})`, '>', 0),
        ]),
      ),
    )
    .$if(unitId !== undefined, (query) =>
      query.where(sql<boolean>`exists (
        select from post_holding h join post p on p.id = h.post_id join unit u on u.id = p.unit_id
        where h.person_id = person.id and ${unitId ?? null}::uuid = any(u.path) and daterange(h.from_on, h.until_on, '[]') @> ${on}::date)`),
    );
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select([
      'id',
      'name',
      'staff_number as staffNumber',
      'email',
      'phone_tail',
      'active',
      'version',
      posts.as('posts'),
    ])
    .orderBy('active', 'desc')
    .orderBy('staff_number')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return {
    total,
    rows: rows.map(({ phone_tail, ...row }) => ({
      ...row,
      phoneMasked: phone_tail === null ? null : `••••${phone_tail}`,
    })),
  };
}

/** Delegations given or received by the actor, and for registrars those of the people in their reach; newest first. */
export async function delegationsFor(db: Db | Tx, actor: Actor, today: LocalDate): Promise<DelegationRow[]> {
  const rows = await db
    .selectFrom('delegation as d')
    .innerJoin('person as absent', 'absent.id', 'd.from_person_id')
    .innerJoin('person as stand_in', 'stand_in.id', 'd.to_person_id')
    .innerJoin('person as maker', 'maker.id', 'd.made_by')
    .select([
      'd.id',
      'd.from_person_id as fromPersonId',
      'absent.name as fromName',
      'd.to_person_id as toPersonId',
      'stand_in.name as toName',
      'd.from_on as fromOn',
      'd.until_on as untilOn',
      'd.roles',
      'd.reason',
      'maker.name as madeByName',
      'd.ended_at as endedAt',
    ])
    .orderBy('d.from_on', 'desc')
    .orderBy('d.made_at', 'desc')
    .limit(500)
    .execute();
  const registrar = await registrarOver(db, actor, today);
  const shown: DelegationRow[] = [];
  for (const row of rows) {
    const own =
      allows(policy['organisations.delegate-own'], actor, { personId: row.fromPersonId }) ||
      row.toPersonId === actor.id;
    if (!own && !(await registrar(row.fromPersonId))) continue;
    const state = stateOf(row, today);
    shown.push({ ...row, state, mayEnd: state === 'coming' || state === 'in-force' });
  }
  return shown;
}

async function registrarOver(
  db: Db | Tx,
  actor: Actor,
  today: LocalDate,
): Promise<(personId: string) => Promise<boolean>> {
  const registrar = actor.grants.some((grant) => grant.role === 'registrar');
  if (!registrar) return () => Promise.resolve(false);
  const reach = await reachOf(db, actor, 'organisations.delegate');
  return (personId) => coversPerson(db, reach, personId, today);
}

function stateOf(row: { fromOn: LocalDate; untilOn: LocalDate; endedAt: Instant | null }, today: LocalDate) {
  if (row.endedAt) return 'ended' as const;
  if (row.untilOn < today) return 'over' as const;
  return row.fromOn > today ? ('coming' as const) : ('in-force' as const);
}

/** Collective words with the number of units each stands for today. */
export async function classList(db: Db | Tx, actor: Actor): Promise<ClassRow[]> {
  const rows = await db
    .selectFrom('unit_class as c')
    .innerJoin('unit as bureau', 'bureau.id', 'c.bureau_id')
    .select([
      'c.key',
      'c.name',
      'c.aliases',
      'c.bureau_id as bureauId',
      'bureau.name as bureauName',
      'c.kinds',
      'c.open',
    ])
    .orderBy('bureau.position')
    .orderBy('c.key')
    .execute();
  const { classes } = await registerForResolving(db);
  const members = new Map(classes.map(({ key, unitIds }) => [key, unitIds.length]));
  const reach = await reachOf(db, actor, 'organisations.units');
  return rows.map((row) => ({
    ...row,
    members: members.get(row.key) ?? 0,
    mayChange: reach.covers({ id: row.bureauId, path: [row.bureauId] }),
  }));
}
