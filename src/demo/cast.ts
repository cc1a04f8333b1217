import path from 'node:path';
import { grantsOf, holdersOf, loadReference, peopleByIds } from '#commons/organisations/index.ts';
import { publishUnits, saveColumns, saveSiteFacts, standardColumns } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { projectRoot } from '#platform/root.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { guideSettings } from '#modules/requests/index.ts';
import { demoGuide } from './request-guide.ts';
import { demoSite } from './site-facts.ts';

/** The actor who holds a role on the clock's day: in a unit (by its key), or the first anywhere in the bureau itself. */
export type Cast = (role: string, unitKey?: string) => Promise<Actor>;

export function castOf(services: Services): Cast {
  return async (role, unitKey) => {
    const on = services.time.today();
    const unit = await services.db
      .selectFrom('unit')
      .select('id')
      .where(unitKey ? 'key' : 'kind', '=', unitKey ?? 'bureau')
      .executeTakeFirst();
    if (!unit) throw new Error(`no unit ${unitKey ?? 'bureau'}`);
    const [id] = await holdersOf(services.db, { role, on, ...(unitKey ? { unitId: unit.id } : { bureauId: unit.id }) });
    if (!id) throw new Error(`nobody is ${role} in ${unitKey ?? 'the bureau'} on ${on}`);
    return actorById(services, id);
  };
}

/** A person as an actor, without signing in: for demonstrations and tests, which run the commands themselves. */
export async function actorById(services: Services, id: string): Promise<Actor> {
  const [person] = await peopleByIds(services.db, [id]);
  const grants = await grantsOf(services.db, id, services.time.today());
  return { id, name: person?.name ?? id, grants, secondFactor: true };
}

/** The bureau as reference data has it: units, posts, people, columns, and what of it the portal shows. */
export async function loadBureau(services: Services): Promise<void> {
  const folder = path.join(projectRoot(), 'db/reference/organisations/jiangxi');
  await act(services, systemActor, async (a) => {
    await loadReference(a, folder);
    const units = await a.tx.selectFrom('unit').select(['id', 'key']).execute();
    const idOf = new Map(units.map((unit) => [unit.key, unit.id]));
    await saveColumns(
      a,
      (await standardColumns()).map(({ unit, ...column }) => {
        const unitId = idOf.get(unit);
        if (!unitId) throw new Error(`columns.csv names the unit ${unit}, which is not in the register`);
        return { ...column, unit_id: unitId };
      }),
    );
    await publishUnits(a);
    await saveSiteFacts(a, demoSite);
    await guideSettings.write(a, demoGuide);
  });
}
