import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';
import type { PartKey } from '../law/reply-parts.ts';
import { consultationsHeldFor, lineage } from '../related/lineage.ts';

/** Silent until its day was over, or, where the letter came back, decided upon by the office. */
const closedOrDecided = sql`(closed_on is not null and (returned_on is null or exists (
  select from request_opinion_finding f where f.consultation_id = request_consultation.id)))`;

/** 条例第三十五条: gave reasons, or was asked by a letter that did not come back; while the letter lies there again nobody was asked. */
const hadTheWord = (requestId: string) => sql`(request_letter.returned_on is null
  or exists (select from request_reasons where request_id in ${lineage(requestId)}))`;

/** What stands on file of a request, for replies that must rest on it. What was done for a whole stands behind each of its parts. */
export async function keptBehind(db: Db | Tx, requestId: string): Promise<PartKey[]> {
  const { rows } = await sql<{ part: PartKey }>`
    select 'searchRecord' as part where exists (
      select from request_search where request_id in ${lineage(requestId)} and not found
      and not exists (select from request_search later where later.request_id in ${lineage(requestId)} and later.found))
    union all
    select 'opinion' where exists (
      select from request_consultation
      where id in ${consultationsHeldFor(requestId)} and party_kind = 'third-party' and (answered_on is not null or ${closedOrDecided}))
    union all
    select distinct case kind when 'reasons' then 'askedReasons' when 'correction' then 'correctionNotice' else 'feeNotice' end
    from request_letter where request_id in ${lineage(requestId)} and state = 'sent' and kind in ('reasons', 'correction', 'fee')
      and (kind <> 'reasons' or ${hadTheWord(requestId)})
    union all
    select 'corrected' where exists (select from request_correction where request_id in ${lineage(requestId)})
  `.execute(db);
  return rows.map(({ part }) => part);
}
