/** Below this no figure of a unit is shown singly: who asked, or who rated, could be guessed. Ours. */
export const SMALL = 5;

/** A unit that stands for itself, or several that stand in one line. */
export interface Group {
  readonly name: string;
  readonly units: readonly string[];
}

/**
 * Units by size, the largest first. Those with fewer than five stand in one line together with the next larger ones until there are at least two of them
 * and five of all: from the whole and the others nobody can then be counted back. Where even together they are too few, nothing is shown by unit.
 */
export function unitsTogether(names: readonly string[], size: (units: readonly string[]) => number): readonly Group[] {
  const alone = names
    .map((name) => ({ name, units: [name] }))
    .sort((a, b) => size(b.units) - size(a.units) || a.name.localeCompare(b.name));
  const together: string[] = [];
  const small = () => together.length > 0 && (together.length < 2 || size(together) < SMALL);
  for (let last = alone.at(-1); last && (size(last.units) < SMALL || small()); last = alone.at(-1)) {
    together.push(last.name);
    alone.pop();
  }
  if (small()) return [];
  return together.length > 0 ? [...alone, { name: `其他 ${together.length} 个单位合计`, units: together }] : alone;
}
