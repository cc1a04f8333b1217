import { Type } from 'typebox';
import { addDays } from '#kernel/dates.ts';
import { openDuty } from '#commons/casework/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { oneByOne } from '#platform/one-by-one.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import { keptSettings } from '#platform/system/settings.ts';
import { sql } from 'kysely';

export const ARCHIVE_DUTY = 'archive';
/** So many come into the to-do list in a night: an installation that begins to file does not bury its office. Ours. */
const A_NIGHT = 50;

/** 条例第四十五条 names 归档 and no number of days: ours [D], until the organ says its own. */
export const archiveSettings = keptSettings({
  key: 'requests-archive',
  label: '依申请公开归档',
  schema: Type.Object(
    {
      withinDays: Type.Integer({
        title: '办结后几天内归档',
        description: '满这些天没有归档的，列入待办。条例第四十五条要求归档，没有规定天数，由本机关设定',
        minimum: 1,
        maximum: 365,
      }),
    },
    { additionalProperties: false },
  ),
  usual: { withinDays: 30 },
});

/** Puts into the to-do list what has been at rest long enough and has no package made since. Gives how many. */
export async function openFilingDuties(services: Services): Promise<number> {
  const { withinDays } = await archiveSettings.current(services.db);
  const { rows } = await sql<{ id: string; closedOn: string }>`
    select m.id from matter m join request r on r.id = m.id
    where m.kind = 'request' and m.closed_on < ${addDays(services.time.today(), -withinDays)} and r.anonymised_at is null
      and not exists (select from request_archive a where a.request_id = m.id and
        (a.state = 'waiting' or (a.state = 'ready' and (a.made_at at time zone 'Asia/Shanghai')::date >= m.closed_on)))
      and not exists (select from duty d where d.matter_id = m.id and d.key = ${ARCHIVE_DUTY} and d.done_at is null)
    order by m.closed_on, m.id limit ${A_NIGHT}`.execute(services.db);
  return oneByOne(services, rows, 'a request at rest cannot be put into the to-do list', ({ id }) =>
    act(services, systemActor, (a) =>
      openDuty(a, id, {
        key: ARCHIVE_DUTY,
        role: 'openness-officer',
        task: '归档：核对材料后生成归档包',
        afterClosing: true,
      }),
    ),
  );
}

export const filingDutiesJob = defineJob({
  name: 'requests.filing-duties',
  label: '提醒归档办结的申请',
  cron: '25 0 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await openFilingDuties(services);
  },
});
