import { sql } from 'kysely';
import type { ReasonCode } from '#commons/redaction/contract.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { PagesNow } from './contract.ts';

const NONE: PagesNow = { open: 0, partial: 0, withheld: 0, unrelated: 0, waiting: 0, byReason: [] };

/** What becomes of the pages of each record of a request, as they are flagged and covered now. Records without pages are not in it. */
export async function pagesNow(db: Db | Tx, requestId: string): Promise<ReadonlyMap<string, PagesNow>> {
  const { rows } = await sql<{
    id: string;
    fate: keyof Omit<PagesNow, 'byReason'>;
    reason: ReasonCode | null;
    pages: number;
  }>`
    select p.record_id as id, p.reason, count(*)::int as pages, case
        when p.flag = 'withheld' then 'withheld' when p.flag = 'unrelated' then 'unrelated' when p.flag = 'consult' then 'waiting'
        when exists (select from redaction_box b
          where b.record_id = p.record_id and b.page = p.page and b.copy_id is null and b.removed_at is null) then 'partial'
        else 'open' end as fate
    from request_record r join request_record_page p on p.record_id = r.id
    where r.request_id = ${requestId} and r.removed_at is null group by 1, 2, 4 order by 1, 2`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, own]) => [
      id,
      sumOf(
        own.map(({ fate, reason, pages }) => ({
          ...NONE,
          [fate]: pages,
          byReason: reason === null ? [] : [{ reason, pages }],
        })),
      ),
    ]),
  );
}

/** Several together; pages withheld for the same reason are one line. */
export const sumOf = (some: readonly PagesNow[]): PagesNow =>
  some.reduce((sum, one) => {
    const reasons = Map.groupBy([...sum.byReason, ...one.byReason], ({ reason }) => reason);
    return {
      open: sum.open + one.open,
      partial: sum.partial + one.partial,
      withheld: sum.withheld + one.withheld,
      unrelated: sum.unrelated + one.unrelated,
      waiting: sum.waiting + one.waiting,
      byReason: [...reasons].map(([reason, same]) => ({
        reason,
        pages: same.reduce((all, { pages }) => all + pages, 0),
      })),
    };
  }, NONE);

export const noPages = NONE;
