import { closeDuty } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { requestWorkflow } from '../workflow.ts';
import { answerPlace } from './saying.ts';

/** What was waited for has been decided some other way: the to-dos about it are done. A payment, once it is entered, is the usual case. */
export async function settleAnswers(act: Act, requestId: string, state: string): Promise<void> {
  const label = (requestWorkflow.states as Readonly<Record<string, { readonly label: string }>>)[state]?.label ?? state;
  const left = Object.entries(WAITED_IN).flatMap(([kind, waiting]) => (waiting === state ? [] : [kind]));
  const done = await act.tx
    .updateTable('request_answer')
    .set({ handled_at: act.now, handled_note: `申请已经转为“${label}”` })
    .where('request_id', '=', requestId)
    .where('outcome', '=', 'office')
    .where('handled_at', 'is', null)
    .where('kind', 'in', left)
    .returning('id')
    .execute();
  for (const { id } of done) await closeDuty(act, requestId, answerPlace(id));
}

const WAITED_IN: Readonly<Record<string, string>> = {
  correction: 'awaitingCorrection',
  reasons: 'awaitingReasons',
  payment: 'awaitingPayment',
};
