import { grantsOf, holdersOf, peopleByIds } from '#commons/organisations/index.ts';
import { isWorkingDay, nextWorkday } from '#kernel/calendar.ts';
import { instant, type Instant, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Services } from '#platform/services.ts';

/** The actor who holds a role on the clock's day: in a unit (by its key), or anywhere in the bureau. */
export type Cast = (role: string, unitKey?: string) => Promise<Actor>;

export interface MovingClock {
  moveTo(at: Instant): void;
}

/** The openness office of the bureau, in which plans are imported and bulletins drafted. */
export const OFFICE = 'jx-finance';

/** The officer who also drafts: several hold the one role or the other. */
export async function officerWhoDrafts(services: Services): Promise<Actor> {
  const on = services.time.today();
  const office = await services.db.selectFrom('unit').select('id').where('key', '=', OFFICE).executeTakeFirstOrThrow();
  const [officers, drafters] = await Promise.all([
    holdersOf(services.db, { role: 'openness-officer', on, unitId: office.id }),
    holdersOf(services.db, { role: 'drafter', on, unitId: office.id }),
  ]);
  const id = officers.find((one) => drafters.includes(one));
  if (!id) throw new Error(`nobody in ${OFFICE} is both officer and drafter on ${on}`);
  return actorById(services, id);
}

async function actorById(services: Services, id: string): Promise<Actor> {
  const [person] = await peopleByIds(services.db, [id]);
  return {
    id,
    name: person?.name ?? id,
    grants: await grantsOf(services.db, id, services.time.today()),
    secondFactor: true,
  };
}

/** An hour of a working day in China, on or after a date. */
export function workHour(services: Services, on: LocalDate, hour: number, minute = 0): Instant {
  const calendar = services.calendar();
  const day = isWorkingDay(on, calendar) ? on : nextWorkday(on, calendar);
  return instant(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`);
}
