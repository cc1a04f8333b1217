import { Type } from 'typebox';
import { addWorkdays } from '#kernel/calendar.ts';
import { defineJob } from '#platform/jobs.ts';
import { oneByOne } from '#platform/one-by-one.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { lastDayOf } from '../answer-periods.ts';
import { lettersOf } from '../letters/letters.ts';
import { tellApplicant } from './telling.ts';

/** Two working days before the last one, so that a correction or a payment can still be made. Ours. */
const WORKDAYS_BEFORE = 2;
const WAITS: Readonly<Record<string, string>> = {
  awaitingCorrection: 'correction',
  awaitingPayment: 'fee',
  awaitingReasons: 'reasons',
};

/** Tells every applicant whose last day for a correction, a payment or reasons comes near, once. A request is never given up without a word before. */
export async function remindApplicants(services: Services): Promise<void> {
  const waiting = await services.db
    .selectFrom('matter as m')
    .innerJoin('request as r', 'r.id', 'm.id')
    .select(['m.id', 'm.state'])
    .where('m.state', 'in', Object.keys(WAITS))
    .where('r.applicant', 'is not', null)
    .execute();
  await oneByOne(services, waiting, 'an applicant cannot be reminded', ({ id, state }) =>
    act(services, systemActor, async (a) => {
      const letter = (await lettersOf(a.tx, id)).findLast((one) => one.kind === WAITS[state] && one.state === 'sent');
      const last = letter && lastDayOf(letter, services.calendar());
      if (!letter || !last || a.today > last) return;
      if (addWorkdays(a.today, WORKDAYS_BEFORE, services.calendar()).on < last) return;
      await tellApplicant(a, id, { about: `last-day:${letter.id}`, kind: 'reminder' });
    }),
  );
}

export const remindApplicantsJob = defineJob({
  name: 'requests.remind-applicants',
  label: '提醒申请人补正、缴费、说明理由的期限临近',
  cron: '20 9 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await remindApplicants(services);
  },
});
