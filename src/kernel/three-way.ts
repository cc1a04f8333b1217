import { type Aligned, align, type Likeness } from './alignment.ts';

/** A stretch of the merged sequence: agreed by itself, or to be decided by a person. */
export type Merged<T> =
  | {
      readonly kind: 'agreed';
      readonly items: readonly T[];
      /** Whose change it is; `both` where the two made the same one, `neither` where nothing changed. */
      readonly by: 'neither' | 'mine' | 'theirs' | 'both';
    }
  | {
      readonly kind: 'conflict';
      readonly base: readonly T[];
      readonly mine: readonly T[];
      readonly theirs: readonly T[];
    };

/** What one side made of the base: of each of its items, and what it put before each (and at the end). */
interface Side<T> {
  readonly items: readonly (readonly T[])[];
  readonly before: readonly (readonly T[])[];
}

/**
 * Joins two changes of one sequence. What only one side changed, added or took away is taken from that side; what both changed
 * differently is a conflict with all three texts. Nothing either side wrote is left out: it stands among the agreed or in a
 * conflict. What one took away and the other left alone is gone; what one took away and the other changed is a conflict.
 */
export function mergeThree<T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  likeness: Likeness<T>,
): Merged<T>[] {
  const my = sideOf(base.length, align(base, mine, likeness));
  const their = sideOf(base.length, align(base, theirs, likeness));
  const same = (one: readonly T[], other: readonly T[]) =>
    one.length === other.length && one.every((item, at) => key(other[at]) === key(item));
  const key = (item: T | undefined) => (item === undefined ? undefined : likeness.key(item));
  const place = (old: readonly T[], m: readonly T[], t: readonly T[]): Merged<T> => {
    if (same(m, t)) return { kind: 'agreed', items: t, by: same(m, old) ? 'neither' : 'both' };
    if (same(m, old)) return { kind: 'agreed', items: t, by: 'theirs' };
    if (same(t, old)) return { kind: 'agreed', items: m, by: 'mine' };
    return { kind: 'conflict', base: old, mine: m, theirs: t };
  };
  const places: Merged<T>[] = [];
  for (let at = 0; at <= base.length; at++) {
    places.push(place([], my.before[at] ?? [], their.before[at] ?? []));
    const old = base[at];
    if (old !== undefined) places.push(place([old], my.items[at] ?? [], their.items[at] ?? []));
  }
  return joined(places);
}

function sideOf<T>(length: number, aligned: readonly Aligned<T>[]): Side<T> {
  const items: T[][] = Array.from({ length }, () => []);
  const before: T[][] = Array.from({ length: length + 1 }, () => []);
  let at = 0;
  for (const place of aligned) {
    if (place.kind === 'added') before[at]?.push(place.after);
    else {
      if (place.kind !== 'removed') items[at]?.push(place.after);
      at++;
    }
  }
  return { items, before };
}

/** Neighbouring places of one sort are one; empty ones are none. */
function joined<T>(places: readonly Merged<T>[]): Merged<T>[] {
  const result: Merged<T>[] = [];
  for (const place of places) {
    const last = result.at(-1);
    if (place.kind === 'agreed' && place.items.length === 0 && place.by === 'neither') continue;
    if (last?.kind === 'agreed' && place.kind === 'agreed' && last.by === place.by)
      result[result.length - 1] = { ...last, items: [...last.items, ...place.items] };
    else if (last?.kind === 'conflict' && place.kind === 'conflict')
      result[result.length - 1] = {
        kind: 'conflict',
        base: [...last.base, ...place.base],
        mine: [...last.mine, ...place.mine],
        theirs: [...last.theirs, ...place.theirs],
      };
    else result.push(place);
  }
  return result;
}
