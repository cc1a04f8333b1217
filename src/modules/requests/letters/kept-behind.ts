import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';
import type { PartKey } from '../law/reply-parts.ts';

/** What stands on file of a request, for replies that must rest on it. */
export async function keptBehind(db: Db | Tx, requestId: string): Promise<PartKey[]> {
  const { rows } = await sql<{ part: PartKey }>`
    select 'searchRecord' as part where exists (
      select from request_search where request_id = ${requestId} and not found
      and not exists (select from request_search later where later.request_id = ${requestId} and later.found))
    union all
    select 'opinion' where exists (
      select from request_consultation
      where request_id = ${requestId} and party_kind = 'third-party' and (answered_on is not null or closed_on is not null))
    union all
    select distinct case kind when 'reasons' then 'askedReasons' when 'correction' then 'correctionNotice' else 'feeNotice' end
    from request_letter where request_id = ${requestId} and state = 'sent' and kind in ('reasons', 'correction', 'fee')
  `.execute(db);
  return rows.map(({ part }) => part);
}
