import { sql } from 'kysely';
import { canonicalJson } from '#kernel/canonical.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { throughTheDoor } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import { type Frequency, frequencyWords } from './contract.ts';
import { type Fill, filledBy, fills, inForceOn } from './in-force.ts';

interface InForce {
  readonly key: string;
  readonly position: number;
  readonly name: string;
  readonly statutory_class: number;
  readonly content: string;
  readonly basis: string;
  readonly unit_name: string | null;
  readonly unit_key: string | null;
  readonly column_key: string | null;
  readonly column_name: string | null;
  readonly frequency: Frequency;
  readonly workdays: number | null;
  readonly dueDay: string | null;
  readonly channel: string;
  readonly time_limit: string;
  readonly audience: string;
  readonly in_force_from: LocalDate;
}

/**
 * Shows the public the catalogue as it is in force today, with what stands on the portal for each item. Writes, and begins a new
 * edition of the portal, only where something differs. Gives whether it did.
 */
export async function mirrorCatalogue(act: Act): Promise<boolean> {
  const rows = await wanted(act);
  const shown = await act.tx.selectFrom('portal.catalogue_item').selectAll().execute();
  if (spelt(rows) === spelt(shown)) return false;
  await throughTheDoor(act, async (tx) => {
    await tx.deleteFrom('portal.catalogue_item').execute();
    if (rows.length > 0) await tx.insertInto('portal.catalogue_item').values(rows).execute();
  });
  return true;
}

async function wanted({ tx, today }: Act) {
  const { rows: items } = await sql<InForce>`
    select i.item_key as key, i.position, i.name, i.statutory_class, i.content, i.basis, u.name as unit_name, u.key as unit_key,
      -- A column that is not open yet has no page to lead to.
      c.key as column_key, c.name as column_name, i.frequency, i.workdays, i.due_day as "dueDay", i.channel, i.time_limit,
      i.audience, i.in_force_from
    from ${inForceOn(today)} i
    left join unit u on u.id = i.unit_id
    left join publication_column c on c.key = i.column_key and c.state <> 'preparing'`.execute(tx);
  const { rows: filled } = await fills().execute(tx);
  const fillOf = new Map(filled.map((fill) => [fill.itemKey, fill]));
  return items.map(({ workdays, dueDay, frequency, ...item }) => ({
    ...item,
    frequency: frequencyWords({ frequency, workdays, dueDay }),
    ...standing(fillOf.get(item.key)),
  }));
}

const standing = (fill: Fill | undefined) => ({
  documents: fill?.documents ?? 0,
  latest_index_number: fill?.latestIndexNumber ?? null,
  latest_title: fill?.latestTitle ?? null,
  updated_on: fill?.updatedOn ?? null,
});

const spelt = (rows: readonly object[]): string =>
  rows
    .map((row) => canonicalJson(JSON.parse(JSON.stringify(row))))
    .sort()
    .join('\n');

/** Settles what released documents fill, of one document or of all that never were asked. Gives the items that gained or lost one. */
export async function settleFilled({ tx, today }: Act, documentId?: string): Promise<string[]> {
  const which = documentId === undefined ? sql`d.catalogue_item is null` : sql`d.id = ${documentId}`;
  const { rows } = await sql<{ before: string | null; after: string | null }>`
    with asked as (
      select d.id, d.catalogue_item as before, ${filledBy(today)} as after
      from document d join document_revision r on r.id = d.released_revision_id where ${which}),
    changed as (
      update document d set catalogue_item = a.after from asked a where a.id = d.id and a.after is distinct from a.before)
    select distinct before, after from asked`.execute(tx);
  return [...new Set(rows.flatMap(({ before, after }) => [before, after]).filter((key) => key !== null))];
}

/** One more document stands under an item, the newest of them: what a first release changes, without counting the others again. */
export async function showNewest(act: Act, key: string, indexNumber: string, title: string): Promise<void> {
  await throughTheDoor(act, async (tx) => {
    await tx
      .updateTable('portal.catalogue_item')
      .set((eb) => ({
        documents: eb('documents', '+', 1),
        latest_index_number: indexNumber,
        latest_title: title,
        updated_on: act.today,
      }))
      .where('key', '=', key)
      .execute();
  });
}

/** Counts what stands under an item anew: after a correction or a withdrawal. */
export async function showAnew(act: Act, key: string): Promise<void> {
  const { rows } = await fills(key).execute(act.tx);
  await throughTheDoor(act, async (tx) => {
    await tx.updateTable('portal.catalogue_item').set(standing(rows[0])).where('key', '=', key).execute();
  });
}
