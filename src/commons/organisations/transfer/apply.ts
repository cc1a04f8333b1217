import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { localDate } from '#kernel/dates.ts';
import type { Act } from '#platform/services.ts';
import { sealedPhone } from '../commands/people.ts';
import { keepFormerName, pathOf, renewPaths } from '../commands/units.ts';
import { kindByLabel, rolesOf } from './check-units.ts';
import { type Row, YES, listed, words } from './columns.ts';
import type { Change, Changes } from './plan.ts';

/** Writes a plan that has no problems. What is new of a table goes in as one statement; what changed, row by row. */
export async function applyChanges(act: Act, changes: Changes): Promise<void> {
  const ids = await writeUnits(act, changes.units);
  await writeAliases(act, changes.aliases, ids);
  await writeClasses(act, changes.classes, ids);
  const postIds = await writePosts(act, changes.posts, ids);
  await writePeople(act, changes.people, postIds);
}

type Ids = ReadonlyMap<string, string>;

const must = (ids: Ids, key: string): string => {
  const id = ids.get(key);
  if (!id) throw new Error(`the plan let through an unknown ${key}`);
  return id;
};

const orNull = (cell: string) => (cell === '' ? null : cell);
const dateOrNull = (cell: string) => (cell === '' ? null : localDate(cell));
const added = <C extends { before?: unknown }>(changes: readonly C[]) => changes.filter((change) => !change.before);
const changed = <C extends { before?: unknown }>(changes: readonly C[]) => changes.filter((change) => change.before);

async function writeUnits(act: Act, changes: readonly Change<'units'>[]): Promise<Ids> {
  const { tx } = act;
  const existing = await tx.selectFrom('unit').select(['id', 'key', 'path']).execute();
  const ids = new Map(existing.map((unit) => [unit.key, unit.id]));
  const paths = new Map(existing.map((unit) => [unit.key, unit.path]));
  const fresh = new Map(added(changes).map(({ row }) => [row.key, row]));
  for (const key of fresh.keys()) ids.set(key, randomUUID());
  const renamed = changed(changes).filter(({ row, before }) => before?.name !== row.name);
  await freeNames(
    act,
    renamed.map(({ row }) => must(ids, row.key)),
  );
  const pathFor = (key: string): string[] => {
    const row = fresh.get(key);
    if (!row) return paths.get(key) ?? [];
    return pathOf(kindByLabel(row.kind) ?? row.kind, must(ids, key), row.parent ? pathFor(row.parent) : undefined);
  };
  if (fresh.size > 0)
    await tx
      .insertInto('unit')
      .values(
        [...fresh.values()].map((row) => ({
          id: must(ids, row.key),
          key: row.key,
          path: pathFor(row.key),
          ...unitValues(row, ids),
        })),
      )
      .execute();
  for (const { row, before } of changed(changes)) {
    const id = must(ids, row.key);
    await tx
      .updateTable('unit')
      .set((eb) => ({ ...unitValues(row, ids), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
    if (before && before.parent !== row.parent) await renewPaths(tx, id);
  }
  const names = new Set((await tx.selectFrom('unit').select('name').execute()).map(({ name }) => name));
  // A name that another unit bears from now on means that unit and no other.
  for (const { row, before } of renamed)
    if (before && !names.has(before.name)) await keepFormerName(act, must(ids, row.key), before.name);
  return ids;
}

/** Two units may exchange their names, and a new one may take a name given up: for a moment the renamed bear their number. */
async function freeNames({ tx }: Act, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('unit').set({ name: sql<string>`id::text` }).where('id', 'in', ids).execute();
}

function unitValues(row: Row<'units'>, ids: Ids) {
  return {
    kind: kindByLabel(row.kind) ?? row.kind,
    name: row.name,
    short_name: orNull(row.shortName),
    parent_id: row.parent ? must(ids, row.parent) : null,
    office_unit_id: row.office ? must(ids, row.office) : null,
    region_code: orNull(row.region),
    functions: orNull(row.functions),
    address: orNull(row.address),
    office_hours: orNull(row.hours),
    phone: orNull(row.phone),
    email: orNull(row.email),
    position: Number(row.position),
    founded_on: dateOrNull(row.founded),
    closed_on: dateOrNull(row.closed),
  };
}

async function writeAliases({ tx }: Act, changes: readonly Change<'aliases'>[], ids: Ids): Promise<void> {
  if (changes.length === 0) return;
  await tx
    .insertInto('unit_alias')
    .values(changes.map(({ row }) => ({ alias: row.alias, unit_id: must(ids, row.unit), note: orNull(row.note) })))
    .onConflict((oc) => oc.columns(['alias', 'unit_id']).doUpdateSet((eb) => ({ note: eb.ref('excluded.note') })))
    .execute();
}

async function writeClasses({ tx }: Act, changes: readonly Change<'classes'>[], ids: Ids): Promise<void> {
  if (changes.length === 0) return;
  await tx
    .insertInto('unit_class')
    .values(
      changes.map(({ row }) => ({
        key: row.key,
        name: row.name,
        aliases: words(row.aliases),
        bureau_id: must(ids, row.bureau),
        kinds: listed(row.kinds).map((kind) => kindByLabel(kind) ?? kind),
        open: row.open === YES,
      })),
    )
    .onConflict((oc) =>
      oc.column('key').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        aliases: eb.ref('excluded.aliases'),
        bureau_id: eb.ref('excluded.bureau_id'),
        kinds: eb.ref('excluded.kinds'),
        open: eb.ref('excluded.open'),
      })),
    )
    .execute();
}

