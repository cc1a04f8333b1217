import { takeStepAs } from '#commons/casework/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { type Act, systemActor } from '#platform/services.ts';
import { chainOf, changed } from './keeping.ts';
import { companionsOf, openSetOf } from './members.ts';

/**
 * A document that goes out no more (withdrawn, given up, kept from the public) leaves the set it stands in. A promise of the set is
 * taken back with it: the others were to go out together with this one, and wait to be released again by somebody who knows.
 */
export async function leaveSet(act: Act, documentId: string, title: string): Promise<void> {
  const set = await openSetOf(act.tx, documentId);
  if (!set) return;
  const others = await companionsOf(act.tx, documentId);
  await act.tx
    .deleteFrom('release_set_member')
    .where('set_id', '=', set.id)
    .where('document_id', '=', documentId)
    .execute();
  await changed(act, set.id, set.orderedAt ? { ordered_by: null, ordered_at: null, release_at: null } : {});
  const reason = `同组的「${title}」不再公开，整组的定时发布暂停`;
  if (set.orderedAt)
    for (const id of others) await takeStepAs({ ...act, actor: systemActor }, id, 'holdBack', { reason });
  await appendJournal(act, {
    chain: chainOf(set.id),
    action: 'publishing.set-left',
    payload: { documentId, heldBack: set.orderedAt !== null },
  });
}
