import { sql } from 'kysely';
import { yearOf } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { keptFrom, seenMatter } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { GRADES } from '../answers/contract.ts';
import { callPlace } from './calling-back.ts';
import { CALL_OUTCOMES, type CallBackLine, type CallOutcome, type OpenRating, type RatingsAnswer } from './contract.ts';
import { ratingFiguresOf, ratingsOf } from './figures.ts';

/** The calls about a request's ratings, for whoever may see the matter. */
export async function callBacksOf(services: Services, actor: Actor, requestId: string): Promise<CallBackLine[]> {
  const { db, secrets } = services;
  await seenMatter(db, services, actor, requestId);
  const rows = await db
    .selectFrom('request_call_back as c')
    .innerJoin('person as p', 'p.id', 'c.recorded_by')
    .selectAll('c')
    .select('p.name as by')
    .where('c.request_id', '=', requestId)
    .orderBy('c.recorded_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    answerId: row.answer_id,
    calledOn: row.called_on,
    outcome: row.outcome as CallOutcome,
    outcomeLabel: CALL_OUTCOMES[row.outcome as CallOutcome],
    mendBy: row.mend_by,
    words: row.words && row.words.length > 0 ? secrets.open(row.words, callPlace(row.id)) : null,
    by: row.by,
    at: row.recorded_at,
  }));
}

/** How a year was rated in the bureaus of whoever asks, and what is still to be called back or put right. */
export async function ratingsOfYear(services: Services, actor: Actor, year: number): Promise<RatingsAnswer> {
  const { db, time } = services;
  const bureauIds = [...new Set(actor.grants.flatMap(({ unitPath }) => unitPath[0] ?? []))];
  const { rows } = await sql<Omit<OpenRating, 'grade'> & { readonly level: number }>`
    select a.request_id as "requestId", m.number, u.name as unit, a.grade as level, a.sent_on as "ratedOn",
      case when mend.mend_by is null then '待回访' else '限期整改' end as stage, d.due_on as "dueOn"
    from request_answer a join matter m on m.id = a.request_id join unit u on u.id = m.lead_unit_id
    left join lateral (select c.mend_by from request_call_back c where c.answer_id = a.id and c.outcome = 'to-mend' limit 1) mend on true
    left join duty d on d.matter_id = a.request_id and d.done_at is null and d.key in ('request-answer:' || a.id, 'rating-mend:' || a.id)
    where a.kind = 'rating' and a.outcome = 'office' and a.handled_at is null and m.bureau_id = any(${bureauIds}::uuid[])
    order by a.sent_on desc limit 200`.execute(db);
  const kept = await keptFrom(
    services,
    actor,
    rows.map(({ requestId }) => requestId),
  );
  return {
    year,
    thisYear: yearOf(time.today()),
    figures: ratingFiguresOf(await ratingsOf(db, year, bureauIds)),
    open: rows
      .filter(({ requestId }) => !kept.has(requestId))
      .map(({ level, ...row }) => ({ ...row, grade: GRADES[level - 1] ?? '' })),
  };
}
