import { requestById } from '../queries.ts';
import { closeAs, demandDay, type Effect } from './effect.ts';

export const withdraw: Effect = async (act, matter, fields) => {
  const on = demandDay(act, fields, 'withdrawnOn', '撤回日期', (await requestById(act.tx, matter.id)).arrivedOn);
  await closeAs(act, matter.id, 'other.other');
  return { legalDate: on };
};

export const reopen: Effect = async (act, matter) => {
  await act.tx
    .updateTable('request')
    .set({ reply_kind: null, replied_on: null, late_reason: null })
    .where('id', '=', matter.id)
    .execute();
  return undefined;
};
