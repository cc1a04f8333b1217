import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';

/** Why who asked must still be known: something is under way, or papers lie there that a person must look through first. */
export async function obstaclesOf(db: Db | Tx, requestId: string): Promise<string[]> {
  const matter = await db
    .selectFrom('matter')
    .select('closed_on')
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  const disputes = (await keepsDisputes(db))
    ? (await sql`select from request_dispute where request_id = ${requestId} and outcome is null limit 1`.execute(db))
        .rows
    : [];
  const attachment = await db
    .selectFrom('attachment')
    .select('id')
    .where('matter_id', '=', requestId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return [
    ...(matter.closed_on === null ? ['申请又在办理，期限没有结束'] : []),
    ...(disputes.length > 0 ? ['行政复议或者行政诉讼没有审结'] : []),
    ...(attachment ? ['有工作人员上传的材料，请先归档后移除'] : []),
  ];
}

/** Reviews and suits are recorded by a part of this module that an older database does not have yet. */
async function keepsDisputes(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{
    there: boolean;
  }>`select to_regclass('public.request_dispute') is not null as there`.execute(db);
  return rows[0]?.there === true;
}
