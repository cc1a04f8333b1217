import { dayKind, isSettled, isWorkingDay, rollForward, type WorkCalendar } from './calendar.ts';
import type { Period } from './clock-definition.ts';
import { addDays, addMonths, addYears, daysBetween, type LocalDate } from './dates.ts';

/** Days not counted: those after `from`, up to and including `until`; without `until` nobody knows yet how long. */
export interface Span {
  readonly from: LocalDate;
  readonly until: LocalDate | undefined;
}

/** One day of the calendar strip. `n`: it is the n-th counted day. */
export interface DayMark {
  readonly on: LocalDate;
  readonly kind: 'start' | 'counted' | 'make-up' | 'weekend' | 'holiday' | 'paused' | 'due';
  readonly n?: number;
  /** The festival of a holiday or make-up day. */
  readonly name?: string;
  /** The State Council has not yet arranged this day. */
  readonly provisional?: true;
}

export interface Count {
  /** From the start to the due date, or to the horizon while nobody knows how long the count is paused. */
  readonly days: readonly DayMark[];
  readonly counted: number;
  /** How many days are to be counted in all. */
  readonly allowance: number;
  /** Absent while the count is paused without a known end. */
  readonly end?: { readonly lastOn: LocalDate; readonly dueOn: LocalDate; readonly provisional: boolean };
}

/**
 * Counts a period day by day from a start that is itself not counted. A day within any span is not counted, however many spans hold it.
 * A span begun on the very last day still moves it: due = addWorkdays(base, excluded), as 政府信息公开条例 art. 33 read with our clock rules.
 * Months and years are taken as the days they have. Calendar periods roll forward from a rest day; working periods never end on one.
 * `horizon` is how far to draw a pause that has no end yet.
 */
export function countPeriod(
  start: LocalDate,
  period: Period,
  spans: readonly Span[],
  calendar: WorkCalendar,
  horizon: LocalDate,
): Count {
  const working = period.unit === 'working';
  const allowance = allowanceOf(start, period);
  const days: DayMark[] = [{ on: start, kind: 'start' }];
  let counted = 0;
  let lastOn = start;
  for (let on = addDays(start, 1); ; on = addDays(on, 1)) {
    if (days.length > LONGEST_CLOCK_DAYS) throw new RangeError(`期限长度超过 ${LONGEST_CLOCK_DAYS} 天`);
    const done = counted >= allowance;
    const covering = spans.filter(
      (span) => span.from < on && (span.until === undefined || on <= span.until) && (!done || span.from <= lastOn),
    );
    if (done && covering.length === 0) break;
    if (on > horizon && covering.some((span) => span.until === undefined)) return { days, counted, allowance };
    const mark = markOf(on, working, covering.length > 0, counted + 1, calendar);
    days.push(mark);
    if (mark.n !== undefined) counted = mark.n;
    if (mark.n !== undefined || (done && mark.kind === 'paused')) lastOn = on;
  }
  return finish(days.slice(0, daysBetween(start, lastOn) + 1), counted, allowance, lastOn, working, calendar);
}

/** The strip as drawn: the last day of a finished count is the due date. */
export function stripOf(count: Count): DayMark[] {
  const last = count.days.at(-1);
  if (!count.end || !last) return [...count.days];
  return [...count.days.slice(0, -1), { ...last, kind: 'due' }];
}

/** How many days had been counted by the end of a date. */
export function countedUntil(count: Count, on: LocalDate): number {
  return count.days.filter((day) => day.n !== undefined && day.on <= on).length;
}

/** The last day of a period of days, months or years after a start, rolled forward where the unit asks for it. */
export function periodEnd(start: LocalDate, period: Period, calendar: WorkCalendar): LocalDate {
  return countPeriod(start, period, [], calendar, start).end?.dueOn ?? start;
}

/** A century: no clock is longer, and a wrong number must not run for ever. */
const LONGEST_CLOCK_DAYS = 36_600;

function allowanceOf(start: LocalDate, { n, unit }: Period): number {
  switch (unit) {
    case 'working':
    case 'calendar':
      return n;
    case 'month':
      return daysBetween(start, addMonths(start, n));
    case 'year':
      return daysBetween(start, addYears(start, n));
    case 'hour':
      throw new RangeError('按小时计算的期限不按日计数');
  }
}

function markOf(on: LocalDate, working: boolean, paused: boolean, n: number, calendar: WorkCalendar): DayMark {
  const day = dayKind(on, calendar);
  const rest = day.kind === 'weekend' || day.kind === 'holiday';
  const common = {
    on,
    ...(day.name !== undefined && { name: day.name }),
    ...(!isSettled(on, calendar) && PROVISIONAL),
  };
  if (working && rest) return { ...common, kind: day.kind };
  if (paused) return { ...common, kind: 'paused' };
  return { ...common, kind: working && day.kind === 'make-up' ? 'make-up' : 'counted', n };
}

function finish(
  days: DayMark[],
  counted: number,
  allowance: number,
  lastOn: LocalDate,
  working: boolean,
  calendar: WorkCalendar,
): Count {
  if (working) {
    const provisional = days.some((day) => day.provisional);
    return { days, counted, allowance, end: { lastOn, dueOn: lastOn, provisional } };
  }
  const { on: dueOn, provisional } = rollForward(lastOn, calendar);
  const rolled: DayMark[] = [];
  for (let on = addDays(lastOn, 1); on <= dueOn; on = addDays(on, 1)) {
    const { kind, name } = dayKind(on, calendar);
    const drawn = isWorkingDay(on, calendar) ? 'due' : kind === 'holiday' ? kind : 'weekend';
    rolled.push({ on, kind: drawn, ...(name !== undefined && { name }), ...(!isSettled(on, calendar) && PROVISIONAL) });
  }
  return { days: [...days, ...rolled], counted, allowance, end: { lastOn, dueOn, provisional } };
}

const PROVISIONAL = { provisional: true } as const;
