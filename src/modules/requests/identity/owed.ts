import { addWorkdays } from '#kernel/calendar.ts';
import { type Duty, openDuty } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { correctionNoticeClock } from '../law/other-clocks.ts';

/** Until the applicant is asked by a letter the office asks; once it is answered nobody does. */
const ASKED_IN: ReadonlySet<string> = new Set(['submitted', 'accepted', 'processing']);

/** 条例第三十条: until when a correction notice stops the period; a notice about what is missing goes with it. */
const NOTICE_WITHIN = correctionNoticeClock[0]?.limit.n ?? 0;

/**
 * 条例第二十九条第一项: an application says who asks, with proof of identity. One that came without is registered, for art. 31 counts from the day it came whatever it
 * lacks; the proof is asked for by telephone or at the counter, else by a correction notice. Art. 30 speaks of unclear content: that the notice may ask for
 * proof too, and that the period then stands still, is practice [K], ours until the legal office confirms it.
 */
export async function identityDuty({ tx, services }: Act, matterId: string, state: string): Promise<Duty[]> {
  if (!ASKED_IN.has(state)) return [];
  const row = await tx
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select('m.received_on as receivedOn')
    .where('r.id', '=', matterId)
    .where('r.identity_owed', '=', true)
    .executeTakeFirst();
  if (!row) return [];
  return [
    {
      key: 'identity:owed',
      role: 'openness-officer',
      task: `申请没有身份证明：请与申请人联系补交并登记；不能补交的，在收到申请之日起${NOTICE_WITHIN}个工作日内发补正告知书`,
      dueOn: addWorkdays(row.receivedOn, NOTICE_WITHIN, services.calendar()).on,
    },
  ];
}

/** Asked for as soon as it is registered. */
export async function askIdentity(act: Act, matterId: string): Promise<void> {
  for (const duty of await identityDuty(act, matterId, 'submitted')) await openDuty(act, matterId, duty);
}