const postKey = (unit: string, title: string) => `${unit}\u0000${title}`;

async function writePosts({ tx }: Act, changes: readonly Change<'posts'>[], ids: Ids): Promise<Ids> {
  if (changes.length > 0)
    await tx
      .insertInto('post')
      .values(
        changes.map(({ row }) => ({
          unit_id: must(ids, row.unit),
          title: row.title,
          roles: rolesOf(row.roles),
          position: Number(row.position),
          public: row.public === YES,
          abolished_on: dateOrNull(row.abolished),
        })),
      )
      .onConflict((oc) =>
        oc.columns(['unit_id', 'title']).doUpdateSet((eb) => ({
          roles: eb.ref('excluded.roles'),
          position: eb.ref('excluded.position'),
          public: eb.ref('excluded.public'),
        })),
      )
      .execute();
  const posts = await tx
    .selectFrom('post as p')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['p.id', 'p.title', 'u.key'])
    .execute();
  return new Map(posts.map((post) => [postKey(post.key, post.title), post.id]));
}

async function writePeople(act: Act, changes: readonly Change<'people'>[], postIds: Ids): Promise<void> {
  if (changes.length === 0) return;
  const people = await upsertPeople(act, [...new Map(changes.map(({ row }) => [row.staffNumber, row])).values()]);
  const holding = (row: Row<'people'>) => ({
    post_id: must(postIds, postKey(row.unit, row.post)),
    person_id: must(people, row.staffNumber),
    from_on: localDate(row.from),
    until_on: dateOrNull(row.until),
  });
  const fresh = added(changes).filter(({ row }) => row.post !== '');
  if (fresh.length > 0)
    await act.tx
      .insertInto('post_holding')
      .values(fresh.map(({ row }) => holding(row)))
      .execute();
  for (const { row, before } of changed(changes)) {
    if (!before || row.until === before.until || row.post === '') continue;
    const { post_id, person_id, from_on, until_on } = holding(row);
    await act.tx
      .updateTable('post_holding')
      .set({ until_on })
      .where('post_id', '=', post_id)
      .where('person_id', '=', person_id)
      .where('from_on', '=', from_on)
      .execute();
  }
}

async function upsertPeople(act: Act, rows: readonly Row<'people'>[]): Promise<Ids> {
  const facts = (row: Row<'people'>) => ({
    staff_number: row.staffNumber,
    name: row.name,
    email: orNull(row.email),
    active: row.active === YES,
  });
  await act.tx
    .insertInto('person')
    .values(rows.map((row) => ({ ...facts(row), ...sealedPhone(act, row.phone) })))
    .onConflict((oc) =>
      oc.column('staff_number').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        email: eb.ref('excluded.email'),
        active: eb.ref('excluded.active'),
        // An empty phone in the file leaves the one that is kept.
        phone: eb.fn.coalesce('excluded.phone', 'person.phone'),
        phone_tail: eb.fn.coalesce('excluded.phone_tail', 'person.phone_tail'),
        version: eb('person.version', '+', 1),
      })),
    )
    .execute();
  const people = await act.tx.selectFrom('person').select(['id', 'staff_number']).execute();
  return new Map(people.flatMap(({ id, staff_number }) => (staff_number ? [[staff_number, id] as const] : [])));
}
