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
  return differenceIn(Array.from(before), Array.from(after));
}

/**
 * The same as people read it: numbers, dates and words of letters change as a whole, and where hardly a character between two
 * changes stayed, the stretch was rewritten. Same and removed segments together give `before`, same and added give `after`.
 */
export function readableDifference(before: string, after: string): TextSegment[] {
  const segments = withoutIslands(differenceIn(unitsOf(before), unitsOf(after)));
  const kept = segments.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0), 0);
  if (kept >= REWRITTEN * Math.max(before.length, after.length)) return segments;
  return joined([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]);
}

/** Below this share of unchanged text, one text was replaced by another. */
const REWRITTEN = 0.2;

/** A number with its sign, point and percent, a word of letters, or one character: what a reader sees change at once. */
const unitsOf = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*%?|[A-Za-z]+|[\s\S]/gu) ?? [];

/** One Chinese character, not a mark, standing unchanged between two changes, belongs to what was rewritten. */
function withoutIslands(segments: readonly TextSegment[]): TextSegment[] {
  const spread = segments.flatMap((segment, at): TextSegment[] => {
    const island =
      segment.kind === 'same' && at > 0 && at < segments.length - 1 && /^\p{Script=Han}$/u.test(segment.text);
    return island
      ? [
          { kind: 'removed', text: segment.text },
          { kind: 'added', text: segment.text },
        ]
      : [segment];
  });
  const result: TextSegment[] = [];
  let removed = '';
  let added = '';
  const close = () => {
    result.push({ kind: 'removed', text: removed }, { kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const segment of spread) {
    if (segment.kind === 'removed') removed += segment.text;
    else if (segment.kind === 'added') added += segment.text;
    else {
      close();
      result.push(segment);
    }
  }
  close();
  return joined(result);
}

function differenceIn(old: readonly string[], now: readonly string[]): TextSegment[] {
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
