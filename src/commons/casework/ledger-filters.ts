import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import type { Services } from '#platform/services.ts';
import type { LedgerFilters } from './contract.ts';
import { leadsAndParts, reachedBy, visibleTo } from './sight.ts';

/** What the ledger may be filtered by: the kinds, and the units with a part, that occur among what somebody may see. */
export async function ledgerFilters(services: Services, actor: Actor): Promise<LedgerFilters> {
  const [led, beside] = await Promise.all([leading(services, actor), takingPart(services, actor)]);
  const occur = new Set(led.map(({ kind }) => kind));
  const taking = [...new Set([...led.map(({ unitId }) => unitId), ...beside])];
  const units = await services.db
    .selectFrom('unit')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${taking}::uuid[])`)
    .orderBy('position')
    .orderBy('name')
    .execute();
  return {
    kinds: [...services.catalogue.kinds.values()]
      .filter(({ key }) => occur.has(key))
      .map(({ key, label, workflow }) => ({
        key,
        label,
        states: Object.entries(workflow.states).map(([state, of]) => ({ key: state, label: of.label })),
      })),
    units,
  };
}

/**
 * Which units lead matters of which kinds. An index is stepped through from pair to pair, and within a pair to the first matter that a rule lets see: read
 * row by row it would be all matters. Pairs are compared as rows, so that the planner cannot take them for constants and read the table instead. In what
 * somebody has a part is read for itself.
 */
async function leading({ db, catalogue: { kinds } }: Services, actor: Actor) {
  const { rows } = await sql<{ unitId: string; kind: string }>`
    with recursive pair as (
      (select m.lead_unit_id, m.kind from matter m order by m.lead_unit_id, m.kind limit 1)
      union all
      select next.lead_unit_id, next.kind from pair cross join lateral (
        select m.lead_unit_id, m.kind from matter m where (m.lead_unit_id, m.kind) > (pair.lead_unit_id, pair.kind)
        order by m.lead_unit_id, m.kind limit 1) as next
    )
    select pair.lead_unit_id as "unitId", pair.kind from pair cross join lateral (
      select from matter m
      where (m.lead_unit_id, m.kind) >= (pair.lead_unit_id, pair.kind) and (m.lead_unit_id, m.kind) <= (pair.lead_unit_id, pair.kind)
        and ${reachedBy(actor, kinds)}
      order by m.lead_unit_id, m.kind limit 1) as seen
    union select lead_unit_id, kind from (${leadsAndParts(actor)}) as own`.execute(db);
  return rows;
}

/** Units that help with something, with or without leading anything: few parts among all. */
async function takingPart({ db, catalogue: { kinds } }: Services, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ unitId: string }>`
    with beside as materialized (select unit_id, matter_id from matter_unit where part <> 'lead')
    select distinct beside.unit_id as "unitId" from beside join matter m on m.id = beside.matter_id
    where ${visibleTo(actor, kinds)}`.execute(db);
  return rows.map(({ unitId }) => unitId);
}
