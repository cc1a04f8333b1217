import { addYears } from '#kernel/dates.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { BUREAU_KINDS, holdersOf } from '#commons/organisations/index.ts';
import { oneByOne } from '#platform/one-by-one.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { obstaclesOf } from './obstacles.ts';
import { dueFor } from './schedule.ts';
import { LEAST_YEARS, retentionSettings } from './settings.ts';

/** So many stand in one list: somebody is to go through it. */
const IN_ONE_LIST = 300;

/** A list of what is due in each bureau, of whatever level. Gives how many were made. */
export async function prepareLists(services: Services): Promise<number> {
  const bureaus = await services.db.selectFrom('unit').select('id').where('kind', 'in', BUREAU_KINDS).execute();
  let made = 0;
  await oneByOne(services, bureaus, 'what need not be kept any more cannot be listed', async ({ id }) => {
    if (await act(services, systemActor, (a) => prepareList(a, id))) made += 1;
  });
  return made;
}

/** A list of what is due in a bureau, where none is under way and anything is. Nothing is changed by it. Gives its id. */
export async function prepareList(act: Act, bureauId: string): Promise<string | undefined> {
  const { tx, today, now } = act;
  const open = await tx
    .selectFrom('retention_list')
    .select('id')
    .where('bureau_id', '=', bureauId)
    .where('state', 'in', ['review', 'proposed', 'approved'])
    .executeTakeFirst();
  if (open) return undefined;
  const schedule = await retentionSettings.current(tx);
  const candidates = await tx
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.id', 'm.state', 'm.closed_on as closedOn'])
    .where('m.bureau_id', '=', bureauId)
    .where('r.anonymised_at', 'is', null)
    .where('m.closed_on', '<=', addYears(today, -LEAST_YEARS))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('retention_entry as e')
            .select('e.request_id')
            .whereRef('e.request_id', '=', 'r.id')
            .where('e.kept_until', '>', today),
        ),
      ),
    )
    .orderBy('m.closed_on')
    .orderBy('r.id')
    .limit(IN_ONE_LIST * 4)
    .execute();
  const due: { request_id: string; due_on: typeof today; basis: string }[] = [];
  for (const { id, state, closedOn } of candidates) {
    if (!closedOn || due.length >= IN_ONE_LIST) continue;
    const { on, basis } = dueFor(state, closedOn, schedule);
    if (on <= today && (await obstaclesOf(tx, id)).length === 0) due.push({ request_id: id, due_on: on, basis });
  }
  if (due.length === 0) return undefined;
  const { id } = await tx
    .insertInto('retention_list')
    .values({ bureau_id: bureauId, state: 'review', prepared_at: now, schedule: JSON.stringify(schedule) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('retention_entry')
    .values(due.map((entry) => ({ list_id: id, ...entry })))
    .execute();
  await appendJournal(act, {
    chain: 'retention',
    action: 'requests.retention-prepared',
    payload: { listId: id, requests: due.length, schedule },
  });
  await notify(act, {
    to: await holdersOf(tx, { role: 'openness-officer', on: today, bureauId }),
    kind: 'system',
    title: `${due.length} 件申请的个人信息保存期满，等待核对`,
    body: '请逐件核对名单，需要继续保存的写明原因；核对后送另一人批准。批准之前不会改动任何内容。',
    link: '/workbench/requests/retention',
    dedupe: `retention:${id}`,
  });
  return id;
}
