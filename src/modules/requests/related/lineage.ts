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

/** The letters about a request: its own, and those of the request with which it is answered that were sent for it too. */
export const lettersAbout = (requestId: string | RawBuilder<string>): RawBuilder<string> => sql<string>`(
    select own.id from request_letter own where own.request_id = ${requestId}
    union all select s.letter_id from request_letter_shared s where s.request_id = ${requestId})`;

/** What is sent for several requests lies ready for each of them apart: the id under which it lies for one of them. */
export const apartFor = (requestId: string, thing: 'id' | 'x.id', of: 'request_id' | 'l.request_id') => {
  const id = sql.ref<string>(thing);
  return sql<string>`case when ${sql.ref(of)} = ${requestId} then ${id} else md5(${id}::text || ${requestId})::uuid end`;
};

/** The consultations that were held for a request: its own, those of the wholes, of those answered with it, and those whose letter named it. */
export const consultationsHeldFor = (requestId: string): RawBuilder<string> => sql<string>`(
    select c.id from request_consultation c
    where c.request_id in ${answeredTogether(requestId)}
    or c.letter_id in (select s.letter_id from request_letter_shared s where s.request_id in ${answeredTogether(requestId)}))`;
