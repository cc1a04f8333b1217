import { sql } from 'kysely';
import { notFound } from '#kernel/errors.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { peopleByIds, reachOf, unitById, unitsByIds } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { assigneesOf } from './assignment.ts';
import type { HandOver, HandOverLine, HandOverPerson, HandOverUnit, HandOverUnits } from './hand-over-contract.ts';
import { type LineRow, lineOf, lineRows, type Reader, readerOf } from './lines.ts';
import { lightColumn } from './light.ts';
import { caseworkPolicy } from './policy.ts';
import { notKeptFrom, visibleTo } from './sight.ts';
import { unitsOf } from './visible.ts';

/** By what somebody hands over in a unit: as its head, or as the keeper of posts of its bureau or one above. */
export type HandOverReach = 'head' | 'registrar';

/** Not found for whoever neither heads the unit nor keeps its posts. */
export async function demandReach(db: Db | Tx, actor: Actor, unitId: string): Promise<HandOverReach> {
  if (allows(caseworkPolicy['casework.assign'], actor, { leadUnitId: unitId })) return 'head';
  const unit = await unitById(db, unitId);
  if (unit && (await reachOf(db, actor, 'organisations.posts')).covers(unit)) return 'registrar';
  throw notFound('这个单位');
}

/** The units whose matters somebody gives to people. */
export async function unitsToHandOver({ db }: Services, actor: Actor): Promise<HandOverUnits> {
  const ids = unitsOf(actor).filter((id) => allows(caseworkPolicy['casework.assign'], actor, { leadUnitId: id }));
  return { units: (await unitsByIds(db, ids)).map(({ id, name }) => ({ id, name })) };
}

/** Everybody who holds a post in a unit or has an open matter of it, and how much. */
export async function peopleToHandOver(services: Services, actor: Actor, unitId: string): Promise<HandOverUnit> {
  const { db, time, calendar, catalogue } = services;
  const reach = await demandReach(db, actor, unitId);
  const unit = await unitById(db, unitId);
  if (!unit) throw notFound('这个单位');
  const held = await db
    .selectFrom('matter as m')
    .innerJoin('person as who', 'who.id', 'm.assignee_id')
    .select(['who.id', 'who.name', sql<number>`count(*)`.as('held')])
    .select(sql<number>`count(*) filter (where ${lightColumn(time.today(), calendar())} = 'red')`.as('overdue'))
    .where('m.lead_unit_id', '=', unitId)
    .where('m.closed_on', 'is', null)
    .$if(reach === 'head', (q) => q.where(notKeptFrom(actor, catalogue.kinds)))
    .groupBy(['who.id', 'who.name'])
    .execute();
  const holding = new Map(held.map((one) => [one.id, one]));
  const present = await assigneesOf(db, unitId, time.today());
  const all = new Map([...held, ...present].map(({ id, name }) => [id, name]));
  const leaving = await leavingOf(db, unitId, [...all.keys()]);
  const people = [...all].map(([id, name]): HandOverPerson => {
    const has = holding.get(id);
    return {
      id,
      name,
      held: has?.held ?? 0,
      overdue: has?.overdue ?? 0,
      leaving: leaving.has(id),
      leavesOn: leaving.get(id) ?? null,
      may: has !== undefined && (reach === 'head' || leaving.has(id)),
    };
  });
  return {
    unit: { id: unit.id, name: unit.name },
    people: people.toSorted(
      (a, b) => Number(b.leaving) - Number(a.leaving) || b.held - a.held || (a.name < b.name ? -1 : 1),
    ),
  };
}

/** What a person has open in a unit. Of what the reader may not see there is the number and the day, and no title. */
export async function heldBy(services: Services, actor: Actor, unitId: string, personId: string): Promise<HandOver> {
  const { db, time, catalogue } = services;
  const reach = await demandReach(db, actor, unitId);
  const unit = await unitById(db, unitId);
  const [person] = await peopleByIds(db, [personId]);
  const leaves = (await leavingOf(db, unitId, [personId])).has(personId);
  if (!unit || !person || (reach === 'registrar' && !leaves)) throw notFound('这个人员');
  const reader = readerOf(services);
  const rows = await lineRows(db)
    .select(['m.version', visibleTo(actor, catalogue.kinds).as('seen')])
    .where('m.lead_unit_id', '=', unitId)
    .where('m.assignee_id', '=', personId)
    .where('m.closed_on', 'is', null)
    .$if(reach === 'head', (q) => q.where(notKeptFrom(actor, catalogue.kinds)))
    .orderBy('m.due_on', (o) => o.asc().nullsLast())
    .orderBy('m.id')
    .limit(LONGEST_LIST)
    .execute();
  const receivers = await assigneesOf(db, unitId, time.today());
  return {
    unit: { id: unit.id, name: unit.name },
    person,
    lines: rows.map((row) => handOverLine(row, reader)),
    receivers: receivers.filter(({ id }) => id !== personId),
  };
}

/** As many as one act takes. */
const LONGEST_LIST = 500;

function handOverLine(
  row: LineRow & { readonly version: number; readonly seen: boolean },
  reader: Reader,
): HandOverLine {
  const { id, path, title, kindLabel, number, stateLabel, dueOn, dueProvisional, light } = lineOf(row, reader);
  const told = { id, version: row.version, kindLabel, number, stateLabel, dueOn, dueProvisional, light };
  return row.seen ? { ...told, path, title } : { ...told, path: null, title: null };
}

/** Of these people, those who hold no post in a unit without an end: with their last day there, or none where it is past or was never. */
export async function leavingOf(
  db: Db | Tx,
  unitId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, LocalDate | null>> {
  const rows = await db
    .selectFrom('person as who')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('post_holding as h')
          .innerJoin('post as p', 'p.id', 'h.post_id')
          .select(['h.person_id', sql<boolean>`bool_or(h.until_on is null and p.abolished_on is null)`.as('stays')])
          .select(sql<LocalDate | null>`max(coalesce(h.until_on, p.abolished_on))`.as('last'))
          .where('p.unit_id', '=', unitId)
          .groupBy('h.person_id')
          .as('there'),
      (join) => join.onRef('there.person_id', '=', 'who.id'),
    )
    .select(['who.id', 'there.last'])
    .where('who.id', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .where(sql<boolean>`not (who.active and coalesce(there.stays, false))`)
    .execute();
  return new Map(rows.map(({ id, last }) => [id, last]));
}
