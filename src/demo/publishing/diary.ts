import { isWorkingDay, nextWorkday } from '#kernel/calendar.ts';
import { instant, type Instant, type LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';

export interface MovingClock {
  moveTo(instant: Instant): void;
}

/** One thing that somebody does at a moment of the story. */
export interface Entry {
  readonly at: Instant;
  readonly run: () => Promise<void>;
}

/** An hour of a working day in China, on or after a date. */
export function workHour(services: Services, on: LocalDate, hour: number, minute = 0): Instant {
  const calendar = services.calendar();
  const day = isWorkingDay(on, calendar) ? on : nextWorkday(on, calendar);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return instant(`${day}T${time}:00+08:00`);
}

/** Lives through the entries in the order of their moments; what has not come yet is left for those who look at the demonstration. */
export async function liveDiary(clock: MovingClock, now: Instant, entries: readonly Entry[]): Promise<void> {
  const inOrder = entries.map((entry, place) => ({ ...entry, place })).filter(({ at }) => at <= now);
  inOrder.sort((a, b) => (a.at === b.at ? a.place - b.place : a.at < b.at ? -1 : 1));
  for (const { at, run } of inOrder) {
    clock.moveTo(at);
    await run();
  }
}
