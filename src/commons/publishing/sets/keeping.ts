import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';

/** The journal's chain of a set. */
export const chainOf = (id: string): string => `release-set:${id}`;

/** Writes what has changed of a set and counts its version on. */
export async function changed(act: Act, id: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  await act.tx
    .updateTable('release_set')
    .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** A set that has gone out or was given up: its documents may stand in another. */
export async function closeSet(act: Act, id: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  await changed(act, id, values);
  await act.tx.updateTable('release_set_member').set({ open: false }).where('set_id', '=', id).execute();
}

/** The second of a promised set has come and all its documents are out, in this transaction. */
export async function setHasGoneOut(act: Act, id: string): Promise<void> {
  await closeSet(act, id, { released_at: act.now });
  await appendJournal(act, { chain: chainOf(id), action: 'publishing.set-released', payload: {} });
}
