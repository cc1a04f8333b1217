import { readFileSync } from 'node:fs';
import path from 'node:path';
import { calendarFromCsv } from '#kernel/calendar-csv.ts';
import { type ClockDef, type ClockReading, type HappenedOn, readClock } from '#kernel/clock.ts';
import { localDate } from '#kernel/dates.ts';
import { projectRoot } from '#platform/root.ts';
import { replyClock } from '../reply-clock.ts';
import type { RequestEvent } from '../request-events.ts';

const reference = (name: string) => readFileSync(path.join(projectRoot(), 'db/reference/calendar', name), 'utf8');
/** 2019 to 2026 as shipped. */
export const calendar = calendarFromCsv(reference('days.csv'), reference('years.csv'));

export type Happened = HappenedOn<RequestEvent>;
export const at = (name: RequestEvent, on: string, more: Partial<Happened> = {}): Happened => ({
  name,
  on: localDate(on),
  ...more,
});

/** The only edition of a clock. */
export function only(clock: readonly ClockDef<RequestEvent>[]): ClockDef<RequestEvent> {
  const [def] = clock;
  if (!def) throw new Error('a clock without editions');
  return def;
}

export const reply = only(replyClock);
export const read = (events: readonly Happened[], today: string, def = reply) =>
  readClock(def, events, calendar, localDate(today));
export const dueOn = (reading: ClockReading) => ('dueOn' in reading ? reading.dueOn : undefined);
export const words = (reading: ClockReading) => reading.explanation.map(({ text }) => text).join('\n');
