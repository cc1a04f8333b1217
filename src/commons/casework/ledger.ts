import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import { contains } from '#platform/like.ts';
import type { Services } from '#platform/services.ts';
import type { Ledger, LedgerFilter, LedgerFilters, LedgerSort, MatterLine } from './contract.ts';
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
  const matching = matchingRows(services, actor, filter, reader);
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
  return { rows: rows.map((row) => lineOf(row, reader)), total, page, size };
}

/** Every row the filter gives, for an export; the first `LARGEST_EXPORT` of them. */
export async function ledgerRows(services: Services, actor: Actor, filter: LedgerFilter): Promise<MatterLine[]> {
  const reader = readerOf(services);
  const ids = await matchingRows(services, actor, filter, reader)
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

/** What the ledger may be filtered by: the kinds and lead units that occur among what somebody may see. */
export async function ledgerFilters(services: Services, actor: Actor): Promise<LedgerFilters> {
  const { db, catalogue } = services;
  const all = [...catalogue.kinds.keys()];
  // Asked of each kind and each unit for itself, so that the first matter found is the answer.
  const kinds = await sql<{ kind: string }>`
    select named as kind from unnest(${all}::text[]) named
    where exists (select from matter m where m.kind = named and ${visibleTo(actor, catalogue.kinds)})`.execute(db);
  const units = await sql<{ id: string; name: string }>`
    select u.id, u.name from unit u
    where exists (
      select from matter_unit part join matter m on m.id = part.matter_id
      where part.unit_id = u.id and ${visibleTo(actor, catalogue.kinds)})
    order by u.position, u.name`.execute(db);
  const occur = new Set(kinds.rows.map(({ kind }) => kind));
  return {
    kinds: [...catalogue.kinds.values()]
      .filter(({ key }) => occur.has(key))
      .map(({ key, label, workflow }) => ({
        key,
        label,
        states: Object.entries(workflow.states).map(([state, of]) => ({ key: state, label: of.label })),
      })),
    units: units.rows,
  };
}

function matchingRows({ db, catalogue }: Services, actor: Actor, filter: LedgerFilter, { today, calendar }: Reader) {
  const { kind, state, unit, lead, light, open, mine, parent, q } = filter;
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
  if (parent) rows = rows.where('m.parent_id', '=', parent);
  if (q?.trim()) {
    rows = rows.where(sql<boolean>`(${contains(sql.ref('m.title'), q)} or ${contains(sql.ref('m.number'), q)})`);
  }
  return rows;
}

/** Numbers are given out in the order in which matters are started; as text 10号 would stand before 9号. */
const COLUMNS = { due: 'm.due_on', received: 'm.received_on', number: 'm.started_at', title: 'm.title' } as const;

const orderOf = (sort: LedgerSort | undefined) => (sort === undefined ? openFirst : orderBy(sort, COLUMNS));
