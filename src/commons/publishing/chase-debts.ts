import { sql } from 'kysely';
import { Type } from 'typebox';
import { isWorkingDay } from '#kernel/calendar.ts';
import { chineseDate } from '#kernel/dates.ts';
import { matterAddress, matterById, shortTitle } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { publicationKind } from './kind.ts';
import { SIGNATURE_LABELS } from './signature-contract.ts';

/** Reminds of reviews that an emergency release still owes after their day, each working day: who owes, and the openness office. */
export async function chaseDebts(services: Services): Promise<number> {
  const today = services.time.today();
  if (!isWorkingDay(today, services.calendar())) return 0;
  const overdue = await services.db
    .selectFrom('review_debt')
    .select(['document_id', 'due_on', sql<keyof typeof SIGNATURE_LABELS>`step`.as('step')])
    .where('settled_at', 'is', null)
    .where('due_on', '<', today)
    .execute();
  for (const { document_id, due_on, step } of overdue)
    await act(services, systemActor, async (a) => {
      const matter = await matterById(a.tx, document_id);
      if (!matter) return;
      const owing = await holdersOf(a.tx, { role: 'department-head', on: today, unitId: matter.leadUnitId });
      const office = await holdersOf(a.tx, { role: 'openness-officer', on: today, bureauId: matter.bureauId });
      await notify(a, {
        to: [...new Set([...owing, ...office])],
        kind: 'reminder',
        title: `紧急发布的补审已逾期：${shortTitle(matter.title)}`,
        body: `${matter.number}「${matter.title}」紧急发布后应在${chineseDate(due_on)}前补办${SIGNATURE_LABELS[step]}，至今没有办理。`,
        link: matterAddress(publicationKind, document_id),
        matterId: document_id,
        dedupe: `debt:${document_id}:${step}:${today}`,
      });
    });
  return overdue.length;
}

export const chaseDebtsJob = defineJob({
  name: 'publishing.chase-debts',
  label: '催办紧急发布的补审',
  cron: '40 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await chaseDebts(services);
  },
});
