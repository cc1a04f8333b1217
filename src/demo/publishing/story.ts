import type { LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { type Turn, turnsOf } from './people.ts';

/** What all documents of the demonstration share. */
export interface Story {
  readonly services: Services;
  readonly today: LocalDate;
  readonly bureauId: string;
  /** Units by their name in the register. */
  readonly units: ReadonlyMap<string, string>;
  readonly turn: Turn;
  /** Ids of documents by the key others call them by, once they are drafted. */
  readonly ids: Map<string, string>;
  /** The last number given of each series in each year. */
  readonly numbers: Map<string, number>;
}

export async function beginStory(services: Services, today: LocalDate): Promise<Story> {
  const units = await services.db.selectFrom('unit').select(['id', 'key', 'name', 'path']).execute();
  const bureau = units.find(({ key }) => key === 'jx-mpa');
  if (!bureau) throw new Error('the register has no bureau jx-mpa');
  return {
    services,
    today,
    bureauId: bureau.id,
    units: new Map(units.filter(({ path }) => path[0] === bureau.id).map(({ id, name }) => [name, id])),
    turn: turnsOf(services, bureau.id),
    ids: new Map(),
    numbers: new Map(),
  };
}
