import { forbidden, notFound } from '#kernel/errors.ts';
import type { Act } from '#platform/services.ts';
import type { UnitClass } from '../contract.ts';
import { demandRole, outOfReach, record, refuseAny } from './register.ts';

/** Defines a collective word anew or as changed. Refuses a word that already means a unit or another class. */
export async function saveClass(act: Act, key: string, input: UnitClass): Promise<void> {
  const { tx } = act;
  const reach = await demandRole(act, 'organisations.units');
  const bureau = await tx
    .selectFrom('unit')
    .select(['id', 'path', 'closed_on'])
    .where('id', '=', input.bureauId)
    .executeTakeFirst();
  if (!bureau || bureau.path[0] !== bureau.id) throw notFound('所属局');
  if (!reach.covers(bureau)) throw outOfReach();
  const before = await tx.selectFrom('unit_class').selectAll().where('key', '=', key).executeTakeFirst();
  if (before && before.bureau_id !== bureau.id) throw forbidden('这个代码是另一个局的统称，请换一个代码');
  const name = input.name.trim();
  const aliases = [...new Set((input.aliases ?? []).map((alias) => alias.trim()))].filter((alias) => alias !== name);
  refuseAny(await wordReasons(act, key, [name, ...aliases]));
  const values = { name, aliases, bureau_id: bureau.id, kinds: [...input.kinds], open: input.open };
  await tx
    .insertInto('unit_class')
    .values({ key, ...values })
    .onConflict((oc) => oc.column('key').doUpdateSet(values))
    .execute();
  await record(act, 'save-class', { key, ...values, before: before ?? null });
}

/** Takes a collective word out of the register. Documents read before keep what they were read as. */
export async function removeClass(act: Act, key: string): Promise<void> {
  const reach = await demandRole(act, 'organisations.units');
  const found = await act.tx
    .selectFrom('unit_class as c')
    .innerJoin('unit as u', 'u.id', 'c.bureau_id')
    .select(['c.name', 'u.id', 'u.path'])
    .where('c.key', '=', key)
    .executeTakeFirst();
  if (!found) throw notFound('这个统称');
  if (!reach.covers(found)) throw outOfReach();
  await act.tx.deleteFrom('unit_class').where('key', '=', key).execute();
  await record(act, 'remove-class', { key, name: found.name });
}

async function wordReasons(act: Act, key: string, words: readonly string[]): Promise<string[]> {
  const units = await act.tx.selectFrom('unit').select('name').where('name', 'in', words).execute();
  const aliases = await act.tx
    .selectFrom('unit_alias')
    .select('alias')
    .distinct()
    .where('alias', 'in', words)
    .execute();
  const classes = await act.tx.selectFrom('unit_class').select(['name', 'aliases']).where('key', '<>', key).execute();
  const others = classes.flatMap(({ name, aliases: more }) =>
    [name, ...more]
      .filter((word) => words.includes(word))
      .map((word) => `「${word}」已用于统称「${name}」，请换一个说法`),
  );
  return [
    ...units.map(({ name }) => `「${name}」是一个机构的全称，不能作统称`),
    ...aliases.map(({ alias }) => `「${alias}」是一个机构的别名，不能作统称`),
    ...others,
  ];
}
