import { sql } from 'kysely';
import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { quietlyThroughTheDoor } from './door.ts';

const BATCH = 20_000;

/** Adds what the portal has counted to the totals the portal shows. Each count is added once, whatever happens in between. */
export async function addUpPageViews(services: Services): Promise<number> {
  let added = 0;
  for (;;) {
    const taken = await act(services, systemActor, addUpBatch);
    added += taken;
    if (taken < BATCH) return added;
  }
}

async function addUpBatch(a: Act): Promise<number> {
  const { rows } = await sql<{ path: string; views: number; taken: number }>`
    with gone as (
      delete from intake.page_views
      where id in (select id from intake.page_views order by id limit ${BATCH} for update skip locked)
      returning path, views)
    select path, sum(views)::bigint as views, count(*)::int as taken from gone group by path`.execute(a.tx);
  if (rows.length === 0) return 0;
  await quietlyThroughTheDoor(a, async (tx) => {
    await sql`
      insert into portal.page_views (path, views)
      select * from unnest(${rows.map(({ path }) => path)}::text[], ${rows.map(({ views }) => views)}::bigint[])
      on conflict (path) do update set views = page_views.views + excluded.views`.execute(tx);
  });
  return rows.reduce((sum, { taken }) => sum + taken, 0);
}

export const pageViewsJob = defineJob({
  name: 'publishing.page-views',
  label: '汇总页面浏览次数',
  cron: '*/5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await addUpPageViews(services);
  },
});
