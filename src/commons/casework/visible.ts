import { type RawBuilder, sql } from 'kysely';
import { notFound } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import type { MatterKind } from './kind.ts';
import { type MatterRow, lockMatter, matterById } from './queries.ts';
import { maySee } from './steps.ts';

export interface SeenMatter {
  readonly kind: MatterKind;
  readonly matter: MatterRow;
}

/** A matter for somebody who may see it; not found for everybody else. */
export async function seenMatter(db: Db | Tx, services: Services, actor: Actor, id: string): Promise<SeenMatter> {
  return demandSeen(await matterById(db, id), services, actor);
}

/** The same under a lock, for a verb about to change something. */
export async function lockSeen({ tx, services, actor }: Act, id: string): Promise<SeenMatter> {
  return demandSeen(await lockMatter(tx, id), services, actor);
}

function demandSeen(matter: MatterRow | undefined, services: Services, actor: Actor): SeenMatter {
  const kind = matter && services.catalogue.kinds.get(matter.kind);
  if (!matter || !kind || !maySee(kind, matter, actor)) throw notFound('这一事项');
  return { kind, matter };
}

export const closedForGood = ({ kind, matter }: SeenMatter): boolean =>
  kind.workflow.states[matter.state]?.final === true;

/**
 * The matters `m` somebody may see, as SQL, for lists: the rule of `maySee`. Of a kind that restricts who sees it beyond those
 * who have a part (`kind.visible`), lists show only the matters in which the person has one.
 */
export function visibleTo(actor: Actor, kinds: ReadonlyMap<string, MatterKind>): RawBuilder<boolean> {
  const units = unitsOf(actor);
  const bureaus = bureausOf(actor);
  const unrestricted = [...kinds.values()].filter((kind) => !kind.visible).map((kind) => kind.key);
  return sql<boolean>`(
    m.assignee_id = ${actor.id}::uuid
    or m.started_by = ${actor.id}::uuid
    or m.lead_unit_id = any(${units}::uuid[])
    or (m.bureau_id = any(${bureaus}::uuid[]) and m.kind = any(${unrestricted}::text[]))
    or exists (
      select from matter_unit mine
      where mine.matter_id = m.id and mine.part <> 'lead' and mine.unit_id = any(${units}::uuid[])
    )
  )`;
}

export const unitsOf = (actor: Actor): string[] => [
  ...new Set(actor.grants.map(({ unitId }) => unitId).filter(Boolean)),
];

export const bureausOf = (actor: Actor): string[] => [
  ...new Set(actor.grants.flatMap(({ unitPath }) => unitPath.slice(0, 1))),
];
