/** One stretch of a changed text: in both, only in the new one, or only in the old one. */
export interface TextSegment {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond this many changed characters a character-wise account helps nobody; the middle is then given as a whole. */
const MOST_EDITS = 1_000;

/**
 * The difference of two texts character by character (Chinese has no spaces to go by), shortest first (Myers, An O(ND)
 * Difference Algorithm, 1986). Same and removed segments together give `before`, same and added give `after`.
 */
export function differenceOf(before: string, after: string): TextSegment[] {
  const old = Array.from(before);
  const now = Array.from(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const middle = edits(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  const same = (text: readonly string[]): TextSegment => ({ kind: 'same', text: text.join('') });
  return joined([same(old.slice(0, head)), ...middle, same(old.slice(old.length - tail))]);
}

function edits(old: readonly string[], now: readonly string[]): TextSegment[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  const most = Math.min(old.length + now.length, MOST_EDITS);
  for (let depth = 0; depth <= most; depth++) {
    trace.push(new Map(reach));
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      let x = fromAbove(reach, diagonal, depth) ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return walkBack(trace, old, now);
    }
    reach = new Map(reach);
  }
  return [
    { kind: 'removed', text: old.join('') },
    { kind: 'added', text: now.join('') },
  ];
}

function walkBack(
  trace: readonly Map<number, number>[],
  old: readonly string[],
  now: readonly string[],
): TextSegment[] {
  const segments: TextSegment[] = [];
  let x = old.length;
  let y = now.length;
  for (let depth = trace.length - 1; depth >= 0; depth--) {
    const reach = trace[depth] ?? new Map<number, number>();
    const down = fromAbove(reach, x - y, depth);
    const diagonal = x - y + (down ? 1 : -1);
    const fromX = at(reach, diagonal);
    const fromY = fromX - diagonal;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      segments.push({ kind: 'same', text: old[--x] ?? '' });
      y--;
    }
    if (depth === 0) break;
    if (down) segments.push({ kind: 'added', text: now[--y] ?? '' });
    else segments.push({ kind: 'removed', text: old[--x] ?? '' });
  }
  return segments.reverse();
}

const at = (reach: ReadonlyMap<number, number>, diagonal: number) => reach.get(diagonal) ?? 0;

const fromAbove = (reach: ReadonlyMap<number, number>, diagonal: number, depth: number) =>
  diagonal === -depth || (diagonal !== depth && at(reach, diagonal - 1) < at(reach, diagonal + 1));

function joined(segments: readonly TextSegment[]): TextSegment[] {
  const result: { kind: TextSegment['kind']; text: string }[] = [];
  for (const { kind, text } of segments) {
    const last = result.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) last.text += text;
    else result.push({ kind, text });
  }
  return result;
}
