import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';

/** The people a matter waits for today: the person named, else whoever holds the awaited role in the awaited unit, or in the bureau. */
export async function awaitedPeople(db: Db | Tx, matterId: string, today: LocalDate): Promise<string[]> {
  const matter = await db
    .selectFrom('matter')
    .select(['waiting_role', 'waiting_unit_id', 'waiting_person_id', 'bureau_id'])
    .where('id', '=', matterId)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
  if (matter?.waiting_person_id) return [matter.waiting_person_id];
  if (!matter?.waiting_role) return [];
  const place = matter.waiting_unit_id ? { unitId: matter.waiting_unit_id } : { bureauId: matter.bureau_id };
  return holdersOf(db, { role: matter.waiting_role, on: today, ...place });
}

/** The same for many matters at once: each role in each place is looked up once. */
export async function awaitedPeopleOf(
  db: Db | Tx,
  matterIds: readonly string[],
  today: LocalDate,
): Promise<Map<string, readonly string[]>> {
  const rows = await db
    .selectFrom('matter')
    .select(['id', 'waiting_role', 'waiting_unit_id', 'waiting_person_id', 'bureau_id'])
    .where('id', '=', sql<string>`any(${[...matterIds]}::uuid[])`)
    .where('closed_on', 'is', null)
    .execute();
  const holders = new Map<string, readonly string[]>();
  const told = new Map<string, readonly string[]>();
  for (const { id, waiting_role: role, waiting_unit_id: unitId, waiting_person_id: personId, bureau_id } of rows) {
    if (personId || !role) {
      told.set(id, personId ? [personId] : []);
      continue;
    }
    const place = unitId ? { unitId } : { bureauId: bureau_id };
    const key = JSON.stringify([role, place]);
    const people = holders.get(key) ?? (await holdersOf(db, { role, on: today, ...place }));
    holders.set(key, people);
    told.set(id, people);
  }
  return told;
}

/** Who answers for a unit: its head, or where it is the bureau itself a leader of it. */
export async function headsOf(db: Db | Tx, unitId: string, today: LocalDate): Promise<string[]> {
  const heads = await holdersOf(db, { role: 'department-head', on: today, unitId });
  return heads.length > 0 ? heads : holdersOf(db, { role: 'issuer', on: today, unitId });
}

/** Who does the work of a unit: its clerks and its head. */
export async function workersOf(db: Db | Tx, unitId: string, today: LocalDate): Promise<string[]> {
  const found = [...(await holdersOf(db, { role: 'clerk', on: today, unitId })), ...(await headsOf(db, unitId, today))];
  return [...new Set(found)];
}
