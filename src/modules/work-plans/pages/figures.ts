import type { ChartRow } from '#portal/index.ts';
import { type BoardItem, type PublicState, publicStates } from '../board.ts';

export const counted = (items: readonly BoardItem[], state: PublicState): number =>
  items.filter((item) => item.state === state).length;

/** Items by state, in the order people read them; states without any are left out. */
export function byState(items: readonly BoardItem[]): ChartRow[] {
  return (Object.keys(publicStates) as PublicState[]) // the keys of a literal object
    .map((state) => ({ label: publicStates[state], value: counted(items, state) }))
    .filter(({ value }) => value > 0);
}

/** Items by the units that answer for them, as printed, most first. */
export function byUnit(items: readonly BoardItem[]): ChartRow[] {
  const names = items.flatMap(({ leads, joint }) => [...new Set([...leads, ...joint])]);
  const counts = Map.groupBy(names, (name) => name);
  return [...counts].map(([label, found]) => ({ label, value: found.length })).sort((a, b) => b.value - a.value);
}
