import type { Db, Tx } from '#platform/db.ts';

/** Why who asked must still be known: something is under way, or papers lie there that a person must look through first. */
export async function obstaclesOf(db: Db | Tx, requestId: string): Promise<string[]> {
  const matter = await db
    .selectFrom('matter')
    .select('closed_on')
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  const dispute = await db
    .selectFrom('request_dispute')
    .select('id')
    .where('request_id', '=', requestId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  const attachment = await db
    .selectFrom('attachment')
    .select('id')
    .where('matter_id', '=', requestId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return [
    ...(matter.closed_on === null ? ['申请又在办理，期限没有结束'] : []),
    ...(dispute ? ['行政复议或者行政诉讼没有审结'] : []),
    ...(attachment ? ['有工作人员上传的材料，请先归档后移除'] : []),
  ];
}
