import { notFound } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import type { MatterKind } from './kind.ts';
import { type MatterRow, lockMatter, matterById } from './queries.ts';
import { maySee } from './sight.ts';

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

export const unitsOf = (actor: Actor): string[] => [
  ...new Set(actor.grants.map(({ unitId }) => unitId).filter(Boolean)),
];

export const bureausOf = (actor: Actor): string[] => [
  ...new Set(actor.grants.flatMap(({ unitPath }) => unitPath.slice(0, 1))),
];
