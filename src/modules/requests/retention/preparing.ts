import { addYears } from '#kernel/dates.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { obstaclesOf } from './obstacles.ts';
import { dueFor } from './schedule.ts';
import { retentionSettings } from './settings.ts';

/** So many stand in one list: somebody is to go through it. */
const IN_ONE_LIST = 300;

/** A list of what is due, where none is under way and anything is. Nothing is changed by it. Gives its id. */
export async function prepareList(act: Act): Promise<string | undefined> {
  const { tx, today, now } = act;
  const open = await tx
    .selectFrom('retention_list')
    .select('id')
    .where('state', 'in', ['review', 'proposed', 'approved'])
    .executeTakeFirst();
  if (open) return undefined;
  const schedule = await retentionSettings.current(tx);
  const candidates = await tx
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.id', 'm.state', 'm.closed_on as closedOn'])
    .where('r.anonymised_at', 'is', null)
    .where('m.closed_on', '<=', addYears(today, -Math.min(schedule.answeredYears, schedule.endedYears)))
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
    .values({ state: 'review', prepared_at: now, schedule: JSON.stringify(schedule) })
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
    to: await holdersOf(tx, { role: 'openness-officer', on: today }),
    kind: 'system',
    title: `${due.length} 件申请的个人信息保存期满，等待核对`,
    body: '请逐件核对名单，需要继续保存的写明原因；核对后送另一人批准。批准之前不会改动任何内容。',
    link: '/workbench/requests/retention',
    dedupe: `retention:${id}`,
  });
  return id;
}
