import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import { containing } from '#platform/like.ts';
import type { Services } from '#platform/services.ts';
import type { Ledger, LedgerFilter, LedgerFilters, LedgerSort, MatterLine } from './contract.ts';
import { lightColumn } from './light.ts';
import { type Reader, lineOf, lineRows, readerOf } from './lines.ts';
import { visibleTo } from './sight.ts';

const PAGE_SIZE = 20;
/** An export beyond this is a report, and wants a question first. */
export const LARGEST_EXPORT = 20_000;

/** A page of the matters somebody may see, filtered and sorted by the database. */
export async function ledger(services: Services, actor: Actor, filter: LedgerFilter): Promise<Ledger> {
  const reader = readerOf(services);
  const { page = 1, size = PAGE_SIZE, sort } = filter;
  const matching = matchingRows(services, actor, filter, reader);
  const rows = await sorted(matching, sort)
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const { total } = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows: rows.map((row) => lineOf(row, reader)), total, page, size };
}

/** Every row the filter gives, for an export; the first `LARGEST_EXPORT` of them. */
export async function ledgerRows(services: Services, actor: Actor, filter: LedgerFilter): Promise<MatterLine[]> {
  const reader = readerOf(services);
  const rows = await sorted(matchingRows(services, actor, filter, reader), filter.sort)
    .limit(LARGEST_EXPORT)
    .execute();
  return rows.map((row) => lineOf(row, reader));
}

/** What the ledger may be filtered by: the kinds and lead units that occur among what somebody may see. */
export async function ledgerFilters(services: Services, actor: Actor): Promise<LedgerFilters> {
  const { db, catalogue } = services;
  const seen = db.selectFrom('matter as m').where(visibleTo(actor, catalogue.kinds));
  const kinds = await seen.select('m.kind').distinct().execute();
  const units = await seen
    .innerJoin('matter_unit as part', 'part.matter_id', 'm.id')
    .innerJoin('unit as u', 'u.id', 'part.unit_id')
    .select(['u.id', 'u.name', 'u.position'])
    .distinct()
    .orderBy('u.position')
    .orderBy('u.name')
    .execute();
  return {
    kinds: kinds.flatMap(({ kind }) => {
      const known = catalogue.kinds.get(kind);
      if (!known) return [];
      const states = Object.entries(known.workflow.states).map(([key, { label }]) => ({ key, label }));
      return [{ key: kind, label: known.label, states }];
    }),
    units: units.map(({ id, name }) => ({ id, name })),
  };
}

function matchingRows({ db, catalogue }: Services, actor: Actor, filter: LedgerFilter, { today, calendar }: Reader) {
  let rows = lineRows(db).where(visibleTo(actor, catalogue.kinds));
  const { kind, state, unit, lead, light, open, mine, parent, q } = filter;
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
    const words = containing(q);
    rows = rows.where((eb) => eb.or([eb('m.title', 'ilike', words), eb('m.number', 'ilike', words)]));
  }
  return rows;
}

/** Numbers are given out in the order in which matters are started; as text 10号 would stand before 9号. */
const COLUMNS = { due: 'm.due_on', received: 'm.received_on', number: 'm.started_at', title: 'm.title' } as const;

/** Unless asked otherwise, what is still open comes first, by its due date; then what was closed last. */
function sorted(rows: ReturnType<typeof lineRows>, sort: LedgerSort | undefined) {
  if (sort === undefined)
    return rows
      .orderBy(sql`m.closed_on desc nulls first`)
      .orderBy('m.due_on', (o) => o.asc().nullsLast())
      .orderBy('m.id');
  const descending = sort.startsWith('-');
  const column = COLUMNS[sort.replace(/^-/, '') as keyof typeof COLUMNS];
  return rows
    .orderBy(sql.ref(column), (o) => (descending ? o.desc().nullsLast() : o.asc().nullsLast()))
    .orderBy('m.id');
}
