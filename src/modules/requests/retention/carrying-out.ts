import { sql } from 'kysely';
import { Type } from 'typebox';
import { canonicalJson } from '#kernel/canonical.ts';
import { addHours, type Instant } from '#kernel/dates.ts';
import { digest } from '#kernel/hash-chain.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { oneByOne } from '#platform/one-by-one.ts';
import { openEach } from '#platform/submissions.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { forget } from './forgetting.ts';
import { obstaclesOf } from './obstacles.ts';
import { prepareLists } from './preparing.ts';
import { retentionSettings } from './settings.ts';

/** Carries out what has been approved, one request at a time, and certifies it. What meanwhile has come in the way is left, with the reason. */
export async function carryOut(services: Services): Promise<number> {
  const lists = await services.db.selectFrom('retention_list').select('id').where('state', '=', 'approved').execute();
  let done = 0;
  await oneByOne(
    services,
    lists,
    'a list of what need not be kept any more cannot be certified',
    async ({ id: listId }) => {
      done += await openEach(
        services,
        {
          work: 'requests.carry-out-retention',
          rows: sql`select request_id as id, due_on as since from retention_entry where list_id = ${listId} and ${UNDONE}`,
          trouble: 'a request cannot be anonymised',
        },
        (id) => act(services, systemActor, (a) => one(a, listId, id)),
      );
      await act(services, systemActor, (a) => certify(a, listId));
    },
  );
  return done;
}

const UNDONE = sql`kept_because is null and left_because is null and destroyed_hash is null`;

async function one(act: Act, listId: string, requestId: string): Promise<void> {
  const { tx } = act;
  await tx.selectFrom('matter').select('id').where('id', '=', requestId).forUpdate().execute();
  const { rows } =
    await sql`select from retention_entry where list_id = ${listId} and request_id = ${requestId} and ${UNDONE}`.execute(
      tx,
    );
  // Done meanwhile by another worker.
  if (rows.length === 0) return;
  const obstacles = await obstaclesOf(tx, requestId);
  const entry = tx.updateTable('retention_entry').where('list_id', '=', listId).where('request_id', '=', requestId);
  if (obstacles.length > 0) {
    await entry.set({ left_because: obstacles.join('；') }).execute();
    return;
  }
  const { destroyed, hash } = await forget(act, requestId);
  await entry.set({ destroyed_hash: hash, destroyed: JSON.stringify(destroyed) }).execute();
}

/** 销毁证明: how many of what, by whom, and a hash over every entry, so that nothing can be added to it later. */
async function certify(act: Act, listId: string): Promise<void> {
  const { tx, now } = act;
  const list = await tx
    .selectFrom('retention_list')
    .selectAll()
    .where('id', '=', listId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (list.state !== 'approved') return;
  // What could not be done tonight is tried again: the certificate speaks of all.
  const undone = await sql`select from retention_entry where list_id = ${listId} and ${UNDONE} limit 1`.execute(tx);
  if (undone.rows.length > 0) return;
  const entries = await tx
    .selectFrom('retention_entry')
    .selectAll()
    .where('list_id', '=', listId)
    .orderBy('request_id')
    .execute();
  const sums: Record<string, number> = {};
  for (const { destroyed } of entries)
    for (const [what, n] of Object.entries((destroyed ?? {}) as Record<string, number>))
      sums[what] = (sums[what] ?? 0) + n;
  const certificate = {
    listId,
    schedule: list.schedule,
    preparedAt: list.prepared_at,
    proposedBy: list.proposed_by,
    approvedBy: list.approved_by,
    approvedAt: list.approved_at,
    requests: entries.filter(({ destroyed_hash }) => destroyed_hash !== null).length,
    kept: entries.filter(({ kept_because }) => kept_because !== null).length,
    left: entries.filter(({ left_because }) => left_because !== null).length,
    destroyed: sums,
    entries: entries.map(({ request_id, destroyed_hash }) => [request_id, destroyed_hash]),
  };
  const hash = digest('sha256', canonicalJson(certificate)).toString('hex');
  await tx
    .updateTable('retention_list')
    .set({ state: 'done', done_at: now, certificate: JSON.stringify(certificate), certificate_hash: hash })
    .where('id', '=', listId)
    .execute();
  await appendJournal(act, {
    chain: 'retention',
    action: 'requests.retention-done',
    payload: { listId, requests: certificate.requests, left: certificate.left, hash },
  });
}

/** Sealed copies that were opened long enough ago: what they held is in the matter. The row stays, so that nothing is taken in twice. */
export async function clearSealed(services: Services): Promise<number> {
  return act(services, systemActor, async ({ tx, now }) => {
    const { sealedDays } = await retentionSettings.current(tx);
    const before: Instant = addHours(now, -24 * sealedDays);
    let cleared = 0;
    for (const table of ['intake.request_submission', 'intake.request_answer'] as const) {
      const { numUpdatedRows } = await tx
        .updateTable(table)
        .set({ sealed: Buffer.alloc(0), cleared_at: now })
        .where('opened_at', '<', before)
        .where('cleared_at', 'is', null)
        .executeTakeFirst();
      cleared += Number(numUpdatedRows);
    }
    return cleared;
  });
}

export const carryOutJob = defineJob({
  name: 'requests.carry-out-retention',
  label: '匿名已批准的申请人信息',
  cron: '40 2 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await carryOut(services);
  },
});

export const prepareRetentionJob = defineJob({
  name: 'requests.prepare-retention',
  label: '列出保存期满的申请人信息，清理已登记的密封件',
  cron: '10 2 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await clearSealed(services);
    await prepareLists(services);
  },
});
