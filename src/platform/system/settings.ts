import type { TObject } from 'typebox';
import type { Db, Tx } from '../db.ts';
import type { Act, Services } from '../services.ts';

/** Plain JSON by field, as the group's schema has it. */
export type SettingValues = object;

/** Settings that belong together, changed while the installation runs. Declared by the feature that reads them. */
export interface SettingGroup {
  readonly key: string;
  readonly label: string;
  /** Every field with its title, its bounds, and words for people. */
  readonly schema: TObject;
  readonly read: (services: Services) => Promise<SettingValues>;
  /** Writes values that have been checked against the schema. The journal entry is made by whoever calls it. */
  readonly write: (act: Act, values: SettingValues) => Promise<void>;
}

/** A group kept in the table `setting` under its key. What was never set, or is set no longer, has its usual value. */
export function keptSettings<V extends object>(def: {
  readonly key: string;
  readonly label: string;
  readonly schema: TObject;
  readonly usual: V;
}): SettingGroup & { readonly current: (db: Db | Tx) => Promise<V> } {
  const current = async (db: Db | Tx): Promise<V> => {
    const row = await db.selectFrom('setting').select('value').where('key', '=', def.key).executeTakeFirst();
    return { ...def.usual, ...(row?.value as Partial<V> | undefined) };
  };
  return {
    key: def.key,
    label: def.label,
    schema: def.schema,
    current,
    read: ({ db }) => current(db),
    async write({ tx, actor, now }, values) {
      const row = { value: JSON.stringify(values), changed_by: actor.id, changed_at: now };
      await tx
        .insertInto('setting')
        .values({ key: def.key, ...row })
        .onConflict((oc) => oc.column('key').doUpdateSet(row))
        .execute();
    },
  };
}
