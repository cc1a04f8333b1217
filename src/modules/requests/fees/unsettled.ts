import type { Db, Tx } from '#platform/db.ts';

/** The to-do about a payment that agreed with nothing, by the report of the platform. */
export const dutyOf = (reportId: string) => `payment:${reportId}`;

/** The reports of the platform that a person has still to see to. */
export async function openReports(db: Db | Tx, requestId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('duty')
    .select('key')
    .where('matter_id', '=', requestId)
    .where('key', 'like', dutyOf('%'))
    .where('done_at', 'is', null)
    .execute();
  return new Set(rows.map(({ key }) => key.slice(dutyOf('').length)));
}

/** Money came that nobody has seen to: whoever paid is not told that they did not, until somebody has. */
export const unsettledPayments = async (db: Db | Tx, requestId: string): Promise<string[]> =>
  (await openReports(db, requestId)).size > 0
    ? ['缴款平台报来的一笔缴款还没有处理：请先核对，登记缴费或者写明处理情况']
    : [];
