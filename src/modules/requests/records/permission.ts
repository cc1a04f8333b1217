import { forbidden, notFound, refused, stale } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, type MatterRow, seenMatter } from '#commons/casework/index.ts';
import { keepViewOnce } from '#commons/journal/index.ts';
import type { Tx } from '#platform/db.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import { requestsPolicy } from '../policy.ts';

/** Why somebody who handles records may not change them now; undefined for those who never do. */
export function handlingRefusals(matter: MatterRow, actor: Actor): string[] | undefined {
  if (!allows(requestsPolicy['requests.handle-records'], actor, matter)) return undefined;
  if (['accepted', 'processing'].includes(matter.state)) return [];
  return [
    ['letterReview', 'letterEndorsement', 'letterIssue', 'dispatch'].includes(matter.state)
      ? '文书正在审签，材料和遮盖不能改动：需要改动的，请先退回文书'
      : '申请现在不在办理中，材料和遮盖不能改动',
  ];
}

/** The request under a lock, for whoever changes its records now. */
export async function demandHandling(act: Act, requestId: string): Promise<MatterRow> {
  const { matter } = await lockSeen(act, requestId);
  const reasons = handlingRefusals(matter, act.actor);
  if (!reasons) throw forbidden('拟公开的材料由承办单位上传和遮盖');
  if (reasons.length > 0) throw refused(reasons);
  return matter;
}

/** For whoever may see the request and has to do with its records; not found for everybody else. */
export async function demandReading(services: Services, actor: Actor, requestId: string): Promise<MatterRow> {
  const { kind, matter } = await seenMatter(services.db, services, actor, requestId);
  if (kind.key !== 'request') throw notFound('这一申请');
  if (!allows(requestsPolicy['requests.read-records'], actor, matter))
    throw forbidden('拟公开的材料由参与办理和审签的人员查看');
  return matter;
}

/**
 * The same for one record that still hangs on the request. What stands uncovered in it is personal data: that somebody looked is kept, once in
 * half a day, whichever of its addresses was asked.
 */
export async function demandReadingOf(
  services: Services,
  actor: Actor,
  requestId: string,
  recordId: string,
): Promise<MatterRow> {
  const matter = await demandReading(services, actor, requestId);
  const record = await services.db
    .selectFrom('request_record')
    .select('id')
    .where('id', '=', recordId)
    .where('request_id', '=', requestId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!record) throw notFound('这份材料');
  await act(services, actor, (a) =>
    keepViewOnce(a, { kind: 'request-record', id: recordId }, ['pages'], '办理依申请公开：遮盖、核对拟公开的材料'),
  );
  return matter;
}

/** A record that is ready to be worked at, under a lock and as the person saw it. */
export async function demandRecord(
  tx: Tx,
  requestId: string,
  recordId: string,
  version: number,
): Promise<{ id: string; version: number }> {
  const record = await tx
    .selectFrom('request_record')
    .select(['id', 'state', 'version'])
    .where('id', '=', recordId)
    .where('request_id', '=', requestId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!record) throw notFound('这份材料');
  if (record.state !== 'ready') throw refused(['材料还没有处理好，请稍后再试']);
  if (record.version !== version) throw stale();
  const making = await tx
    .selectFrom('redaction_copy')
    .select('id')
    .where('record_id', '=', recordId)
    .where('state', '=', 'making')
    .executeTakeFirst();
  if (making) throw refused(['公开件正在生成和核验，请等它完成后再改动']);
  return record;
}
