import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import type { Services } from '#platform/services.ts';
import { keepLikeness, textOfRequest } from './likeness.ts';

const A_TIME = 2_000;

/** Keys for requests that have none: those of an installation from before, or brought in by other ways than the commands. Gives their number. */
export async function fillLikeness({ db }: Services): Promise<number> {
  const without = await db
    .selectFrom('request as r')
    .leftJoin('request_likeness as l', 'l.request_id', 'r.id')
    .select('r.id')
    .where('l.request_id', 'is', null)
    .limit(A_TIME)
    .execute();
  for (const { id } of without)
    await db.transaction().execute(async (tx) => keepLikeness(tx, id, await textOfRequest(tx, id)));
  return without.length;
}

export const fillLikenessJob = defineJob({
  name: 'requests.fill-likeness',
  label: '补算申请内容的相似特征',
  cron: '15 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await fillLikeness(services);
  },
});
