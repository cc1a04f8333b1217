import type { WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { eventsOf, historiesOf, type PastStep } from '#commons/casework/index.ts';
import type { Tx } from '#platform/db.ts';
import { requestJournal } from '../letters/letter-events.ts';
import { replyReading } from '../tracking/public-clock.ts';

/** How a request that was not answered yet stood on a day: within its period, waiting as the law allows, past its period. */
export type Standing = 'within' | 'waiting' | 'overdue';

interface Open {
  readonly id: string;
  readonly receivedOn: LocalDate;
}

/**
 * Reads from the journal how requests stood at the end of a day, whatever has become of them since: a year that is over is told as it ended. What the law
 * does not count (条例第三十条, 第三十三条, 收费通知) is waiting; being asked for reasons is not (第三十五条).
 */
export async function standingsOn(
  tx: Tx,
  open: readonly Open[],
  on: LocalDate,
  calendar: WorkCalendar,
): Promise<ReadonlyMap<string, Standing>> {
  const standings = new Map<string, Standing>();
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const some = open.slice(at, at + AT_ONCE);
    const histories = await historiesOf(
      tx,
      some.map(({ id }) => id),
    );
    for (const one of some) standings.set(one.id, standingOf(one, histories.get(one.id) ?? [], on, calendar));
  }
  return standings;
}

/** So many histories are read at once. */
const AT_ONCE = 500;

function standingOf(
  { receivedOn }: Open,
  history: readonly PastStep[],
  on: LocalDate,
  calendar: WorkCalendar,
): Standing {
  const events = eventsOf(
    requestJournal,
    history.filter(({ legalDate }) => legalDate <= on),
  );
  // Handed in or signed for it is received without anybody's confirming (第三十一条): its period runs from that day.
  const confirmed = events.some(({ name }) => name === 'confirm');
  const counted = confirmed ? events : [...events, { name: 'confirm', on: receivedOn }];
  const reading = replyReading({ receivedOn, events: counted }, calendar, on);
  if (reading?.state === 'paused') return 'waiting';
  return reading?.state === 'overdue' ? 'overdue' : 'within';
}
