import { type Aligned, align, textLikeness } from '#kernel/alignment.ts';
import { readableDifference, type TextSegment } from '#kernel/text-difference.ts';
import type { BodyElement, BodyNode } from '#kernel/body/html.ts';
import { blockLikeness, blocksOf, isElement, keyOf, partsOf, plainOf } from './text-tree.ts';

/** How one block stands in two texts. Segments are the running text; a list or table that changed has `parts`. */
export interface BlockChange {
  readonly kind: 'same' | 'changed' | 'removed' | 'added' | 'moved-away' | 'moved-here';
  /** What sort of block, in words: 段落, 标题, 表格行. */
  readonly sort: string;
  readonly segments: readonly TextSegment[];
  readonly parts?: readonly BlockChange[];
  /** Of a row: cell by cell. */
  readonly cells?: readonly (readonly TextSegment[])[];
  /** The text is the same and only its dress (emphasis, level, link, picture) changed. */
  readonly onlyForm?: boolean;
}

/** How a body differs from another, block by block, within lists and tables item by item and cell by cell. */
export function compareBodies(before: readonly BodyNode[], after: readonly BodyNode[]): BlockChange[] {
  return compareBlocks(blocksOf(before), blocksOf(after));
}

function compareBlocks(before: readonly BodyElement[], after: readonly BodyElement[]): BlockChange[] {
  const aligned = align(before, after, blockLikeness);
  const gone = keysOf(aligned, 'removed');
  const come = keysOf(aligned, 'added');
  return aligned.map((place) => changeAt(place, gone, come));
}

type Keys = ReadonlySet<string | undefined>;

function changeAt(place: Aligned<BodyElement>, gone: Keys, come: Keys): BlockChange {
  if (place.kind === 'changed') return changed(place.before, place.after);
  const block = place.after ?? place.before;
  const known = movable(block);
  const plain = { sort: sortOf(block), segments: [{ kind: place.kind, text: plainOf(block) }] };
  if (place.kind === 'removed') return { ...plain, kind: come.has(known) ? 'moved-away' : 'removed' };
  if (place.kind === 'added') return { ...plain, kind: gone.has(known) ? 'moved-here' : 'added' };
  return { ...plain, kind: 'same' };
}

function changed(before: BodyElement, after: BodyElement): BlockChange {
  const sort = sortOf(after);
  const oldParts = partsOf(before);
  const newParts = partsOf(after);
  if (oldParts && newParts) return { kind: 'changed', sort, segments: [], parts: compareBlocks(oldParts, newParts) };
  const segments = readableDifference(plainOf(before), plainOf(after));
  const onlyForm = segments.every(({ kind }) => kind === 'same');
  if (before.tag === 'tr' && after.tag === 'tr')
    return { kind: 'changed', sort, segments, onlyForm, cells: compareCells(before, after) };
  return { kind: 'changed', sort, segments, onlyForm };
}

function compareCells(before: BodyElement, after: BodyElement): (readonly TextSegment[])[] {
  const cells = {
    key: keyOf,
    like: (one: BodyElement, other: BodyElement) => textLikeness(plainOf(one), plainOf(other)),
  };
  const old = before.children.filter(isElement);
  const now = after.children.filter(isElement);
  // As many columns as before: the cells under one another belong together, however they changed.
  if (old.length === now.length)
    return now.map((cell, at) => readableDifference(old[at] ? plainOf(old[at]) : '', plainOf(cell)));
  return align(old, now, cells).map((place) =>
    readableDifference(place.before ? plainOf(place.before) : '', place.after ? plainOf(place.after) : ''),
  );
}

/** Short pieces repeat; only what is long enough to be known again counts as moved. */
const KNOWN_AGAIN = 8;

const movable = (block: BodyElement) => (plainOf(block).length >= KNOWN_AGAIN ? keyOf(block) : undefined);

function keysOf(aligned: readonly Aligned<BodyElement>[], kind: 'removed' | 'added'): Keys {
  const blocks = aligned.flatMap((place) => (place.kind === kind ? [place.before ?? place.after] : []));
  return new Set(
    blocks
      .filter(isElement)
      .map(movable)
      .filter((key) => key !== undefined),
  );
}

const SORTS: Readonly<Record<string, string>> = {
  h2: '标题',
  h3: '标题',
  h4: '标题',
  ul: '列表',
  ol: '列表',
  li: '列表项',
  table: '表格',
  tr: '表格行',
  caption: '表格标题',
  blockquote: '引用',
  figure: '图片',
  img: '图片',
  hr: '分隔线',
};
const sortOf = ({ tag }: BodyElement): string => SORTS[tag] ?? '段落';
