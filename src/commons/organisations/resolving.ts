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
    .select(['id', 'name', 'short_name as shortName', 'kind', 'parent_id as parentId', 'path', 'closed_on as closedOn'])
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
      unitIds: membersOf(units, row.bureau_id, row.kinds),
    })),
  };
}

interface Member {
  readonly id: string;
  readonly kind: string;
  readonly parentId: string | null;
  readonly path: readonly string[];
  readonly closedOn: string | null;
}

/**
 * The units a collective word stands for: those of its kinds in the bureau that have not been closed. Bureaus below
 * (各设区市局) belong to no other bureau and are found by the tree.
 */
export function membersOf(units: readonly Member[], bureauId: string, kinds: readonly string[]): string[] {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const below = (id: string): boolean => {
    for (let at = parents.get(id); at; at = parents.get(at)) if (at === bureauId) return true;
    return false;
  };
  return units
    .filter(({ id, kind, path, closedOn }) => {
      if (closedOn || !kinds.includes(kind)) return false;
      return path[0] === bureauId || (path[0] === id && below(id));
    })
    .map((unit) => unit.id);
}
