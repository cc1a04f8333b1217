import { invalid } from '#kernel/errors.ts';
import { enterPaidInTime } from '../fees/payments.ts';
import { requestById } from '../queries.ts';
import { closeAs, demandDay, type Effect, hashOf, text } from './effect.ts';

export const withdraw: Effect = async (act, matter, fields) => {
  const on = demandDay(act, fields, 'withdrawnOn', '撤回日期', (await requestById(act.tx, matter.id)).arrivedOn);
  await closeAs(act, matter.id, 'other.other', on);
  const evidence = text(fields, 'evidence');
  await act.tx.updateTable('request').set({ withdrawal_evidence: evidence }).where('id', '=', matter.id).execute();
  return { legalDate: on, payload: { withdrawnOn: on, evidenceHash: hashOf(evidence) } };
};

/** Taken up again: what was answered stands in the journal, and from the day the decision came there is a new period (`handling/reply-period.ts`). */
export const reopen: Effect = async (act, matter, fields) => {
  const { repliedOn } = await requestById(act.tx, matter.id);
  const orderedOn = demandDay(act, fields, 'orderedOn', '收到决定之日', repliedOn);
  // 条例第三十三条: on its own motion the office has the twenty days of the law, and whoever wants more extends it and tells the applicant.
  if (fields.ordered === 'own' && fields.days !== undefined)
    throw invalid({ days: '自行纠正的按二十个工作日答复，不填期限；需要更多时间的，办理延期并告知申请人' });
  if (matter.state === 'unpaid') await enterPaidInTime(act, matter.id);
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
