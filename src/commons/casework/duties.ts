import type { LocalDate } from '#kernel/dates.ts';
import type { Act } from '#platform/services.ts';

export interface Duty {
  /** What it is about, once for each matter while it is open: `report`, `extension`, `notice:<number>`. */
  readonly key: string;
  readonly role: string;
  /** Left out: anyone in the matter's bureau with the role. */
  readonly unitId?: string;
  /** What is asked, in the words of the to-do list. */
  readonly task: string;
  readonly dueOn?: LocalDate;
  /** Owed also once the matter is closed: a document that is out is still to be filed. */
  readonly afterClosing?: true;
  /** Where it is done, below /workbench; left out: where the matter is worked on. */
  readonly path?: string;
}

/** Puts a duty into the to-do list of a role, beside the state the matter is in. Asked again while open, it stands once. */
export async function openDuty(act: Act, matterId: string, duty: Duty): Promise<void> {
  await act.tx
    .insertInto('duty')
    .values({
      matter_id: matterId,
      key: duty.key,
      role: duty.role,
      unit_id: duty.unitId ?? null,
      task: duty.task,
      due_on: duty.dueOn ?? null,
      after_closing: duty.afterClosing ?? false,
      path: duty.path ?? null,
      opened_at: act.now,
    })
    .onConflict((oc) => oc.columns(['matter_id', 'key']).where('done_at', 'is', null).doNothing())
    .execute();
}

export async function closeDuty(act: Act, matterId: string, key: string): Promise<void> {
  await act.tx
    .updateTable('duty')
    .set({ done_at: act.now })
    .where('matter_id', '=', matterId)
    .where('key', '=', key)
    .where('done_at', 'is', null)
    .execute();
}
