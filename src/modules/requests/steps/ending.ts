import { requestById } from '../queries.ts';
import { closeAs, demandDay, type Effect } from './effect.ts';

export const withdraw: Effect = async (act, matter, fields) => {
  const on = demandDay(act, fields, 'withdrawnOn', '撤回日期', (await requestById(act.tx, matter.id)).arrivedOn);
  await closeAs(act, matter.id, 'other.other', on);
  return { legalDate: on };
};

/** Taken up again: what was answered stands in the journal, and from the day the decision came there is a new period (`handling/reply-period.ts`). */
export const reopen: Effect = async (act, matter, fields) => {
  const { repliedOn } = await requestById(act.tx, matter.id);
  const orderedOn = demandDay(act, fields, 'orderedOn', '收到决定之日', repliedOn);
  await act.tx
    .updateTable('request')
    .set({ reply_kind: null, replied_on: null, late_reason: null, merged_into: null })
    .where('id', '=', matter.id)
    .execute();
  return {
    legalDate: orderedOn,
    payload: {
      reason: fields.reason,
      ordered: fields.ordered,
      orderedOn,
      ...(typeof fields.days === 'number' && { days: fields.days }),
    },
  };
};
