import { sql } from 'kysely';
import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { Type } from 'typebox';
import { closeDuty, type Duty, openDuty } from '#commons/casework/index.ts';
import type { Tx } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { lastDayOf } from './answer-periods.ts';
import { consultationEnd } from './consultations.ts';
import { ARRIVAL_COUNTS } from './letters/letter-lines.ts';
import { letterKind } from './letters/letter-kinds.ts';
import { type LetterRow, lettersOf } from './letters/letters.ts';

// What the openness office owes a request beside its state: that an arrival is written down, and that silence is not left standing.

/** Working days after which an arrival should be known. Ours: a registered letter within the province takes no longer. */
const ARRIVAL_WITHIN = 3;

const OURS = /^(?:delivery|consultation|correction|fee):/;

/** After every step and every night: what is owed stands in the to-do list, and what is not owed any more does not. */
export async function keepDuties(a: Act, matterId: string, state: string): Promise<void> {
  const owed = await owedOf(a, matterId, state);
  for (const duty of owed) await openDuty(a, matterId, duty);
  const open = await a.tx
    .selectFrom('duty')
    .select('key')
    .where('matter_id', '=', matterId)
    .where('done_at', 'is', null)
    .execute();
  for (const { key } of open)
    if (OURS.test(key) && !owed.some((duty) => duty.key === key)) await closeDuty(a, matterId, key);
}

async function owedOf({ tx, today, services }: Act, matterId: string, state: string): Promise<Duty[]> {
  const calendar = services.calendar();
  const letters = (await lettersOf(tx, matterId)).filter((letter) => letter.state === 'sent');
  if (letters.length === 0) return [];
  return [
    ...letters.flatMap((letter) => arrivalOwed(letter, today, calendar)),
    ...letters.flatMap((letter) => silenceOwed(letter, state, today, calendar)),
    ...(await consultationsOwed(tx, matterId, today, calendar)),
  ];
}

const office = (duty: Omit<Duty, 'role'>): Duty[] => [{ role: 'openness-officer', ...duty }];

function arrivalOwed({ id, kind, number, sentOn, deliveredOn }: LetterRow, today: LocalDate, calendar: WorkCalendar) {
  if (deliveredOn || !sentOn || !ARRIVAL_COUNTS.has(kind)) return [];
  const dueOn = addWorkdays(sentOn, ARRIVAL_WITHIN, calendar).on;
  if (today <= dueOn) return [];
  const label = letterKind(kind)?.label ?? '文书';
  return office({
    key: `delivery:${id}`,
    task: `登记${label}（${number}）的送达日期和凭证`,
    dueOn,
    afterClosing: true,
  });
}

/** 条例第三十条; 国办函〔2020〕109号: once the applicant's period is over, the office decides, and does not wait on. */
function silenceOwed(letter: LetterRow, state: string, today: LocalDate, calendar: WorkCalendar): Duty[] {
  const asked = SILENCES[state];
  const last = letter.kind === asked?.kind ? lastDayOf(letter, calendar) : undefined;
  if (!asked || last === undefined || today <= last) return [];
  return office({ key: `${asked.kind}:${letter.id}`, task: asked.task, dueOn: addWorkdays(last, 1, calendar).on });
}

const SILENCES: Readonly<Record<string, { readonly kind: string; readonly task: string }>> = {
  awaitingCorrection: { kind: 'correction', task: '补正期限已满：登记收到的补正，或者按逾期未补正处理' },
  awaitingPayment: { kind: 'fee', task: '缴费期限已满：登记缴费，或者按逾期未缴费处理' },
};

/** 条例第三十二条、第三十四条: after fifteen working days the organ decides. No name: whoever is asked may be a person. */
async function consultationsOwed(tx: Tx, matterId: string, today: LocalDate, calendar: WorkCalendar): Promise<Duty[]> {
  const asked = await tx
    .selectFrom('request_consultation as c')
    .innerJoin('request_letter as l', 'l.id', 'c.letter_id')
    .select(['c.id', 'c.delivered_on as deliveredOn', 'l.number'])
    .where('c.request_id', '=', matterId)
    .where('c.answered_on', 'is', null)
    .where('c.closed_on', 'is', null)
    .execute();
  return asked.flatMap(({ id, deliveredOn, number }) => {
    const last = deliveredOn && consultationEnd(deliveredOn, calendar);
    if (!last || today <= last) return [];
    const task = `征求意见期限已满（${number}）：登记收到的回复，或者结束征求意见`;
    return office({ key: `consultation:${id}`, task, dueOn: addWorkdays(last, 1, calendar).on });
  });
}

/** Days pass without a step: what has come to be owed since is asked for every morning. */
export const dutiesJob = defineJob({
  name: 'requests.duties',
  label: '提醒登记送达和处理逾期的补正、缴费、征求意见',
  cron: '20 0 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await openDuties(services);
  },
});

export async function openDuties(services: Services): Promise<void> {
  const { rows } = await sql<{ id: string; state: string }>`
    select m.id, m.state from matter m
    where m.kind = 'request' and (
      (m.closed_on is null and exists (select from request_letter l where l.request_id = m.id and l.state = 'sent'))
      or exists (select from request_letter l where l.request_id = m.id and l.state = 'sent' and l.delivered_on is null
        and l.kind = any(${[...ARRIVAL_COUNTS]}::text[])
        and not exists (select from duty d where d.matter_id = m.id and d.key = 'delivery:' || l.id)))
  `.execute(services.db);
  for (const { id, state } of rows) await act(services, systemActor, (a) => keepDuties(a, id, state));
}
