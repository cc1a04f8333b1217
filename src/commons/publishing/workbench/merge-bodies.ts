import { type Merged, mergeThree } from '#kernel/three-way.ts';
import type { BodyElement, BodyNode } from '#kernel/body/html.ts';
import { blockLikeness, blocksOf, isElement, keyOf, partsOf } from './text-tree.ts';

export type MergedBody = readonly Merged<BodyElement>[];

/**
 * Joins what two people made of one body, block by block; within a list, a quotation or a table item by item and row by row, as
 * long as nothing in it overlaps. What overlaps stands there with all three texts. Nothing anybody wrote is left out.
 */
export function mergeBodies(
  base: readonly BodyNode[],
  mine: readonly BodyNode[],
  theirs: readonly BodyNode[],
): MergedBody {
  return mergeThree(blocksOf(base), blocksOf(mine), blocksOf(theirs), blockLikeness).map(
    (place) => (place.kind === 'conflict' && withinOne(place)) || place,
  );
}

/** A conflict about one list or table, both still of that sort, may be none about its items. */
function withinOne({ base, mine, theirs }: Extract<Merged<BodyElement>, { kind: 'conflict' }>) {
  const [old, ...more] = base;
  const [my, ...myMore] = mine;
  const [their, ...theirMore] = theirs;
  if (!old || !my || !their || more.length + myMore.length + theirMore.length > 0) return undefined;
  const [oldParts, myParts, theirParts] = [old, my, their].map(partsOf);
  if (!oldParts || !myParts || !theirParts || shellOf(my) !== shellOf(their) || shellOf(old) !== shellOf(my))
    return undefined;
  const merged = mergeThree(oldParts, myParts, theirParts, blockLikeness);
  if (merged.some(({ kind }) => kind === 'conflict')) return undefined;
  const parts = merged.flatMap((place) => (place.kind === 'agreed' ? place.items : []));
  return { kind: 'agreed', by: 'both', items: [filled(my, parts)] } as const;
}

/** The element without what is in it, and for a table which sections it has. */
const shellOf = ({ tag, attributes, children }: BodyElement) =>
  keyOf({ tag, attributes, children: [] }) +
  (tag === 'table' ? children.filter((child) => isElement(child) && child.tag === 'thead').length : '');

function filled({ tag, attributes }: BodyElement, parts: readonly BodyElement[]): BodyElement {
  if (tag !== 'table') return { tag, attributes, children: parts };
  const rows = parts.filter((part) => part.tag === 'tr');
  return {
    tag,
    attributes,
    children: [...parts.filter((part) => part.tag !== 'tr'), { tag: 'tbody', attributes: {}, children: rows }],
  };
}

export type Choice = 'theirs' | 'mine' | 'both' | 'own';

/** One decision about an overlap: whose text, or a text of one's own, each line a paragraph. */
export interface Decision {
  readonly choice: Choice;
  readonly own?: string;
}

/** The body with every overlap decided; undefined while one is open. `decisions` by the place of the overlap. */
export function decidedBody(
  merged: MergedBody,
  decisions: Readonly<Record<number, Decision>>,
): readonly BodyElement[] | undefined {
  const blocks: BodyElement[] = [];
  for (const [at, place] of merged.entries()) {
    const found = place.kind === 'agreed' ? place.items : decided(place, decisions[at]);
    if (!found) return undefined;
    blocks.push(...found);
  }
  return blocks;
}

function decided(
  { mine, theirs }: Extract<Merged<BodyElement>, { kind: 'conflict' }>,
  decision: Decision | undefined,
): readonly BodyElement[] | undefined {
  switch (decision?.choice) {
    case 'mine':
      return mine;
    case 'theirs':
      return theirs;
    case 'both':
      return [...theirs, ...mine];
    case 'own':
      return paragraphsOf(decision.own ?? '');
    default:
      return undefined;
  }
}

const paragraphsOf = (text: string): BodyElement[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ tag: 'p', attributes: {}, children: [line] }));
