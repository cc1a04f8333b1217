import type { PlanItem, Reading } from './reading.ts';
import { partyRoles } from './reading.ts';
import { differenceOf, type TextSegment } from './text-difference.ts';

/** An item and where it stands. */
export interface PlacedItem {
  readonly section: string;
  readonly item: PlanItem;
}

export type ItemDifference =
  | { readonly kind: 'added'; readonly next: PlacedItem }
  | { readonly kind: 'removed'; readonly previous: PlacedItem }
  | {
      readonly kind: 'changed';
      readonly previous: PlacedItem;
      readonly next: PlacedItem;
      /** Title and text; empty when both are as before. */
      readonly text: readonly TextSegment[];
      readonly units: boolean;
      readonly deadlines: boolean;
      /** Another number or another section. */
      readonly moved: boolean;
    };

/** How alike two items must be to be one item rewritten rather than one removed and one added. Ours. */
const SAME_ITEM = 0.5;

/**
 * What a new edition changes, item by item in the order of the new one, the removed ones last. Items are paired by
 * title, then by wording; a number alone proves nothing, because inserting one item renumbers the rest. Layout,
 * width of punctuation and the wording of brackets are no change.
 */
export function compareReadings(previous: Reading, next: Reading): ItemDifference[] {
  const before = placed(previous);
  const after = placed(next);
  const pairs = pairUp(before, after);
  const differences = after.flatMap((one): ItemDifference[] => {
    const partner = pairs.get(one);
    return partner === undefined ? [{ kind: 'added', next: one }] : changesBetween(partner, one);
  });
  const kept = new Set(pairs.values());
  const removed = before.filter((one) => !kept.has(one));
  return [...differences, ...removed.map((one) => ({ kind: 'removed', previous: one }) as const)];
}

const placed = (reading: Reading): PlacedItem[] =>
  reading.sections.flatMap((section) => section.items.map((item) => ({ section: section.title, item })));

function pairUp(before: readonly PlacedItem[], after: readonly PlacedItem[]): Map<PlacedItem, PlacedItem> {
  const pairs = new Map<PlacedItem, PlacedItem>();
  const free = new Set(before);
  const join = (one: PlacedItem, partner: PlacedItem) => {
    pairs.set(one, partner);
    free.delete(partner);
  };
  for (const one of after) {
    const partner = [...free].find(({ item }) => plain(item.title) === plain(one.item.title));
    if (partner) join(one, partner);
  }
  const likely = after
    .filter((one) => !pairs.has(one))
    .flatMap((one) =>
      [...free].map((other) => ({ one, other, alike: likeness(wording(one.item), wording(other.item)) })),
    )
    .filter(({ alike }) => alike >= SAME_ITEM)
    .sort((a, b) => b.alike - a.alike);
  for (const { one, other } of likely) if (!pairs.has(one) && free.has(other)) join(one, other);
  return pairs;
}

function changesBetween(previous: PlacedItem, next: PlacedItem): ItemDifference[] {
  const same = plain(wording(previous.item)) === plain(wording(next.item));
  const text = same ? [] : differenceOf(wording(previous.item), wording(next.item));
  const units = unitsOf(previous.item) !== unitsOf(next.item);
  const deadlines = deadlinesOf(previous.item) !== deadlinesOf(next.item);
  const moved = previous.item.number !== next.item.number || plain(previous.section) !== plain(next.section);
  if (same && !units && !deadlines && !moved) return [];
  return [{ kind: 'changed', previous, next, text, units, deadlines, moved }];
}

const wording = (item: PlanItem) => `${item.title}\n${item.text}`;
const plain = (text: string) => text.normalize('NFKC').replace(/[\s，,。.；;：:]/g, '');

function unitsOf(item: PlanItem): string {
  const roles = Object.keys(partyRoles) as (keyof typeof partyRoles)[]; // the keys of a literal object
  return JSON.stringify(
    item.annotations.map((one) => [...roles.map((role) => [...one[role]].sort()), one.open, one.scope]),
  );
}

const deadlinesOf = (item: PlanItem) =>
  JSON.stringify(item.deadlines.map(({ dueOn, kind, verbatim }) => dueOn ?? [kind, plain(verbatim)]));

/** Shared neighbouring pairs by all, 0 to 1. */
function likeness(one: string, other: string): number {
  const [first, second] = [pairsOf(one), pairsOf(other)];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return first.size + second.size === 0 ? 1 : (2 * shared) / (first.size + second.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const flat = plain(text);
  return new Set(Array.from({ length: Math.max(0, flat.length - 1) }, (_, at) => flat.slice(at, at + 2)));
}
