import type { Instant } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { ImportDetail, Preview, ShownDifference } from './import-contract.ts';
import { compareReadings, type ItemDifference } from './reading/compare.ts';
import type { Reading } from './reading/reading.ts';

/** The plan a bureau already has from exactly this document. */
export async function samePlan(
  db: Db | Tx,
  bureauId: string,
  fingerprint: string,
): Promise<{ id: string; title: string; madeAt: Instant } | undefined> {
  return db
    .selectFrom('work_plan')
    .select(['id', 'title', 'made_at as madeAt'])
    .where('bureau_id', '=', bureauId)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
}

/** The newest edition of the plan a document is a changed edition of: same year, and same number or same title. */
export async function planBefore(db: Db | Tx, bureauId: string, preview: Preview) {
  if (preview.year === null) return undefined;
  const plans = await db
    .selectFrom('work_plan as p')
    .select([
      'p.id',
      'p.title',
      'p.document_number as documentNumber',
      'p.edition',
      'p.reading',
      'p.document_id as documentId',
    ])
    .where('p.bureau_id', '=', bureauId)
    .where('p.year', '=', preview.year)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('work_plan as n').select('n.id').whereRef('n.previous_plan_id', '=', 'p.id'))),
    )
    .execute();
  const number = preview.documentNumber;
  return plans.find(
    (plan) =>
      plain(plan.title) === plain(preview.title) ||
      (number !== null && plan.documentNumber !== null && plain(plan.documentNumber) === plain(number)),
  );
}

const plain = (text: string) => text.normalize('NFKC').replace(/[\s《》“”]/g, '');

/** What a document would change as a new edition of a plan the bureau has; undefined when it is no edition of any. */
export async function editionOf(
  db: Db | Tx,
  bureauId: string,
  preview: Preview,
  reading: Reading,
): Promise<NonNullable<ImportDetail['edition']> | undefined> {
  const before = await planBefore(db, bureauId, preview);
  if (!before) return undefined;
  const differences = compareReadings(before.reading as unknown as Reading, reading);
  const changed = differences.filter(({ kind }) => kind !== 'removed').length;
  const items = reading.sections.reduce((sum, section) => sum + section.items.length, 0);
  return {
    planId: before.id,
    title: before.title,
    edition: before.edition,
    unchanged: items - changed,
    differences: differences.map(shown),
  };
}

function shown(difference: ItemDifference): ShownDifference {
  const place = difference.kind === 'removed' ? difference.previous : difference.next;
  const changed = difference.kind === 'changed';
  return {
    kind: difference.kind,
    number: place.item.number,
    title: place.item.title,
    section: place.section,
    text: changed ? difference.text : [],
    units: changed && difference.units,
    deadlines: changed && difference.deadlines,
    moved: changed && difference.moved,
  };
}

export interface Pairing {
  /** By the place of an item in the new reading (`section.item`), its place in the old one. */
  readonly kept: ReadonlyMap<string, { readonly previous: string; readonly changed: boolean }>;
  /** Places in the old reading that the new one no longer has. */
  readonly removed: readonly string[];
}

/** Which items of two editions are the same. Whatever the comparison does not name stands unchanged in both, in the same order. */
export function pairEditions(previous: Reading, next: Reading): Pairing {
  const differences = compareReadings(previous, next);
  const before = placesOf(previous);
  const after = placesOf(next);
  const kept = new Map<string, { previous: string; changed: boolean }>();
  for (const difference of differences)
    if (difference.kind === 'changed')
      kept.set(after.get(difference.next.item) ?? '', {
        previous: before.get(difference.previous.item) ?? '',
        changed: true,
      });
  const removed = differences.flatMap((one) => (one.kind === 'removed' ? [before.get(one.previous.item) ?? ''] : []));
  const added = new Set(differences.flatMap((one) => (one.kind === 'added' ? [after.get(one.next.item)] : [])));
  const spoken = new Set([...removed, ...[...kept.values()].map((one) => one.previous)]);
  const restBefore = [...before.values()].filter((place) => !spoken.has(place));
  const restAfter = [...after.values()].filter((place) => !kept.has(place) && !added.has(place));
  for (const [at, place] of restAfter.entries()) {
    const partner = restBefore[at];
    if (partner !== undefined) kept.set(place, { previous: partner, changed: false });
  }
  return { kept, removed };
}

const placesOf = (reading: Reading) =>
  new Map(reading.sections.flatMap((section, s) => section.items.map((item, i) => [item, `${s}.${i}`] as const)));
