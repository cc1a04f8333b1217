import type { MatterRow, StepEffect } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { oweNothing } from './publication-duty.ts';

/** The next edition says why there is one; what was handed in stays as it was. */
export async function markForCorrection(
  act: Act,
  matter: MatterRow,
  fields: Readonly<Record<string, unknown>>,
): Promise<StepEffect | undefined> {
  await oweNothing(act, matter.id);
  await act.tx
    .updateTable('annual_report')
    .set({ correcting: String(fields.reason) })
    .where('id', '=', matter.id)
    .execute();
  return undefined;
}
