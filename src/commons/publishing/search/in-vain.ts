import { sql } from 'kysely';
import { Type } from 'typebox';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import { halfWidth, tidySpaces } from '#kernel/text.ts';
import { type BatchCounter, makeBatchCounter } from '#platform/batch-counter.ts';
import type { Db } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import type { VainLine } from './contract.ts';
import { looksPersonal } from './looks-personal.ts';

const MOST_AT_ONCE = 2_000;
/** Long enough to compare with the year before. */
const KEPT_DAYS = 400;

/** Counts searches that found nothing and hands the words in every few seconds: nothing of who searched is ever written. */
export function makeVainCounter(services: Services): BatchCounter {
  const counter = makeBatchCounter(services, {
    most: MOST_AT_ONCE,
    trouble: 'searches without result were not counted',
    write: (batch) =>
      services.portalDb
        .insertInto('intake.search_in_vain')
        .values([...batch].map(([words, times]) => ({ words, times, searched_at: services.time.now() })))
        .execute(),
  });
  return {
    ...counter,
    count(words) {
      const said = tidySpaces(halfWidth(words)).toLowerCase().slice(0, 60);
      if (said !== '' && !looksPersonal(said)) counter.count(said);
    },
  };
}

const BATCH = 5_000;

/** Adds what the portal has counted to the days of the office, each count once; forgets what is older than a year and a month. */
export async function addUpInVain(services: Services): Promise<number> {
  let added = 0;
  for (;;) {
    const taken = await act(services, systemActor, addUpBatch);
    added += taken;
    if (taken < BATCH) break;
  }
  const oldest = addDays(services.time.today(), -KEPT_DAYS);
  await services.db.deleteFrom('search_in_vain').where('day', '<', oldest).execute();
  return added;
}

async function addUpBatch({ tx }: Act): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with gone as (
      delete from intake.search_in_vain
      where id in (select id from intake.search_in_vain order by id limit ${BATCH} for update skip locked)
      returning words, times, (searched_at at time zone 'Asia/Shanghai')::date as day
    ), kept as (
      insert into search_in_vain (words, day, times)
      select words, day, sum(times)::int from gone group by words, day
      on conflict (words, day) do update set times = search_in_vain.times + excluded.times
      returning 1
    )
    select (select count(*)::int from gone) as taken from (select count(*) from kept) k`.execute(tx);
  return rows[0]?.taken ?? 0;
}

/** What was looked for in vain since a day, the most often first. */
export async function searchesInVain(db: Db, since: LocalDate, limit: number): Promise<VainLine[]> {
  const rows = await db
    .selectFrom('search_in_vain')
    .select((eb) => [
      'words',
      eb.fn.sum<number>('times').as('times'),
      eb.fn.countAll<number>().as('days'),
      eb.fn.max('day').as('lastOn'),
    ])
    .where('day', '>=', since)
    .groupBy('words')
    .orderBy('times', 'desc')
    .orderBy('words')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, times: Number(row.times), days: Number(row.days) }));
}

export const addUpInVainJob = defineJob({
  name: 'publishing.searches-in-vain',
  label: '汇总没有结果的搜索',
  cron: '*/5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await addUpInVain(services);
  },
});
