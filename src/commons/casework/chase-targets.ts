import { Type } from 'typebox';
import { isWorkingDay, workdaysBetween } from '#kernel/calendar.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { awaitedPeople, headsOf } from './awaited.ts';
import { matters } from './queries.ts';
import { targetOf } from './targets.ts';
import { matterAddress, shortTitle } from './where.ts';

/** So many working days beyond the goal the head of the lead unit and the office in charge hear of it too. Ours. */
const ESCALATES_AFTER = 3;

/**
 * Reminds those a matter waits for on the last day of the step's goal and on each working day after it. Gives how many matters were
 * chased. Safe to run again on the same day: nobody is told twice.
 */
export async function chaseTargets(services: Services): Promise<number> {
  const today = services.time.today();
  if (!isWorkingDay(today, services.calendar())) return 0;
  const due = await services.db
    .selectFrom('matter')
    .select('id')
    .where('target_days', 'is not', null)
    .where('target_on', '<=', today)
    .where('closed_on', 'is', null)
    .orderBy('target_on')
    .execute();
  for (const { id } of due) await act(services, systemActor, (a) => chase(a, id));
  return due.length;
}

async function chase(a: Act, matterId: string): Promise<void> {
  const { tx, today, services } = a;
  const matter = await matters(tx).where('m.id', '=', matterId).executeTakeFirst();
  const kind = matter && services.catalogue.kinds.get(matter.kind);
  const target = matter && targetOf(matter, today, services.calendar());
  // It may have moved on since it was found.
  if (!matter || !kind || !target || target.on > today) return;
  const late = workdaysBetween(target.on, today, services.calendar());
  const awaited = await awaitedPeople(tx, matterId, today);
  const above =
    late < ESCALATES_AFTER
      ? []
      : [
          ...(await headsOf(tx, matter.leadUnitId, today)),
          ...(await holdersOf(tx, { role: kind.officeRole, on: today, bureauId: matter.bureauId })),
        ];
  await notify(a, {
    to: [...new Set([...awaited, ...above])],
    kind: 'reminder',
    title: `${target.on === today ? '本环节今天到期' : '本环节已超过目标时限'}：${shortTitle(matter.title)}`,
    body: `${matter.number}「${matter.title}」（${kind.workflow.states[matter.state]?.label ?? matter.state}）${target.light.words}，请抓紧办理。`,
    link: matterAddress(kind, matterId),
    matterId,
    dedupe: `target:${matterId}:${matter.round}:${matter.state}:${today}`,
  });
}

export const chaseTargetsJob = defineJob({
  name: 'casework.chase-targets',
  label: '催办到期和超过目标时限的环节',
  cron: '45 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await chaseTargets(services);
  },
});
