import { type RawBuilder, sql } from 'kysely';

// What was found out for one request and counts for another: a part of one that was split stands on what was done for the whole, and a lead on
// what was done for those that are answered with it.

/** A request and the wholes of which it is a part, however often it was split. */
export const lineage = (requestId: string): RawBuilder<string> => upFrom(sql`select ${requestId}::uuid`);

/** The same, with those that wait to be answered together with it. */
export const answeredTogether = (requestId: string): RawBuilder<string> =>
  upFrom(sql`select ${requestId}::uuid union all
    select r.id from request r join matter m on m.id = r.id where r.merged_into = ${requestId} and m.state = 'merged'`);

/** All that came of one application by splitting: the wholes of a request, it, and every part of them. */
export const family = (requestId: string): RawBuilder<string> => sql<string>`(with recursive of_one (id) as (
    select id from request where id in ${lineage(requestId)}
    union
    select r.id from request r join of_one o on r.split_from = o.id
  ) select id from of_one)`;

const upFrom = (first: RawBuilder<unknown>): RawBuilder<string> => sql<string>`(with recursive up (id) as (
    ${first}
    union
    select r.split_from from request r join up on r.id = up.id where r.split_from is not null
  ) select id from up)`;

/** The consultations that were held for a request: its own, those of the wholes, of those answered with it, and those whose letter named it. */
export const consultationsHeldFor = (requestId: string): RawBuilder<string> => sql<string>`(
    select c.id from request_consultation c
    where c.request_id in ${answeredTogether(requestId)}
    or c.letter_id in (select s.letter_id from request_letter_shared s where s.request_id in ${answeredTogether(requestId)}))`;
