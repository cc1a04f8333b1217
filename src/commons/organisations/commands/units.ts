import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { chineseDate } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { CloseUnit, MoveUnit, NewUnit, RenameUnit, UnitAliases, UnitFacts } from '../contract.ts';
import { UNIT_KINDS, isUnitKind, placeRefusals } from '../kinds.ts';
import { closingReasons } from './closing.ts';
import { demandRole, nextVersion, orNull, outOfReach, record, refuseAny, unitForChange } from './register.ts';

/** Adds a unit under its parent. Refuses a name or code that is taken, a place its kind cannot stand in, and a place beyond the actor's reach. */
export async function addUnit(act: Act, input: NewUnit): Promise<{ id: string }> {
  const { tx } = act;
  const reach = await demandRole(act, 'organisations.units');
  const parent = input.parentId ? await placeFor(tx, input.parentId) : undefined;
  if (parent ? !reach.covers(parent) : !reach.whole) throw outOfReach();
  const taken = await tx
    .selectFrom('unit')
    .select(['key', 'name'])
    .where((eb) => eb.or([eb('key', '=', input.key), eb('name', '=', input.name.trim())]))
    .execute();
  refuseAny([
    ...(taken.some((unit) => unit.key === input.key) ? [`机构代码「${input.key}」已被使用，请换一个`] : []),
    ...(taken.some((unit) => unit.name === input.name.trim())
      ? [`已有名为「${input.name.trim()}」的机构，请核对是否重复`]
      : []),
    ...placeRefusals(input.kind, parent?.kind),
    ...(parent?.closed_on ? [`上级机构${parent.name}已经撤销，请选择其他上级机构`] : []),
    ...(await officeReasons(tx, input.kind, input.officeUnitId)),
  ]);
  const id = randomUUID();
  await tx
    .insertInto('unit')
    .values({
      id,
      key: input.key,
      kind: input.kind,
      name: input.name.trim(),
      short_name: orNull(input.shortName),
      parent_id: parent?.id ?? null,
      office_unit_id: input.officeUnitId ?? null,
      region_code: orNull(input.regionCode),
      founded_on: input.foundedOn ?? null,
      position: input.position ?? 0,
      path: pathOf(input.kind, id, parent?.path),
    })
    .execute();
  await record(
    act,
    'add-unit',
    { unitId: id, key: input.key, kind: input.kind, name: input.name.trim(), parentId: parent?.id },
    input.foundedOn,
  );
  return { id };
}

/** A bureau begins a path of its own: what is beneath it does not belong to the bureau above. */
export function pathOf(kind: string, id: string, parentPath: readonly string[] | undefined): string[] {
  return isUnitKind(kind) && !UNIT_KINDS[kind].bureau && parentPath ? [...parentPath, id] : [id];
}

/** Gives a unit another name. The old one is kept as an alias, so that documents written before still find it. */
export async function renameUnit(act: Act, id: string, input: RenameUnit): Promise<void> {
  const unit = await unitForChange(act, 'organisations.units', id, input.version);
  const name = input.name.trim();
  const same = await act.tx
    .selectFrom('unit')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', id)
    .executeTakeFirst();
  refuseAny(same ? [`已有名为「${name}」的机构，请核对是否重复`] : []);
  await act.tx
    .updateTable('unit')
    .set({ name, short_name: orNull(input.shortName) })
    .where('id', '=', id)
    .execute();
  if (name !== unit.name) await keepFormerName(act, id, unit.name);
  await nextVersion(act, id);
  await record(act, 'rename-unit', { unitId: id, from: unit.name, to: name, shortName: orNull(input.shortName) });
}

