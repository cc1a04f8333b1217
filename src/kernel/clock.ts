import { type WorkCalendar, workdaysBetween } from './calendar.ts';
import { type Count, countedUntil, type DayMark, stripOf } from './clock-count.ts';
import type { ClockDef, HappenedOn } from './clock-definition.ts';
import { explainDays, explainHours, type Line } from './clock-explanation.ts';
import { countOf, type Pause, type Run, runOf } from './clock-run.ts';
import { addHours, civilDate, daysBetween, hoursBetween, type Instant, type LocalDate } from './dates.ts';

export type { DayMark } from './clock-count.ts';
export {
  type ClockDef,
  editionFor,
  editionOn,
  type ExtensionRule,
  type HappenedOn,
  type PauseRule,
  type Period,
  type RestartRule,
  type Unit,
  type UnmovedRule,
} from './clock-definition.ts';
export type { Line } from './clock-explanation.ts';

/** Days from today to the due date; negative once it has passed. While paused: what is left to count, in the unit that is counted. */
export interface Remaining {
  readonly working?: number;
  readonly calendar?: number;
  readonly hours?: number;
}

interface Shown {
  /** Every line of the reckoning in plain words, in the order one would tell it. */
  readonly explanation: readonly Line[];
  /** One entry per day, for a calendar strip. */
  readonly strip: readonly DayMark[];
}

interface Due extends Shown {
  readonly dueOn: LocalDate;
  /** Only where hours are counted. */
  readonly dueAt?: Instant;
  /** Counted through days the State Council has not yet arranged; may move when it does. */
  readonly provisional: boolean;
}

export type ClockReading =
  | ({ readonly state: 'idle' } & Shown)
  | ({ readonly state: 'running'; readonly remaining: Remaining } & Due)
  | ({ readonly state: 'overdue'; readonly remaining: Remaining; readonly lateByDays: number } & Due)
  | ({
      readonly state: 'paused';
      readonly since: LocalDate;
      /** The last day of the wait where the rule limits it, and the due date that would follow. */
      readonly waitsUntil?: LocalDate;
      readonly latestDueOn?: LocalDate;
      readonly provisional: boolean;
      readonly remaining: Remaining;
    } & Shown)
  | ({
      readonly state: 'stopped';
      readonly stoppedOn: LocalDate;
      readonly onTime: boolean;
      readonly lateByDays: number;
    } & Due);

/**
 * Reads a clock from what has happened. Pure: the same events, calendar and day give the same answer for ever, so a date can be
 * explained years later. Takes one edition, and events in any order, irrelevant ones included; give only what has happened.
 * `today` decides only between running and overdue and how far an open pause is drawn; `now` is needed where hours are counted.
 * The rules: 政府信息公开条例 arts 30-33 as the clock algebra of our regulation pack §1.5 and §0.3 states them.
 */
export function readClock<E extends string>(
  def: ClockDef<E>,
  events: readonly HappenedOn<NoInfer<E>>[],
  calendar: WorkCalendar,
  today: LocalDate,
  now?: Instant,
): ClockReading {
  const run = runOf(def, events, calendar);
  if (!run) return { state: 'idle', explanation: [], strip: [] };
  if (def.limit.unit === 'hour') return readHours(def, run, now);
  const count = countOf(def, run, calendar, today);
  const waiting = run.stop ? undefined : waitingPause(run, count, today);
  const shown = { explanation: explainDays(def, run, count, calendar, today, waiting), strip: stripOf(count) };
  if (waiting || !count.end) return paused(def, count, waiting, today, shown);
  const { dueOn, provisional } = count.end;
  const due = { ...shown, dueOn, provisional };
  if (run.stop) return { state: 'stopped', stoppedOn: run.stop.on, ...onTime(dueOn, run.stop.on), ...due };
  const remaining = { working: workdaysBetween(today, dueOn, calendar), calendar: daysBetween(today, dueOn) };
  if (today <= dueOn) return { state: 'running', remaining, ...due };
  return { state: 'overdue', remaining, lateByDays: daysBetween(dueOn, today), ...due };
}

/** The pause that holds the clock today: the one without end, or the one whose end lies furthest ahead. */
function waitingPause(run: Run, count: Count, today: LocalDate): Pause | undefined {
  const open = run.pauses.filter((pause) => !pause.closedBy && (pause.cap === undefined || today <= pause.cap));
  const endless = open.find((pause) => pause.cap === undefined);
  if (!count.end) return endless;
  return open.reduce<Pause | undefined>(
    (latest, p) => (latest?.cap && p.cap && latest.cap >= p.cap ? latest : p),
    undefined,
  );
}

function paused(def: ClockDef, count: Count, waiting: Pause | undefined, today: LocalDate, shown: Shown): ClockReading {
  const since = waiting?.began.on ?? today;
  const left = count.allowance - countedUntil(count, since);
  return {
    state: 'paused',
    since,
    ...(count.end && waiting?.cap && { waitsUntil: waiting.cap, latestDueOn: count.end.dueOn }),
    provisional: count.end?.provisional ?? false,
    remaining: def.limit.unit === 'working' ? { working: left } : { calendar: left },
    ...shown,
  };
}

function onTime(dueOn: LocalDate, stoppedOn: LocalDate): { onTime: boolean; lateByDays: number } {
  return { onTime: stoppedOn <= dueOn, lateByDays: Math.max(0, daysBetween(dueOn, stoppedOn)) };
}

/** Real hours from instant to instant, through nights and holidays; nothing pauses them. Throws a RangeError when an instant is missing. */
function readHours(def: ClockDef, run: Run, now: Instant | undefined): ClockReading {
  const start = run.start.at;
  const at = run.stop ? run.stop.at : now;
  if (start === undefined || at === undefined) throw new RangeError(`「${def.label}」按小时计算，需要准确时刻`);
  const dueAt = addHours(
    start,
    run.grants.reduce((sum, grant) => sum + grant.n, def.limit.n),
  );
  const dueOn = civilDate(dueAt);
  const late = at > dueAt;
  const due = {
    dueOn,
    dueAt,
    provisional: false,
    strip: [{ on: civilDate(start), kind: 'start' } as const, { on: dueOn, kind: 'due' } as const],
    explanation: explainHours(def, run, start, dueAt, late, at),
  };
  const lateByDays = late ? daysBetween(dueOn, civilDate(at)) : 0;
  if (run.stop) return { state: 'stopped', stoppedOn: run.stop.on, onTime: !late, lateByDays, ...due };
  const remaining = { hours: hoursBetween(at, dueAt) };
  return late ? { state: 'overdue', remaining, lateByDays, ...due } : { state: 'running', remaining, ...due };
}
