import { addHours, type Instant, instant } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';

/** Number and code as somebody has just shown them. */
export interface Pair {
  readonly receipt: string;
  readonly code: string;
}

/** Long enough to write a correction; whoever finds the page open on a shared computer afterwards cannot go on with it. */
const HOURS = 2;
const PLACE = 'request-query-ticket';

/**
 * What the later steps of the query page carry instead of the code: sealed for this installation and good for two hours, so that no code
 * stands in a page and none in an address.
 */
export function ticketOf({ secrets, time }: Services, pair: Pair): string {
  return secrets.seal(JSON.stringify({ ...pair, until: addHours(time.now(), HOURS) }), PLACE).toString('base64url');
}

/** Undefined for what is no ticket of ours or is not good any more. */
export function pairOf({ secrets, time }: Services, ticket: string): Pair | undefined {
  if (ticket === '' || ticket.length > 1_000) return undefined;
  try {
    const { until, ...pair } = JSON.parse(secrets.open(Buffer.from(ticket, 'base64url'), PLACE)) as Pair & {
      readonly until: Instant;
    };
    return instant(until) > time.now() ? pair : undefined;
  } catch {
    return undefined;
  }
}
