import { type ClockReading, type HappenedOn, editionOn, readClock } from '#kernel/clock.ts';
import type { WorkCalendar } from '#kernel/calendar.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { MatterKind } from './kind.ts';
import type { PastStep } from './queries.ts';

/**
 * Reads a matter's clock from its journal. The edition is the one in force when the matter was received. The matter itself says
 * when that was: a date corrected later is not the one its first entry was written with. What is owed afterwards has a period of its
 * own (`presentPeriod`). Where no period runs, it says why.
 */
export function clockOf(
  kind: Pick<MatterKind, 'key' | 'clock' | 'untimed' | 'presentPeriod' | 'limited' | 'eventOf'>,
  receivedOn: LocalDate,
  history: readonly PastStep[],
  calendar: WorkCalendar,
  today: LocalDate,
  now: Instant,
): ClockReading {
  const untimed = kind.untimed?.(history);
  if (untimed !== undefined) return { state: 'idle', explanation: [{ kind: 'rule', text: untimed }], strip: [] };
  const present = kind.presentPeriod?.(history) ?? { history };
  const since = present.since ?? receivedOn;
  const edition = editionOn(kind.clock, since);
  const events = eventsOf(kind, present.history).map((event) =>
    event.name === 'open' ? { ...event, on: receivedOn } : event,
  );
  return readClock(kind.limited?.(edition, present.history) ?? edition, events, calendar, today, now);
}

/** A journal entry as the clock sees it: a step of this kind by its name, or by what the kind says it is, with its legal date, the days it granted and what it is about. */
function happened({ key, eventOf }: Pick<MatterKind, 'key' | 'eventOf'>, past: PastStep): HappenedOn[] {
  const step = stepOf(key, past.action);
  const name = step === undefined ? undefined : eventOf ? eventOf(step, past.payload) : step;
  if (name === undefined) return [];
  const { days, ref } = past.payload;
  return [
    {
      name,
      on: past.legalDate,
      at: past.at as Instant,
      ...(typeof days === 'number' ? { days } : {}),
      ...(typeof ref === 'string' ? { ref } : {}),
    },
  ];
}

/** What has happened to a matter as its clock sees it, on the days that count. */
export const eventsOf = (kind: Pick<MatterKind, 'key' | 'eventOf'>, history: readonly PastStep[]): HappenedOn[] =>
  history.flatMap((past) => happened(kind, past));

/** The step an action of the journal stands for, if it is one of this kind's (`publication.submit` → `submit`). */
export function stepOf(kind: string, action: string): string | undefined {
  return action.startsWith(`${kind}.`) ? action.slice(kind.length + 1) : undefined;
}
