import { type RawBuilder, sql } from 'kysely';
import { dateOf, type Instant, type LocalDate, startOfDay } from '#kernel/dates.ts';

// When a document (`d`) first went out, and whether within its period: the statistics of a year and the ledger behind
// their numbers say the same.

export const firstReleasedAt: RawBuilder<Instant | null> = sql`
  (select min(x.released_at) from release x where x.document_id = d.id and x.kind = 'release')`;

/** After the last day of the period, which stands at the release; what had none was in time. */
export const releasedLate: RawBuilder<boolean> = sql`
  coalesce((select (x.released_at at time zone 'Asia/Shanghai')::date > x.due_on from release x
    where x.document_id = d.id and x.kind = 'release' and x.released_at is not null order by x.released_at limit 1), false)`;

/**
 * Owed to the public (matter `m`), the last day behind us, and not out, or not as the information now is: no release tells of it. A change
 * counts from the day it changed, whether somebody writes about it or gave that up (变更待公开).
 */
export const overdueOn = (today: LocalDate): RawBuilder<boolean> => sql`
  (m.closed_on is null and m.clock_state not in ('paused', 'stopped') and coalesce(m.due_on < ${today}::date, false))`;

/** Whether the document (`d`) is out: what is owed of it is a change. */
export const isOutNow: RawBuilder<boolean> = sql`(d.released_revision_id is not null)`;

/** The revision whose words count: what is out, or what is worked on while nothing is. */
export const countedRevision: RawBuilder<string> = sql`coalesce(d.released_revision_id, d.current_revision_id)`;

/** A calendar year in China as the instants it begins with and ends before. */
export const yearOfChina = (year: number) => ({
  from: startOfDay(dateOf(year, 1, 1)),
  to: startOfDay(dateOf(year + 1, 1, 1)),
});
