import { addHours, chineseDate } from '#kernel/dates.ts';
import { invalid, refused } from '#kernel/errors.ts';
import { bureauOf, unitById } from '#commons/organisations/index.ts';
import { dayOfReceipt } from '../law/receipt-days.ts';
import { requestById } from '../queries.ts';
import type { Act } from '#platform/services.ts';
import { allFollow } from '../related/merging.ts';
import { day, type Effect, hashOf, text } from './effect.ts';

/**
 * 条例第三十一条: which day counts depends on how the request came; whoever confirms says on what it rests. That may name people: the words stand with the
 * request, their hash in the journal. What a reviewer would remark (not confirmed on the very day) is kept with them.
 */
export const confirm: Effect = async (act, matter, fields) => {
  const request = await requestById(act.tx, matter.id);
  await nothingJustSent(act, matter.id);
  const on = day(fields, 'receivedOn');
  const receipt = dayOfReceipt(
    request.channel,
    { arrivedOn: request.arrivedOn, confirmedOn: on, evidence: text(fields, 'evidence') },
    act.today,
  );
  if ('missing' in receipt) throw invalid({ receivedOn: receipt.missing.join('；') });
  if (receipt.on !== on)
    throw invalid({
      receivedOn: `这一渠道的申请，收到之日是${chineseDate(receipt.on)}（${receipt.basis}），请改为这一天`,
    });
  await act.tx
    .updateTable('request')
    .set({
      confirmed_on: act.today,
      receipt_evidence: text(fields, 'evidence'),
      receipt_remarks: receipt.remarks.join('；') || null,
    })
    .where('id', '=', matter.id)
    .execute();
  const title = text(fields, 'title').trim();
  return {
    receivedOn: on,
    legalDate: on,
    ...(title && { title }),
    payload: {
      receivedOn: on,
      evidenceHash: hashOf(text(fields, 'evidence')),
      basis: receipt.basis,
      ...(receipt.remarks.length > 0 && { remarks: receipt.remarks.join('；') }),
    },
  };
};

/** Minutes within which what was sent is opened; what cannot be opened holds up nothing. */
const OPENED_WITHIN = 10;

/** What the applicant has just sent is seen before it is confirmed: a replaced text counts only until then, and so does taking it back. */
async function nothingJustSent({ tx, now }: Act, requestId: string): Promise<void> {
  const waits = await tx
    .selectFrom('intake.request_answer')
    .select('id')
    .where('receipt', '=', (eb) =>
      eb.selectFrom('request').select('request.receipt').where('request.id', '=', requestId),
    )
    .where('opened_at', 'is', null)
    .where('sent_at', '>', addHours(now, -OPENED_WITHIN / 60))
    .executeTakeFirst();
  if (waits) throw refused(['申请人刚刚在网上提交了更正或者撤回，正在登记，请过一分钟刷新，看过以后再确认']);
}

export const assign: Effect = async (act, matter, fields) => {
  const unit = await unitById(act.tx, text(fields, 'unitId'));
  if (!unit || unit.closedOn || bureauOf(unit) !== matter.bureauId) throw invalid({ unitId: '请选择本局现有的机构' });
  if (unit.id === matter.leadUnitId && matter.state === 'processing')
    throw refused([`${unit.name}已经在办理，不需要改派`]);
  await allFollow(act, matter, { unitId: unit.id });
  return { leadUnitId: unit.id };
};
