import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { type CatalogueChoice, type EditionLine, type Frequency, frequencyWords, type ItemLine } from './contract.ts';
import { fills, inForceOn } from './in-force.ts';

type Row = Omit<ItemLine, 'frequencyWords' | 'documents' | 'updatedOn'>;

/** The catalogue in force today, and what is recorded to come into force later, in its own order. */
export async function catalogueItems({ db, time }: Services): Promise<ItemLine[]> {
  const today = time.today();
  const { rows } = await sql<Row>`
    select i.item_key as key, last.number as version, i.name, i.statutory_class as "statutoryClass", i.content, i.basis,
      i.unit_id as "unitId", u.name as "unitName", i.column_key as "columnKey", c.name as "columnName", i.types, i.frequency,
      i.workdays, i.due_day as "dueDay", i.channel, i.time_limit as "timeLimit", i.audience, i.position,
      i.in_force_from as "inForceFrom",
      case when last.in_force_from > ${today} then last.in_force_from end as "changesOn"
    from (select * from ${inForceOn(today)} now
      union all
      -- Recorded, and not in force yet.
      select e.* from catalogue_edition e where e.number = 1 and e.in_force_from > ${today}) i
    join lateral (select number, in_force_from from catalogue_edition e where e.item_key = i.item_key
      order by number desc limit 1) last on true
    left join unit u on u.id = i.unit_id
    left join publication_column c on c.key = i.column_key
    order by i.position, i.item_key`.execute(db);
  const { rows: filled } = await fills().execute(db);
  const fillOf = new Map(filled.map((fill) => [fill.itemKey, fill]));
  return rows.map((row) => ({
    ...row,
    frequencyWords: frequencyWords(row),
    documents: fillOf.get(row.key)?.documents ?? 0,
    updatedOn: fillOf.get(row.key)?.updatedOn ?? null,
  }));
}

/** Everything an item has ever said, the newest first. */
export async function editionsOf(db: Db, key: string): Promise<EditionLine[]> {
  const rows = await db
    .selectFrom('catalogue_edition as e')
    .leftJoin('unit as u', 'u.id', 'e.unit_id')
    .leftJoin('publication_column as c', 'c.key', 'e.column_key')
    .leftJoin('person as p', 'p.id', 'e.changed_by')
    .select([
      'e.number',
      'e.in_force_from as inForceFrom',
      'e.dropped',
      'e.name',
      'e.content',
      'e.basis',
      'u.name as unitName',
      'c.name as columnName',
      'e.frequency',
      'e.workdays',
      'e.due_day as dueDay',
      'e.reason',
      'p.name as changedBy',
      'e.changed_at as changedAt',
    ])
    .where('e.item_key', '=', key)
    .orderBy('e.number', 'desc')
    .execute();
  return rows.map(({ frequency, workdays, dueDay, ...row }) => ({
    ...row,
    // The table's check allows no other words.
    frequencyWords: frequencyWords({ frequency: frequency as Frequency, workdays, dueDay }),
  }));
}

/** What a drafter may name today. */
export async function catalogueChoices(services: Services): Promise<CatalogueChoice[]> {
  const items = await catalogueItems(services);
  const today = services.time.today();
  return items
    .filter(({ inForceFrom }) => inForceFrom <= today)
    .map(({ key, name, statutoryClass, content, unitId, unitName, columnKey, types, frequencyWords: often }) => ({
      key,
      name,
      statutoryClass,
      content,
      unitId,
      unitName,
      columnKey,
      types,
      frequencyWords: often,
    }));
}

/** What a document says it fills, if that is in force on a day. */
export async function itemInForce(
  db: Db | Tx,
  key: string,
  on: LocalDate,
): Promise<{ readonly name: string; readonly types: readonly string[] } | undefined> {
  const { rows } = await sql<{ name: string; types: string[] }>`
    select i.name, i.types from ${inForceOn(on)} i where i.item_key = ${key}`.execute(db);
  return rows[0];
}
