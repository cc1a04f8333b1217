import { addDays, addMonths } from '#kernel/dates.ts';
import { closeDuty, matterById, openDuty } from '#commons/casework/index.ts';
import { Type } from 'typebox';
import { reviewSettings } from './review-settings.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';

const DUTY = 'reassess';

/** A document kept from the public: it comes back when the bureau's period is over (条例第十八条：定期). */
export async function reassessLater(a: Act, documentId: string): Promise<void> {
  const { reassessMonths } = await reviewSettings.current(a.tx);
  await closeDuty(a, documentId, DUTY);
  await a.tx
    .updateTable('document')
    .set({ reassess_on: addMonths(a.today, reassessMonths) })
    .where('id', '=', documentId)
    .execute();
}

/** It is being judged anew altogether: until it is kept again there is no such day. */
export async function stopReassessing(a: Act, documentId: string): Promise<void> {
  await closeDuty(a, documentId, DUTY);
  await a.tx.updateTable('document').set({ reassess_on: null }).where('id', '=', documentId).execute();
}

/** Puts what is to be judged anew soon into the to-do list of the unit that made it. Asked twice, it stands there once. */
export async function askForReassessment(services: Services): Promise<number> {
  const { reassessAskedDays } = await reviewSettings.current(services.db);
  const due = await services.db
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .select(['d.id', 'd.reassess_on'])
    .where('m.state', '=', 'kept')
    .where('d.reassess_on', '<=', addDays(services.time.today(), reassessAskedDays))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('duty')
            .select('duty.id')
            .whereRef('duty.matter_id', '=', 'd.id')
            .where('duty.key', '=', DUTY)
            .where('duty.done_at', 'is', null),
        ),
      ),
    )
    .execute();
  for (const { id, reassess_on } of due)
    await act(services, systemActor, async (a) => {
      const matter = await matterById(a.tx, id);
      if (matter?.state !== 'kept' || !reassess_on) return;
      await openDuty(a, id, {
        key: DUTY,
        role: 'department-head',
        unitId: matter.leadUnitId,
        task: '重新评估：仍不主动公开，还是改为公开',
        dueOn: reassess_on,
        afterClosing: true,
      });
    });
  return due.length;
}

export const reassessmentJob = defineJob({
  name: 'publishing.reassessment',
  label: '不公开信息定期评估',
  cron: '20 6 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await askForReassessment(services);
  },
});