export async function keepFormerName(act: Act, unitId: string, alias: string): Promise<void> {
  await act.tx
    .insertInto('unit_alias')
    .values({ unit_id: unitId, alias, note: `曾用名，${chineseDate(act.today)}更名` })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Writes the facts of a unit; all of them as the form shows them, an empty one removes what was there. */
export async function changeUnitFacts(act: Act, id: string, input: UnitFacts): Promise<void> {
  const unit = await unitForChange(act, 'organisations.units', id, input.version);
  refuseAny(await officeReasons(act.tx, unit.kind, input.officeUnitId));
  const facts = {
    functions: orNull(input.functions),
    address: orNull(input.address),
    office_hours: orNull(input.officeHours),
    phone: orNull(input.phone),
    email: orNull(input.email),
    region_code: orNull(input.regionCode),
    office_unit_id: input.officeUnitId ?? null,
    position: input.position,
  };
  await act.tx.updateTable('unit').set(facts).where('id', '=', id).execute();
  await nextVersion(act, id);
  const changed = Object.fromEntries(
    Object.entries(facts).filter(([key, value]) => unit[key as keyof typeof facts] !== value),
  );
  await record(act, 'change-unit-facts', { unitId: id, changed });
}

/** Puts a unit and all beneath it elsewhere. Refuses its own subtree, a wrong kind of place, and leaving a bureau while matters are open. */
export async function moveUnit(act: Act, id: string, input: MoveUnit): Promise<void> {
  const { tx } = act;
  const unit = await unitForChange(act, 'organisations.units', id, input.version);
  const parent = await placeFor(tx, input.parentId);
  if (!unit.reach.covers(parent)) throw outOfReach();
  const beneath = await subtreeOf(tx, id);
  const leaves = unit.path[0] !== id && unit.path[0] !== parent.path[0];
  refuseAny([
    ...(beneath.includes(parent.id)
      ? [`${parent.name}就在${unit.name}之下（或就是它自己），不能作为它的上级机构`]
      : []),
    ...(parent.closed_on ? [`上级机构${parent.name}已经撤销，请选择其他上级机构`] : []),
    ...(isUnitKind(unit.kind) ? placeRefusals(unit.kind, parent.kind) : []),
    ...(leaves && (await openMatters(tx, beneath)) > 0 ? ['还有未办结的事项，划转到另一个局之前请先办结或移交'] : []),
  ]);
  await tx.updateTable('unit').set({ parent_id: parent.id }).where('id', '=', id).execute();
  await renewPaths(tx, id);
  await nextVersion(act, id);
  await record(act, 'move-unit', { unitId: id, from: unit.parent_id, to: parent.id });
}

/** Writes the paths of a unit and of everything beneath it anew from the tree. */
export async function renewPaths(tx: Tx, id: string): Promise<void> {
  const bureaus = Object.entries(UNIT_KINDS)
    .filter(([, kind]) => kind.bureau)
    .map(([key]) => key);
  await sql`
    with recursive renewed as (
      select u.id, case when p.id is null or u.kind = any(${bureaus}::text[]) then array[u.id] else p.path || u.id end as path
      from unit u left join unit p on p.id = u.parent_id where u.id = ${id}
      union all
      select u.id, case when u.kind = any(${bureaus}::text[]) then array[u.id] else renewed.path || u.id end
      from unit u join renewed on u.parent_id = renewed.id
    )
    update unit set path = renewed.path from renewed where unit.id = renewed.id and unit.path <> renewed.path`.execute(
    tx,
  );
}

/** Closes a unit for good. Refuses, with every reason, while anything still hangs on it. */
export async function closeUnit(act: Act, id: string, input: CloseUnit): Promise<void> {
  const unit = await unitForChange(act, 'organisations.units', id, input.version);
  refuseAny([
    ...(input.closedOn > act.today ? ['撤销日期不能晚于今天，请在生效当日办理'] : []),
    ...(unit.founded_on && input.closedOn < unit.founded_on ? ['撤销日期不能早于成立日期'] : []),
    ...(await closingReasons(act.tx, unit, input.closedOn)),
  ]);
  await act.tx.updateTable('unit').set({ closed_on: input.closedOn }).where('id', '=', id).execute();
  await nextVersion(act, id);
  await record(act, 'close-unit', { unitId: id, name: unit.name, reason: input.reason }, input.closedOn);
}

/** Replaces the words a unit is known by. Refuses a word that is the name of another unit: it would resolve to two. */
export async function setAliases(act: Act, id: string, input: UnitAliases): Promise<void> {
  const unit = await unitForChange(act, 'organisations.units', id, input.version);
  const given = input.aliases ?? [];
  const aliases = new Map(given.map(({ alias, note }) => [alias.trim(), orNull(note)]));
  const words = [...aliases.keys()];
  const others =
    words.length === 0 ? [] : await act.tx.selectFrom('unit').select('name').where('name', 'in', words).execute();
  refuseAny([
    ...others.map(
      ({ name }) =>
        `「${name}」是${name === unit.name ? '本机构的全称，不必再列为别名' : '另一个机构的全称，不能作为别名'}`,
    ),
    ...(aliases.size < given.length ? ['别名有重复，请删去重复的'] : []),
  ]);
  await act.tx.deleteFrom('unit_alias').where('unit_id', '=', id).execute();
  if (words.length > 0)
    await act.tx
      .insertInto('unit_alias')
      .values([...aliases].map(([alias, note]) => ({ unit_id: id, alias, note })))
      .execute();
  await nextVersion(act, id);
  await record(act, 'set-aliases', { unitId: id, aliases: words });
}

async function placeFor(tx: Tx, id: string) {
  const parent = await tx
    .selectFrom('unit')
    .select(['id', 'kind', 'name', 'path', 'closed_on'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!parent) throw notFound('上级机构');
  return parent;
}

async function officeReasons(tx: Tx, kind: string, officeUnitId: string | undefined): Promise<string[]> {
  if (!officeUnitId) return [];
  if (kind !== 'leading-group') return ['只有领导小组才设办公室，请去掉办公室所在机构'];
  const office = await tx
    .selectFrom('unit')
    .select(['kind', 'closed_on'])
    .where('id', '=', officeUnitId)
    .executeTakeFirst();
  const fit = office && !office.closed_on && (office.kind === 'department' || office.kind === 'affiliated');
  return fit ? [] : ['领导小组办公室应设在现有的处室或直属单位，请重新选择'];
}

async function subtreeOf(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive beneath as (
      select id from unit where id = ${id}
      union select unit.id from unit join beneath on unit.parent_id = beneath.id
    )
    select id from beneath`.execute(tx);
  return rows.map((row) => row.id);
}

async function openMatters(tx: Tx, unitIds: readonly string[]): Promise<number> {
  const { count } = await tx
    .selectFrom('matter')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('closed_on', 'is', null)
    .where('lead_unit_id', 'in', unitIds)
    .executeTakeFirstOrThrow();
  return count;
}
