import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import type { Services } from '#platform/services.ts';
import { calledSo } from './called.ts';
import type { Ledger, LedgerFilter, LedgerSort, MatterLine } from './contract.ts';
import { withNews } from './following/looks.ts';
import { lightColumn } from './light.ts';
import { type LineRow, type Reader, inOrderOf, lineOf, lineRows, openFirst, orderBy, readerOf } from './lines.ts';
import { visibleTo } from './sight.ts';

const PAGE_SIZE = 20;
/** An export beyond this is a report, and wants a question first. */
export const LARGEST_EXPORT = 20_000;

/**
 * A page of the matters somebody may see, filtered and sorted by the database. Which are on it is asked of the matters alone; names are
 * looked up for these.
 */
export async function ledger(services: Services, actor: Actor, filter: LedgerFilter): Promise<Ledger> {
  const reader = readerOf(services);
  const { page = 1, size = PAGE_SIZE, sort } = filter;
  const called = await calledSo(services.db, filter.q);
  const matching = matchingRows(services, actor, filter, reader, called);
  const [rows, { total }] = await Promise.all([
    matching
      .select('m.id')
      .orderBy(orderOf(sort))
      .limit(size)
      .offset((page - 1) * size)
      .execute()
      .then((ids) => linesOf(services, ids)),
    matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const lines = rows.map((row) => lineOf(row, reader));
  return { rows: await withNews(services, actor, lines), total, page, size };
}

/** Every row the filter gives, for an export; the first `LARGEST_EXPORT` of them. */
export async function ledgerRows(services: Services, actor: Actor, filter: LedgerFilter): Promise<MatterLine[]> {
  const reader = readerOf(services);
  const called = await calledSo(services.db, filter.q);
  const ids = await matchingRows(services, actor, filter, reader, called)
    .select('m.id')
    .orderBy(orderOf(filter.sort))
    .limit(LARGEST_EXPORT)
    .execute();
  return (await linesOf(services, ids)).map((row) => lineOf(row, reader));
}

async function linesOf({ db }: Services, matters: readonly { readonly id: string }[]): Promise<LineRow[]> {
  const ids = matters.map(({ id }) => id);
  return inOrderOf(ids, await lineRows(db).where(sql<boolean>`m.id = any(${ids}::uuid[])`).execute());
}

function matchingRows(
  { db, catalogue }: Services,
  actor: Actor,
  filter: LedgerFilter,
  { today, calendar }: Reader,
  called: RawBuilder<boolean> | undefined,
) {
  const { kind, state, unit, lead, light, open, mine, watched, parent } = filter;
  let rows = db.selectFrom('matter as m').where(visibleTo(actor, catalogue.kinds, kind));
  if (kind) rows = rows.where('m.kind', '=', kind);
  if (state) rows = rows.where('m.state', '=', state);
  if (unit)
    rows = rows.where((eb) =>
      eb.exists(
        eb
          .selectFrom('matter_unit as part')
          .select('part.unit_id')
          .whereRef('part.matter_id', '=', 'm.id')
          .where('part.unit_id', '=', unit),
      ),
    );
  if (lead) rows = rows.where('m.lead_unit_id', '=', lead);
  if (light) rows = rows.where(lightColumn(today, calendar), '=', light);
  if (open) rows = rows.where('m.closed_on', 'is', null);
  if (mine) rows = rows.where('m.started_by', '=', actor.id);
  if (watched) rows = rows.where(watchedBy(actor));
  if (parent) rows = rows.where('m.parent_id', '=', parent);
  return called ? rows.where(called) : rows;
}

/** The matters `m` somebody watches. */
export const watchedBy = ({ id }: Actor) =>
  sql<boolean>`m.id in (select w.matter_id from matter_watch w where w.person_id = ${id}::uuid)`;

/** Numbers are given out in the order in which matters are started; as text 10号 would stand before 9号. */
const COLUMNS = { due: 'm.due_on', received: 'm.received_on', number: 'm.started_at', title: 'm.title' } as const;

const orderOf = (sort: LedgerSort | undefined) => (sort === undefined ? openFirst : orderBy(sort, COLUMNS));
