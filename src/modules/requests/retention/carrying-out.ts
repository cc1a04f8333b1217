import { Type } from 'typebox';
import { canonicalJson } from '#kernel/canonical.ts';
import { addHours, type Instant } from '#kernel/dates.ts';
import { digest } from '#kernel/hash-chain.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { forget } from './forgetting.ts';
import { obstaclesOf } from './obstacles.ts';
import { prepareList } from './preparing.ts';
import { retentionSettings } from './settings.ts';

/** Carries out what has been approved, one request at a time, and certifies it. What meanwhile has come in the way is left, with the reason. */
export async function carryOut(services: Services): Promise<number> {
  const list = await services.db
    .selectFrom('retention_list')
    .select('id')
    .where('state', '=', 'approved')
    .executeTakeFirst();
  if (!list) return 0;
  const entries = await services.db
    .selectFrom('retention_entry')
    .select('request_id')
    .where('list_id', '=', list.id)
    .where('kept_because', 'is', null)
    .where('left_because', 'is', null)
    .where('destroyed_hash', 'is', null)
    .orderBy('request_id')
    .execute();
  for (const { request_id } of entries) await act(services, systemActor, (a) => one(a, list.id, request_id));
  await act(services, systemActor, (a) => certify(a, list.id));
  return entries.length;
}

async function one(act: Act, listId: string, requestId: string): Promise<void> {
  const { tx } = act;
  await tx.selectFrom('matter').select('id').where('id', '=', requestId).forUpdate().execute();
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
    await act(services, systemActor, prepareList);
  },
});
