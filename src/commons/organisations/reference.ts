import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Act } from '#platform/services.ts';
import { fillEmptyRegister } from './commands/transfer.ts';
import { type NewPerson, type Rehearsal, TABLES } from './contract.ts';
import { tableFile } from './commands/transfer.ts';
import { NO, YES } from './transfer/columns.ts';
import { UNIT_KINDS } from './kinds.ts';
import { ROLES } from './roles.ts';

/**
 * Loads a folder of reference data (`units.csv`, `aliases.csv`, `classes.csv`, `posts.csv`, `people.csv`) into an empty
 * register, checked as any import is. Refuses a register that holds anything, and data with any problem.
 */
export async function loadReference(act: Act, folder: string): Promise<Rehearsal> {
  const files = await Promise.all(
    TABLES.map(async (table) => [table, await readFile(path.join(folder, `${table}.csv`))] as const),
  );
  return fillEmptyRegister(act, Object.fromEntries(files));
}

/**
 * Begins a new installation: one bureau, the post that keeps its accounts, the post that keeps its register, and one person
 * in both, who can then appoint everybody else. Refuses a register that holds anything.
 */
export async function foundBureau(
  act: Act,
  bureau: { readonly key: string; readonly name: string; readonly shortName?: string },
  first: NewPerson,
): Promise<{ unitId: string; personId: string }> {
  const text = (table: Parameters<typeof tableFile>[0], rows: Parameters<typeof tableFile>[1]) =>
    Buffer.from(tableFile(table, rows));
  const post = (title: string, roles: string, position: string) => ({
    unit: bureau.key,
    title,
    roles,
    position,
    public: NO,
  });
  const holding = (title: string) => ({ ...first, active: YES, unit: bureau.key, post: title, from: act.today });
  await fillEmptyRegister(act, {
    units: text('units', [
      {
        key: bureau.key,
        kind: UNIT_KINDS.bureau.label,
        name: bureau.name,
        shortName: bureau.shortName ?? '',
        position: '0',
      },
    ]),
    posts: text('posts', [
      post(ROLES.administrator.label, ROLES.administrator.label, '1'),
      post(ROLES.registrar.label, ROLES.registrar.label, '2'),
    ]),
    people: text('people', [holding(ROLES.administrator.label), holding(ROLES.registrar.label)]),
  });
  const unit = await act.tx.selectFrom('unit').select('id').where('key', '=', bureau.key).executeTakeFirstOrThrow();
  const person = await act.tx
    .selectFrom('person')
    .select('id')
    .where('staff_number', '=', first.staffNumber)
    .executeTakeFirstOrThrow();
  return { unitId: unit.id, personId: person.id };
}
