import { forbidden, notFound } from '#kernel/errors.ts';
import { addHours, type Instant } from '#kernel/dates.ts';
import { grantFor } from '#kernel/policy.ts';
import { matterById, maySee } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { publicationKind } from '../kind.ts';
import { publicationPolicy } from '../policy.ts';
import { type EditorLine, PRESENCE_SECONDS } from '../working-copy-contract.ts';

/**
 * One is writing at a document, again or still; gives the others who are. Refuses whoever may not write at it; what may not be
 * seen is not found. Nothing of it is kept: a row not renewed says nothing after a minute.
 */
export async function signalPresence(act: Act, documentId: string): Promise<EditorLine[]> {
  const matter = await matterById(act.tx, documentId);
  if (matter?.kind !== publicationKind.key || !maySee(publicationKind, matter, act.actor)) throw notFound('这份文件');
  const grant = grantFor(publicationPolicy.revise, act.actor, matter);
  if (!grant) throw forbidden('您的岗位不能修改这份文稿，请由拟稿单位的起草人修改');
  const before = freshAt(act.now);
  await act.tx
    .insertInto('editing_presence')
    .values({
      document_id: documentId,
      person_id: act.actor.id,
      unit_id: grant === 'staff' ? null : grant.unitId,
      since: act.now,
      seen_at: act.now,
    })
    .onConflict((oc) =>
      oc.columns(['document_id', 'person_id']).doUpdateSet((eb) => ({
        seen_at: act.now,
        unit_id: eb.ref('excluded.unit_id'),
        since: eb
          .case()
          .when('editing_presence.seen_at', '<', before)
          .then(eb.val(act.now))
          .else(eb.ref('editing_presence.since'))
          .end(),
      })),
    )
    .execute();
  return editorsOf(act.tx, documentId, act);
}

/** One has closed the form. Nothing to refuse: whoever is not there is gone already. */
export async function endPresence({ tx, actor }: Act, documentId: string): Promise<void> {
  await tx
    .deleteFrom('editing_presence')
    .where('document_id', '=', documentId)
    .where('person_id', '=', actor.id)
    .execute();
}

/** Who else is writing at a document now, longest first. Whether the document may be seen is asked before. */
export function editorsOf(
  db: Db | Tx,
  documentId: string,
  { now, actor }: Pick<Act, 'now' | 'actor'>,
): Promise<EditorLine[]> {
  return db
    .selectFrom('editing_presence as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .leftJoin('unit as u', 'u.id', 'e.unit_id')
    .select(['e.person_id as personId', 'p.name', 'u.name as unitName', 'e.since'])
    .where('e.document_id', '=', documentId)
    .where('e.person_id', '<>', actor.id)
    .where('e.seen_at', '>=', freshAt(now))
    .orderBy('e.since')
    .execute();
}

const freshAt = (now: Instant) => addHours(now, -PRESENCE_SECONDS / 3600);
