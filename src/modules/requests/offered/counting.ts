import { sql } from 'kysely';
import { Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import type { OfferedAnswers } from '../contract.ts';
import { type BeforeEvent, type Way, WAYS } from './ways.ts';

/** What became of answers that stand published already: offered, opened, enough, or applied for all the same. */
export type OfferEvent = 'shown' | 'opened' | 'found' | 'anyway' | BeforeEvent;

/** Takes in, by the portal's own hand, that it happened; nothing of who, or of what was asked. */
export async function tellOffer({ portalDb, time }: Services, what: OfferEvent): Promise<void> {
  await portalDb.insertInto('intake.offered_answer').values({ what, told_at: time.now() }).execute();
}

const BATCH = 5_000;

/** Adds up by day, each event once. */
export async function addUpOffers(services: Services): Promise<number> {
  let added = 0;
  for (;;) {
    const taken = await act(services, systemActor, addUpBatch);
    added += taken;
    if (taken < BATCH) return added;
  }
}

async function addUpBatch({ tx }: Act): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with gone as (
      delete from intake.offered_answer
      where id in (select id from intake.offered_answer order by id limit ${BATCH} for update skip locked)
      returning what, (told_at at time zone 'Asia/Shanghai')::date as day
    ), kept as (
      insert into offered_answer (day, what, times) select day, what, count(*) from gone group by day, what
      on conflict (day, what) do update set times = offered_answer.times + excluded.times
      returning 1
    )
    select (select count(*)::int from gone) as taken from (select count(*) from kept) k`.execute(tx);
  return rows[0]?.taken ?? 0;
}

/** How often it helped in a span of days, both ends counted; with what has not been added up yet. */
export async function offeredAnswers(db: Db, from: LocalDate, to: LocalDate): Promise<OfferedAnswers> {
  const { rows } = await sql<{ what: OfferEvent; times: number }>`
    select what, sum(times)::int as times from (
      select what, day, times from offered_answer
      union all
      select what, (told_at at time zone 'Asia/Shanghai')::date, 1 from intake.offered_answer
    ) told
    where day between ${from} and ${to}
    group by what`.execute(db);
  const times = (what: OfferEvent) => rows.find((row) => row.what === what)?.times ?? 0;
  const left = Object.entries(WAYS).map(([way, { label }]) => ({ label, times: times(`before-${way as Way}`) }));
  return {
    shown: times('shown'),
    opened: times('opened'),
    found: times('found'),
    anyway: times('anyway'),
    before: { shown: times('before-shown'), sought: times('before-search'), left, goneOn: times('before-on') },
  };
}

export const addUpOffersJob = defineJob({
  name: 'requests.offered-answers',
  label: '汇总申请前推荐的已公开信息',
  cron: '*/5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await addUpOffers(services);
  },
});
