import { sql } from 'kysely';
import { Type } from 'typebox';
import { type LocalDate, yearOf } from '#kernel/dates.ts';
import { canonicalJson } from '#kernel/canonical.ts';
import { throughTheDoor } from '#commons/publishing/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { type Counted, figuresOf } from './figures.ts';
import { ratingFiguresOf, ratingsOf } from '../ratings/figures.ts';
import { standingsOn } from './standing.ts';

/** Counts the year and the one before, and puts what has changed on the portal. Gives the years that changed. */
export async function publishStatistics(services: Services): Promise<readonly number[]> {
  return act(services, systemActor, async (a) => {
    const year = yearOf(a.today);
    const changed: number[] = [];
    for (const one of [year - 1, year]) if (await publishYear(a, one)) changed.push(one);
    return changed;
  });
}

async function publishYear(act: Act, year: number): Promise<boolean> {
  const { tx, services, today, now } = act;
  const last = `${year}-12-31` as LocalDate;
  const asOf = today < last ? today : last;
  const { rows } = await sql<Omit<Counted, 'standing'> & { readonly id: string }>`
    select s.id, u.name as unit, s.received_on as "receivedOn", s.replied_on as "repliedOn", s.late, s.bucket
    from report.request_statistics s join unit u on u.id = s.unit_id
    where s.received_on < ${`${year + 1}-01-01`}::date
      and (s.replied_on is null or s.replied_on >= ${`${year}-01-01`}::date)`.execute(tx);
  // A year that is over is told as it ended: what has become of its requests since belongs to the next.
  const open = rows.filter(
    ({ repliedOn, receivedOn }) => receivedOn <= asOf && (repliedOn === null || repliedOn > asOf),
  );
  const standings = await standingsOn(tx, open, asOf, services.calendar());
  const counted = rows.map((row): Counted => ({ ...row, standing: standings.get(row.id) ?? null }));
  const figures = {
    ...figuresOf(counted, year, asOf, services.calendar()),
    ratings: ratingFiguresOf(await ratingsOf(tx, year)),
  };
  const before = await tx
    .selectFrom('portal.request_statistics')
    .select('figures')
    .where('year', '=', year)
    .executeTakeFirst();
  if (!before && figures.whole.received + figures.whole.answered === 0) return false;
  if (before && canonicalJson(before.figures) === canonicalJson(figures)) return false;
  const row = { figures: JSON.stringify(figures), made_at: now };
  await throughTheDoor(act, async (portal) => {
    await portal
      .insertInto('portal.request_statistics')
      .values({ year, ...row })
      .onConflict((oc) => oc.column('year').doUpdateSet(row))
      .execute();
  });
  return true;
}

export const publishStatisticsJob = defineJob({
  name: 'requests.publish-statistics',
  label: '更新依申请公开统计',
  cron: '20 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await publishStatistics(services);
  },
});
