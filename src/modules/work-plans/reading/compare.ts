import { type PartyRole, partyRoles, type PlanItem, type Reading } from './reading.ts';
import { likeness, pairsOf } from './text.ts';
import { differenceOf, type TextSegment } from '#kernel/text-difference.ts';

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

/** Retitled items compared by wording on each side; a real plan has a few dozen items in all. */
const MOST_REWRITTEN = 500;

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
  const byTitle = Map.groupBy(before, ({ item }) => plain(item.title));
  for (const one of after) {
    const partner = byTitle.get(plain(one.item.title))?.shift();
    if (partner) pairs.set(one, partner);
  }
  const taken = new Set(pairs.values());
  const free = before
    .filter((one) => !taken.has(one))
    .slice(0, MOST_REWRITTEN)
    .map(withPairs);
  const open = after
    .filter((one) => !pairs.has(one))
    .slice(0, MOST_REWRITTEN)
    .map(withPairs);
  const likely = open
    .flatMap((one) => free.map((other) => ({ one, other, alike: likeness(one.pairs, other.pairs) })))
    .filter(({ alike }) => alike >= SAME_ITEM)
    .sort((a, b) => b.alike - a.alike);
  for (const { one, other } of likely) {
    if (pairs.has(one.placed) || taken.has(other.placed)) continue;
    pairs.set(one.placed, other.placed);
    taken.add(other.placed);
  }
  return pairs;
}

const withPairs = (one: PlacedItem) => ({ placed: one, pairs: pairsOf(plain(wording(one.item))) });

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
  const roles = Object.keys(partyRoles) as PartyRole[]; // the keys of a literal object
  return JSON.stringify(
    item.annotations.map((one) => [...roles.map((role) => [...one[role]].sort()), one.open, one.scope]),
  );
}

const deadlinesOf = (item: PlanItem) =>
  JSON.stringify(item.deadlines.map(({ dueOn, kind, verbatim }) => dueOn ?? [kind, plain(verbatim)]));
