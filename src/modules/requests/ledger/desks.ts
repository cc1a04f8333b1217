import { type RawBuilder, sql } from 'kysely';
import type { WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { allows, type Actor } from '#kernel/policy.ts';
import { lightColumn } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { REPLY_KINDS } from '../law/reply-kinds.ts';
import { ARRIVAL_COUNTS } from '../letters/letter-lines.ts';
import { requestsPolicy } from '../policy.ts';
import { requestWorkflow } from '../workflow.ts';
import { type Desk, DESKS, type RequestDesk } from './contract.ts';
import { requestRows } from './rows.ts';

const inState = (...states: readonly string[]) => sql<boolean>`m.state = any(${states}::text[])`;

/** What stands on a desk, said once: as a filter of the ledger and as a number of the start. */
export function atDesk(desk: Desk, today: LocalDate, calendar: WorkCalendar): RawBuilder<boolean> {
  switch (desk) {
    case 'unconfirmed':
      return inState('submitted');
    case 'unassigned':
      return inState('accepted');
    case 'handling':
      return inState('processing');
    case 'dueSoon':
      return sql<boolean>`${lightColumn(today, calendar)} = 'yellow'`;
    case 'overdue':
      return sql<boolean>`${lightColumn(today, calendar)} = 'red'`;
    case 'waiting':
      return inState('awaitingCorrection', 'awaitingReasons', 'awaitingPayment');
    case 'toReview':
      return inState('letterReview');
    case 'toEndorse':
      return inState('letterEndorsement');
    case 'toSign':
      return inState('letterIssue');
    case 'toSend':
      return inState('dispatch');
    case 'undelivered':
      return sql<boolean>`m.id in (select l.request_id from request_letter l where l.state = 'sent'
        and l.delivered_on is null and l.kind = any(${[...ARRIVAL_COUNTS]}::text[]))`;
    case 'consultations':
      return sql<boolean>`(m.closed_on is null and m.id in (select c.request_id from request_consultation c
        where c.answered_on is null and c.closed_on is null))`;
  }
}

/** What a desk may still hold of a request that is closed. Everything else on a desk is open. */
const AFTER_CLOSING: ReadonlySet<Desk> = new Set(['undelivered']);

/** Counted in one reading of what is open, and where that is not all, each for itself. */
async function deskCounts(services: Services, actor: Actor): Promise<Record<Desk, number>> {
  const today = services.time.today();
  const calendar = services.calendar();
  const keys = Object.keys(DESKS) as Desk[];
  const open = keys.filter((desk) => !AFTER_CLOSING.has(desk));
  const counted = open.map((desk) => sql<number>`count(*) filter (where ${atDesk(desk, today, calendar)})`.as(desk));
  const [row, ...others] = await Promise.all([
    requestRows(services, actor).where('m.closed_on', 'is', null).select(counted).executeTakeFirstOrThrow(),
    ...[...AFTER_CLOSING].map(async (desk) => {
      const { n } = await requestRows(services, actor)
        .where(atDesk(desk, today, calendar))
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return [desk, n] as const;
    }),
  ]);
  return { ...row, ...Object.fromEntries(others) } as Record<Desk, number>;
}

/** The numbers of the start, each of which is a list of the ledger, and the words the ledger filters by. */
export async function requestDesk(services: Services, actor: Actor): Promise<RequestDesk> {
  return {
    counts: await deskCounts(services, actor),
    states: Object.entries(requestWorkflow.states).map(([value, { label }]) => ({ value, label })),
    replies: Object.entries(REPLY_KINDS).map(([value, { family, label }]) => ({
      value,
      label: family === label ? label : `${family}：${label}`,
    })),
    mayRegister: actor.grants.some(({ unitPath }) =>
      allows(requestsPolicy['requests.register'], actor, { bureauId: unitPath[0] ?? null }),
    ),
  };
}
