import { sql } from 'kysely';
import { Type } from 'typebox';
import type { Db } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { documentPath } from './document-path.ts';

/** Takes in that a page was of use or not, by the portal's own hand; only of a document that can be read. Says whether it was taken. */
export async function tellUseful(services: Services, path: string, useful: boolean): Promise<boolean> {
  const [, , encoded = ''] = path.split('/');
  const indexNumber = decoded(encoded);
  const document = await services.portalDb
    .selectFrom('portal.document')
    .select('id')
    .where('index_number', '=', indexNumber)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!document || path !== documentPath(indexNumber)) return false;
  await services.portalDb
    .insertInto('intake.usefulness')
    .values({ path, useful, told_at: services.time.now() })
    .execute();
  return true;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

const BATCH = 5_000;

/** Adds up what readers said, each answer once. */
export async function addUpUsefulness(services: Services): Promise<number> {
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
      delete from intake.usefulness where id in (select id from intake.usefulness order by id limit ${BATCH} for update skip locked)
      returning path, useful, (told_at at time zone 'Asia/Shanghai')::date as day
    ), kept as (
      insert into usefulness (path, day, yes, no)
      select path, day, count(*) filter (where useful), count(*) filter (where not useful) from gone group by path, day
      on conflict (path, day) do update set yes = usefulness.yes + excluded.yes, no = usefulness.no + excluded.no
      returning 1
    )
    select (select count(*)::int from gone) as taken from (select count(*) from kept) k`.execute(tx);
  return rows[0]?.taken ?? 0;
}

/** How a document is read: views and what readers said of it, as far as it has been added up. */
export async function readersOf(
  db: Db,
  documentId: string,
): Promise<{ views: number; useful: number; notUseful: number }> {
  const { index_number } = await db
    .selectFrom('document')
    .select('index_number')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const path = documentPath(index_number);
  const [views, said] = await Promise.all([
    db.selectFrom('portal.page_views').select('views').where('path', '=', path).executeTakeFirst(),
    db
      .selectFrom('usefulness')
      .select((eb) => [eb.fn.sum<number | null>('yes').as('yes'), eb.fn.sum<number | null>('no').as('no')])
      .where('path', '=', path)
      .executeTakeFirst(),
  ]);
  return { views: Number(views?.views ?? 0), useful: Number(said?.yes ?? 0), notUseful: Number(said?.no ?? 0) };
}

export const addUpUsefulnessJob = defineJob({
  name: 'publishing.usefulness',
  label: '汇总“有用没用”的答复',
  cron: '*/5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await addUpUsefulness(services);
  },
});
