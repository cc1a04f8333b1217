import { sql } from 'kysely';
import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import type { Services } from '#platform/services.ts';
import { openEach } from '#platform/submissions.ts';
import { keepLikeness, textOfRequest } from './likeness.ts';

const A_TIME = 2_000;

/** Keys for requests that have none: those of an installation from before, or brought in by other ways than the commands. Gives their number. */
export const fillLikeness = (services: Services): Promise<number> =>
  openEach(
    services,
    {
      work: 'requests.fill-likeness',
      rows: sql`select r.id, r.submitted_at as since from request r left join request_likeness l on l.request_id = r.id where l.request_id is null`,
      trouble: 'the keys of a request cannot be made',
      most: A_TIME,
    },
    (id) => services.db.transaction().execute(async (tx) => keepLikeness(tx, id, await textOfRequest(tx, id))),
  );

export const fillLikenessJob = defineJob({
  name: 'requests.fill-likeness',
  label: '补算申请内容的相似特征',
  cron: '15 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await fillLikeness(services);
  },
});
