import { grantsOf, holdersOf, peopleByIds } from '#commons/organisations/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';
import { correctImport, importDetail } from '../imports.ts';

// What tests begin with, made by the commands staff use.

export async function actorById(services: Services, id: string): Promise<Actor> {
  const [person] = await peopleByIds(services.db, [id]);
  return {
    id,
    name: person?.name ?? id,
    grants: await grantsOf(services.db, id, services.time.today()),
    secondFactor: true,
  };
}

/** Whoever holds a role in a unit (by its key) and, if asked, does not hold another. */
export async function personIn(services: Services, role: string, unitKey: string, butNot?: string): Promise<Actor> {
  const unit = await services.db.selectFrom('unit').select('id').where('key', '=', unitKey).executeTakeFirstOrThrow();
  for (const id of await holdersOf(services.db, { role, on: services.time.today(), unitId: unit.id })) {
    const actor = await actorById(services, id);
    if (!butNot || !actor.grants.some((grant) => grant.role === butNot)) return actor;
  }
  throw new Error(`nobody is ${role} in ${unitKey}`);
}

/** The officer of the openness office who also drafts. */
export async function officerWhoDrafts(services: Services): Promise<Actor> {
  const office = await services.db
    .selectFrom('unit')
    .select('id')
    .where('key', '=', 'jx-finance')
    .executeTakeFirstOrThrow();
  for (const id of await holdersOf(services.db, {
    role: 'openness-officer',
    on: services.time.today(),
    unitId: office.id,
  })) {
    const actor = await actorById(services, id);
    if (actor.grants.some(({ role, unitId }) => role === 'drafter' && unitId === office.id)) return actor;
  }
  throw new Error('no officer drafts');
}

export async function unitIds(services: Services, ...keys: readonly string[]): Promise<string[]> {
  const units = await services.db
    .selectFrom('unit')
    .select(['id', 'key'])
    .where('key', 'in', [...keys])
    .execute();
  return keys.map((key) => units.find((unit) => unit.key === key)?.id ?? '');
}

/** Says which units 各相关处 and 直属各相关单位 mean, everywhere in the seed. */
export async function settleSeed(services: Services, officer: Actor, id: string): Promise<void> {
  const { version, preview } = await importDetail(services, officer, id);
  const departments = await unitIds(services, 'jx-licensing', 'jx-press');
  const affiliated = await unitIds(services, 'jx-information', 'jx-reception');
  const names = Object.fromEntries(
    preview.names.map(({ text }) => [text, { unitIds: text.includes('处') ? departments : affiliated }]),
  );
  await act(services, officer, (a) => correctImport(a, id, { version, names }));
}
