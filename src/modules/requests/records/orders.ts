import { sql } from 'kysely';
import { type PageOrder, type ReasonCode, UNRELATED } from '#commons/redaction/contract.ts';
import type { Db, Tx } from '#platform/db.ts';

/** What becomes of each page, by the working layer or as a copy has it written down. */
export async function ordersOf(db: Db | Tx, recordId: string, copyId?: string): Promise<PageOrder[]> {
  const pages = await db
    .selectFrom('request_record_page')
    .select(['page', 'width', 'height', 'flag', 'reason'])
    .where('record_id', '=', recordId)
    .orderBy('page')
    .execute();
  const boxes = await db
    .selectFrom('redaction_box')
    .select(['page', 'x', 'y', 'w', 'h', 'reason'])
    .where('record_id', '=', recordId)
    .where('removed_at', 'is', null)
    .where('copy_id', copyId === undefined ? 'is' : '=', copyId ?? null)
    .orderBy('page')
    .orderBy('y')
    .orderBy('x')
    .orderBy('w')
    .orderBy('h')
    .execute();
  const byPage = Map.groupBy(boxes, ({ page }) => page);
  return pages.map(({ page, width, height, flag, reason }) => ({
    width,
    height,
    covers: (byPage.get(page) ?? []).map(({ x, y, w, h, reason: why }) => ({ x, y, w, h, reason: why as ReasonCode })),
    ...(reason !== null && { whole: reason as ReasonCode }),
    ...(flag === 'unrelated' && { whole: UNRELATED }),
  }));
}

/** Whether anything on the records of a request is covered, or any page withheld, for a reason. */
export async function coversFor(db: Db | Tx, requestId: string, reason: ReasonCode): Promise<boolean> {
  const { rows } = await sql`
    select from request_record r where r.request_id = ${requestId} and r.removed_at is null and (
      exists (select from redaction_box b where b.record_id = r.id and b.copy_id is null and b.removed_at is null and b.reason = ${reason})
      or exists (select from request_record_page p where p.record_id = r.id and p.reason = ${reason}))`.execute(db);
  return rows.length > 0;
}
