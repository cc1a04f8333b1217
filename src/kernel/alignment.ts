/** One place of two sequences side by side: in both, changed, only in the one before, only in the one after. */
export type Aligned<T> =
  | { readonly kind: 'same' | 'changed'; readonly before: T; readonly after: T }
  | { readonly kind: 'removed'; readonly before: T; readonly after?: never }
  | { readonly kind: 'added'; readonly before?: never; readonly after: T };

/** How items are compared. */
export interface Likeness<T> {
  /** Equal keys: the same item. */
  readonly key: (item: T) => string;
  /** From 0 (nothing in common) to 1; two items are one that changed where it is at least `LIKE`. */
  readonly like: (before: T, after: T) => number;
}

/** Ours: with a third of their pairs of characters in common, two paragraphs read as one that was rewritten. */
const LIKE = 0.34;
/** Beyond so many comparisons an item-wise account helps nobody; what lies between is then given as removed and added. */
const MOST_COMPARISONS = 4_000_000;

/**
 * Two sequences side by side, in order: what is the same first (longest common subsequence), then in each stretch between what
 * is alike as changed. Every item of both stands in the answer exactly once, in its own order.
 */
export function align<T>(before: readonly T[], after: readonly T[], likeness: Likeness<T>): Aligned<T>[] {
  const pairs = commonPairs(before.map(likeness.key), after.map(likeness.key));
  const result: Aligned<T>[] = [];
  let b = 0;
  let a = 0;
  for (const [nextB, nextA] of [...pairs, [before.length, after.length] as const]) {
    result.push(...between(before.slice(b, nextB), after.slice(a, nextA), likeness));
    const old = before[nextB];
    const now = after[nextA];
    if (old !== undefined && now !== undefined) result.push({ kind: 'same', before: old, after: now });
    b = nextB + 1;
    a = nextA + 1;
  }
  return result;
}

/** Two texts by the pairs of characters they share (Sørensen–Dice), 0 to 1; a single character is compared as such. */
export function textLikeness(before: string, after: string): number {
  if (before === after) return 1;
  const old = pairsOf(before);
  const now = pairsOf(after);
  let shared = 0;
  let size = 0;
  for (const [pair, times] of old) {
    shared += Math.min(times, now.get(pair) ?? 0);
    size += times;
  }
  for (const times of now.values()) size += times;
  return size === 0 ? 0 : (2 * shared) / size;
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at < Math.max(1, text.length - 1); at++) {
    const pair = text.slice(at, at + 2);
    if (pair) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Places of a longest common subsequence, oldest first. */
function commonPairs(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail++;
  const middle = longest(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return [
    ...Array.from({ length: head }, (_, at) => [at, at] as const),
    ...middle.map(([b, a]) => [b + head, a + head] as const),
    ...Array.from({ length: tail }, (_, at) => [before.length - tail + at, after.length - tail + at] as const),
  ];
}

function longest(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  return best(before.length, after.length, (b, a) => (before[b] === after[a] ? 1 : 0));
}

function between<T>(before: readonly T[], after: readonly T[], { like }: Likeness<T>): Aligned<T>[] {
  const pairs = best(before.length, after.length, (b, a) => {
    const old = before[b];
    const now = after[a];
    const alike = old === undefined || now === undefined ? 0 : like(old, now);
    return alike >= LIKE ? alike : 0;
  });
  const result: Aligned<T>[] = [];
  let b = 0;
  let a = 0;
  for (const [nextB, nextA] of [...pairs, [before.length, after.length] as const]) {
    for (const old of before.slice(b, nextB)) result.push({ kind: 'removed', before: old });
    for (const now of after.slice(a, nextA)) result.push({ kind: 'added', after: now });
    const old = before[nextB];
    const now = after[nextA];
    if (old !== undefined && now !== undefined) result.push({ kind: 'changed', before: old, after: now });
    b = nextB + 1;
    a = nextA + 1;
  }
  return result;
}

/** The pairs, in order on both sides, whose worth together is greatest; pairs worth nothing are left out. */
function best(
  rows: number,
  columns: number,
  worth: (row: number, column: number) => number,
): (readonly [number, number])[] {
  if (rows === 0 || columns === 0 || rows * columns > MOST_COMPARISONS) return [];
  const wide = columns + 1;
  const total = new Float64Array((rows + 1) * wide);
  const worths = new Float64Array(rows * columns);
  const at = (row: number, column: number) => total[row * wide + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const own = worth(row, column);
      worths[row * columns + column] = own;
      const paired = own > 0 ? own + at(row + 1, column + 1) : 0;
      total[row * wide + column] = Math.max(paired, at(row + 1, column), at(row, column + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  let row = 0;
  let column = 0;
  while (row < rows && column < columns) {
    const own = worths[row * columns + column] ?? 0;
    if (own > 0 && at(row, column) === own + at(row + 1, column + 1)) pairs.push([row++, column++]);
    else if (at(row, column) === at(row + 1, column)) row++;
    else column++;
  }
  return pairs;
}
