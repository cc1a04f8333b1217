import type { Db, Tx } from '#platform/db.ts';

export interface RegisterForResolving {
  readonly units: readonly {
    readonly id: string;
    readonly name: string;
    readonly shortName?: string;
    readonly aliases: readonly string[];
  }[];
  readonly classes: readonly {
    readonly key: string;
    readonly name: string;
    readonly aliases: readonly string[];
    /** Names nobody until a person says which units are meant; `unitIds` are then those to choose from. */
    readonly open: boolean;
    readonly unitIds: readonly string[];
  }[];
}

/**
 * The words by which documents know units. Closed units stay resolvable by name (old plans name them) but are in no class.
 * Pass `bureauId` for the words of one bureau's documents: its own classes, and the units of every bureau.
 */
export async function registerForResolving(db: Db | Tx, bureauId?: string): Promise<RegisterForResolving> {
  const units = await db
    .selectFrom('unit')
    .select(['id', 'name', 'short_name as shortName', 'kind', 'path', 'closed_on as closedOn'])
    .orderBy('position')
    .orderBy('key')
    .execute();
  const aliases = await db.selectFrom('unit_alias').select(['alias', 'unit_id as unitId']).orderBy('alias').execute();
  const classes = await db
    .selectFrom('unit_class')
    .selectAll()
    .$if(bureauId !== undefined, (q) => q.where('bureau_id', '=', bureauId ?? ''))
    .orderBy('key')
    .execute();
  const aliasesOf = Map.groupBy(aliases, (row) => row.unitId);
  return {
    units: units.map(({ id, name, shortName }) => ({
      id,
      name,
      ...(shortName ? { shortName } : {}),
      aliases: (aliasesOf.get(id) ?? []).map((row) => row.alias),
    })),
    classes: classes.map((row) => ({
      key: row.key,
      name: row.name,
      aliases: row.aliases,
      open: row.open,
      unitIds: units
        .filter((unit) => !unit.closedOn && unit.path[0] === row.bureau_id && row.kinds.includes(unit.kind))
        .map((unit) => unit.id),
    })),
  };
}
