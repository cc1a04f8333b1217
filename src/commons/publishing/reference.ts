import { sql } from 'kysely';
import type { Instant } from '#kernel/dates.ts';
import { portalUnits } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import type { Inspected } from './column-contract.ts';
import { throughTheDoor } from './door.ts';

export interface ColumnRow {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly keywords: string;
  readonly type: string;
  readonly section: string;
  readonly unit_id: string | null;
  readonly position: number;
  /**
   * Calendar days within which it wants something new. 国办秘函〔2019〕19号 fails a site for 动态、要闻 columns older than two weeks and
   * 通知公告、政策文件 columns older than six months; every other number is the bureau's own.
   */
  readonly fresh_days: number | null;
  readonly inspected_as: Inspected;
}

/** Writes columns that stand open already, as a bureau brings them along, and mirrors them on the portal with the name of the unit responsible (谁开办、谁负责、谁更新). */
export async function saveColumns(act: Act, columns: readonly ColumnRow[]): Promise<void> {
  if (columns.length > 0)
    await act.tx
      .insertInto('publication_column')
      .values(columns.map((column) => ({ ...column, state: 'open' })))
      .onConflict((oc) =>
        oc.column('key').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          description: eb.ref('excluded.description'),
          keywords: eb.ref('excluded.keywords'),
          type: eb.ref('excluded.type'),
          section: eb.ref('excluded.section'),
          unit_id: eb.ref('excluded.unit_id'),
          position: eb.ref('excluded.position'),
          fresh_days: eb.ref('excluded.fresh_days'),
          inspected_as: eb.ref('excluded.inspected_as'),
          state: eb.ref('excluded.state'),
        })),
      )
      .execute();
  await mirrorColumns(act);
}

/** Shows the public the columns as they now are. */
export async function mirrorColumns(act: Act): Promise<void> {
  const rows = await act.tx
    .selectFrom('publication_column as c')
    .leftJoin('unit as u', 'u.id', 'c.unit_id')
    // One that is being prepared is not for the public yet.
    .where('c.state', '<>', 'preparing')
    .select((eb) => [
      'c.retired_on',
      'c.retired_reason',
      'c.successor_key',
      // Documents may have been released into it before it was opened.
      sql<Instant | null>`(select max(x.released_at) from portal.document x
        where x.column_key = ${eb.ref('c.key')} and x.withdrawn_at is null)`.as('updated_at'),
      'c.key',
      'c.name',
      'c.description',
      'c.keywords',
      'c.type',
      'c.section',
      'c.unit_id',
      'u.name as unit_name',
      'c.position',
      'c.fresh_days',
    ])
    .execute();
  await throughTheDoor(act, async (tx) => {
    for (const row of rows)
      await tx
        .insertInto('portal.publication_column')
        .values(row)
        .onConflict((oc) => oc.column('key').doUpdateSet(shown(row)))
        .execute();
  });
}

/** The second at which a column was last renewed is the door's to say once the column is there. */
function shown<R extends { readonly updated_at: unknown }>({ updated_at: _door, ...row }: R) {
  return row;
}

/** Mirrors the organisation register on the portal: functions, addresses, leaders in public posts (条例第二十条第二项). */
export async function publishUnits(act: Act): Promise<void> {
  const units = await portalUnits(act.tx, act.today);
  await throughTheDoor(act, async (tx) => {
    await tx.deleteFrom('portal.unit').execute();
    if (units.length > 0) await tx.insertInto('portal.unit').values(units).execute();
  });
}

/** The facts every page of the site carries: name, domain, site code, host, records, contact, whether it is a demonstration. */
export async function saveSiteFacts(act: Act, facts: Readonly<Record<string, unknown>>): Promise<void> {
  await throughTheDoor(act, async (tx) => {
    await tx
      .insertInto('portal.site')
      .values({ facts: JSON.stringify(facts) })
      .onConflict((oc) => oc.column('singleton').doUpdateSet({ facts: JSON.stringify(facts) }))
      .execute();
  });
}
