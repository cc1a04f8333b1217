import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import { inOrderOf, lineRows, visibleTo } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';

/** The narrow rows `m` of the requests somebody may see: all that a ledger filters, sorts and counts by (`request_line`, kept by triggers). */
export const requestRows = ({ db, catalogue }: Services, actor: Actor) =>
  db.selectFrom('request_line as m').where(visibleTo(actor, catalogue.kinds, 'request'));

/** What a line shows of these requests, in their order. */
export async function requestLinesOf({ db }: Services, requests: readonly { readonly id: string }[]) {
  const ids = requests.map(({ id }) => id);
  const rows = await lineRows(db)
    .innerJoin('request as r', 'r.id', 'm.id')
    .select([
      'm.version',
      'r.arrived_on as arrivedOn',
      'r.confirmed_on as confirmedOn',
      'r.channel',
      'r.applicant_class as applicantClass',
      'r.reply_kind as replyKind',
      'r.replied_on as repliedOn',
      // Only from a unit, or from being confirmed, does a request come to where it waits to be assigned: what was said last is what it waits for.
      sql<string | null>`case when m.state = 'accepted' then (
        select j.payload ->> 'reason' from journal_entry j
        where j.chain = 'matter:' || m.id and j.action = 'request.handBack' order by j.seq desc limit 1) end`.as(
        'handedBackFor',
      ),
    ])
    .where(sql<boolean>`m.id = any(${ids}::uuid[])`)
    .execute();
  return inOrderOf(ids, rows);
}
