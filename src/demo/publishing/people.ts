import { holdersOf } from '#commons/organisations/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Services } from '#platform/services.ts';
import { actorById } from '../cast.ts';

/** The person whose turn it is among those who hold a role: in a unit, or of the bureau. */
export type Turn = (role: string, turn: number, unitId?: string) => Promise<Actor>;

/** Nobody changes posts within a year of the story, so that each is looked up once a year. */
export function turnsOf(services: Services, bureauId: string): Turn {
  const known = new Map<string, Promise<readonly Actor[]>>();
  const find = async (role: string, unitId?: string): Promise<readonly Actor[]> => {
    const on = services.time.today();
    const ids = await holdersOf(services.db, { role, on, ...(unitId ? { unitId } : { bureauId }) });
    return Promise.all(ids.map((id) => actorById(services, id)));
  };
  return async (role, turn, unitId) => {
    const key = `${services.time.today().slice(0, 4)} ${role} ${unitId ?? ''}`;
    const holders = known.get(key) ?? find(role, unitId);
    known.set(key, holders);
    const people = await holders;
    const actor = people[turn % people.length];
    if (!actor) throw new Error(`nobody is ${role} in ${unitId ?? 'the bureau'} on ${services.time.today()}`);
    return actor;
  };
}
