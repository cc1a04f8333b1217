import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import { projectRoot } from '#platform/root.ts';
import type { Services } from '#platform/services.ts';
import { importPlan } from './import-plan.ts';
import { liveThrough } from './living.ts';
import { type Cast, type MovingClock, workHour } from './people.ts';
import { demoReleaseOn, demoYear, planTextFor } from './plan-text.ts';
import { storyOf2019, storyUntil } from './story.ts';

const SEED = 'src/modules/work-plans/reading/fixtures/jiangxi-2019-work-points.txt';

/** The real work points of 2019, imported and released on 17 June, the one date it prints, and lived through to the end of that year. */
export async function livePlanOf2019(services: Services, cast: Cast, clock: MovingClock): Promise<{ planId: string }> {
  clock.moveTo(workHour(services, '2019-06-17' as LocalDate, 8));
  const bytes = await readFile(path.join(projectRoot(), SEED));
  const { planId } = await importPlan(services, cast, { bytes, fileName: '2019年政务公开工作要点.txt' });
  await liveThrough(services, cast, clock, planId, storyOf2019());
  return { planId };
}

/** The demonstration's own plan, released in March of its year and lived through until today. */
export async function livePlanOfToday(
  services: Services,
  cast: Cast,
  clock: MovingClock,
  today: LocalDate,
): Promise<{ planId: string }> {
  const released = demoReleaseOn(today);
  clock.moveTo(workHour(services, addDays(released, -8), 10));
  const seed = await readFile(path.join(projectRoot(), SEED), 'utf8');
  const year = demoYear(today);
  const { planId } = await importPlan(services, cast, {
    text: planTextFor(seed, today, services.calendar()),
    fileName: `${year}年政务公开工作要点（演示）`,
  });
  const rows = await services.db
    .selectFrom('work_item as w')
    .innerJoin('matter as m', 'm.id', 'w.id')
    .select(['w.number', 'm.due_on as dueOn'])
    .where('w.plan_id', '=', planId)
    .execute();
  await liveThrough(
    services,
    cast,
    clock,
    planId,
    storyUntil(today, released, year, new Map(rows.map(({ number, dueOn }) => [number, dueOn]))),
  );
  return { planId };
}
