import { sql } from 'kysely';
import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { Type } from 'typebox';
import { closeDuty, type Duty, openDuty } from '#commons/casework/index.ts';
import type { Tx } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { oneByOne } from '#platform/one-by-one.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { lastDayOf } from './answer-periods.ts';
import { awaitedIn } from './closing/awaited.ts';
import { consultationEnd } from './consultations.ts';
import { deliverySettings } from './delivery/settings.ts';
import { lastSending } from './delivery/undelivered.ts';
import { identityDuty } from './identity/owed.ts';
import { ARRIVAL_COUNTS } from './letters/letter-lines.ts';
import { letterKind } from './letters/letter-kinds.ts';
import { type LetterRow, lettersOf } from './letters/letters.ts';
import { reasonsDuty } from './waiting/reasons.ts';

// What the openness office owes a request beside its state: that an arrival is written down, and that silence is not left standing.

const OURS = /^(?:delivery|consultation|correction|fee|silence|returned|identity|reasons):/;

/** After every step and every night: what is owed stands in the to-do list, and what is not owed any more does not. */
export async function keepDuties(a: Act, matterId: string, state: string): Promise<void> {
  const owed = [
    ...(await identityDuty(a, matterId, state)),
    ...(await owedOf(a, matterId, await awaitedIn(a.tx, { id: matterId, state }))),
  ];
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
  const settings = await deliverySettings.current(tx);
  return [
    // Of a letter that names several, the arrival is written down once, where it was written.
    ...letters.flatMap((letter) =>
      letter.requestId === matterId ? deliveryOwed(letter, today, calendar, settings) : [],
    ),
    ...(await silenceOwed(tx, matterId, letters, state, today, calendar)),
    ...reasonsDuty(letters, state, today, services),
    ...(await consultationsOwed(tx, matterId, today, calendar)),
  ];
}

const office = (duty: Omit<Duty, 'role'>): Duty[] => [{ role: 'openness-officer', ...duty }];

/** A letter is known to have arrived, or to have come back; what came back leaves again. */
function deliveryOwed(
  letter: LetterRow,
  today: LocalDate,
  calendar: WorkCalendar,
  { arrivalWithin, resendWithin }: { readonly arrivalWithin: number; readonly resendWithin: number },
): Duty[] {
  const { id, kind, number, deliveredOn, returnedOn } = letter;
  const label = letterKind(kind)?.label ?? '文书';
  if (returnedOn)
    return office({
      key: `returned:${id}`,
      task: `${label}（${number}）被退回：请换一种方式重新发出`,
      dueOn: addWorkdays(returnedOn, resendWithin, calendar).on,
      afterClosing: true,
    });
  if (deliveredOn || !letter.sentOn || !ARRIVAL_COUNTS.has(kind)) return [];
  const dueOn = addWorkdays(lastSending(letter), arrivalWithin, calendar).on;
  if (today <= dueOn) return [];
  return office({
    key: `delivery:${id}`,
    task: `登记${label}（${number}）的送达日期和凭证`,
    dueOn,
    afterClosing: true,
  });
}

/**
 * 条例第三十条; 国办函〔2020〕109号: once the applicant's period is over, nobody waits on: the office enters what has come, or the unit that handles the
 * request writes the letter that ends it.
 */
async function silenceOwed(
  tx: Tx,
  matterId: string,
  letters: readonly LetterRow[],
  state: string,
  today: LocalDate,
  calendar: WorkCalendar,
): Promise<Duty[]> {
  const asked = SILENT[state];
  const letter = asked && letters.findLast(({ kind }) => kind === asked.kind);
  const last = letter && lastDayOf(letter, calendar);
  if (!asked || !letter || last === undefined || today <= last) return [];
  const dueOn = addWorkdays(last, 1, calendar).on;
  const { state: now, lead_unit_id: unitId } = await tx
    .selectFrom('matter')
    .select(['state', 'lead_unit_id'])
    .where('id', '=', matterId)
    .executeTakeFirstOrThrow();
  return [
    ...office({ key: `${asked.kind}:${letter.id}`, task: asked.task, dueOn }),
    // Once the letter is in the chain its next hand is asked by the state itself.
    ...(now === state
      ? [{ key: `silence:${letter.id}`, role: 'clerk', ...(unitId && { unitId }), task: asked.write, dueOn }]
      : []),
  ];
}

const SILENT: Readonly<Record<string, { readonly kind: string; readonly task: string; readonly write: string }>> = {
  awaitingCorrection: {
    kind: 'correction',
    task: '补正期限已满：登记收到的补正；没有收到的，由承办单位拟写逾期不补正告知书',
    write: '补正期限已满，没有收到补正的：拟写逾期不补正告知书并送审',
  },
  awaitingPayment: {
    kind: 'fee',
    task: '缴费期限已满：登记缴费；没有缴费的，由承办单位拟写逾期不缴费告知书',
    write: '缴费期限已满，没有缴费的：拟写逾期不缴费告知书并送审',
  },
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
  label: '提醒登记送达和处理逾期的补正、缴费、说明理由、征求意见',
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
        and l.returned_on is null and not exists (select from duty d where d.matter_id = m.id and d.key = 'delivery:' || l.id)))
  `.execute(services.db);
  await oneByOne(services, rows, 'what is owed to a request cannot be kept', ({ id, state }) =>
    act(services, systemActor, (a) => keepDuties(a, id, state)),
  );
}
