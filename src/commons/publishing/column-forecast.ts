import { addDays, civilDate, daysBetween, type Instant, type LocalDate } from '#kernel/dates.ts';
import type { ColumnSettings } from './column-settings.ts';
import type { ColumnForecast, Inspected } from './column-contract.ts';

/** What is known of an open column for the forecast. */
export interface Watched {
  readonly key: string;
  readonly name: string;
  readonly inspectedAs: Inspected;
  readonly freshDays: number | null;
  readonly lastReleasedAt: Instant | null;
  readonly documents: number;
}

/** How far ahead one looks. Ours. */
const AHEAD = [0, 7, 14, 30] as const;

/**
 * What an inspector would count today, and would in so many days if nothing more were released (国办秘函〔2019〕19号 单项否决：首页不更新、
 * 栏目不更新). An empty column is counted as empty and not as late besides.
 */
export function forecastOf(columns: readonly Watched[], today: LocalDate, limits: ColumnSettings): ColumnForecast[] {
  return AHEAD.map((days) => forecastOn(columns, addDays(today, days), days, limits));
}

function forecastOn(columns: readonly Watched[], on: LocalDate, days: number, limits: ColumnSettings): ColumnForecast {
  const empty = columns.filter(({ documents }) => documents === 0);
  const filled = columns.filter(({ documents }) => documents > 0);
  const inspected = filled.filter((column) => late(column, on, inspectedLimit(column.inspectedAs, limits)));
  const overdue = filled.filter((column) => column.inspectedAs === 'other' && late(column, on, column.freshDays));
  const ages = filled.flatMap(({ lastReleasedAt }) => (lastReleasedAt ? [ageOn(lastReleasedAt, on)] : []));
  const homeAge = ages.length > 0 ? Math.min(...ages) : null;
  const names = (found: readonly Watched[]) => found.map(({ name }) => name);
  return {
    days,
    on,
    homeAge,
    home: homeAge !== null && homeAge > limits.homeDays,
    inspected: names(inspected),
    overdue: names(overdue),
    empty: names(empty),
    failed:
      (homeAge !== null && homeAge > limits.homeDays) ||
      inspected.length >= limits.vetoInspected ||
      overdue.length >= limits.vetoOverdue ||
      empty.length >= limits.vetoEmpty,
  };
}

/** Days without anything new after which an inspector counts a column; null where the column's own rule is all there is. */
export function inspectedLimit(inspectedAs: Inspected, { newsDays, noticeDays }: ColumnSettings): number | null {
  if (inspectedAs === 'other') return null;
  return inspectedAs === 'news' ? newsDays : noticeDays;
}

const ageOn = (at: Instant, on: LocalDate): number => daysBetween(civilDate(at), on);

function late({ lastReleasedAt }: Watched, on: LocalDate, limit: number | null): boolean {
  return limit !== null && lastReleasedAt !== null && ageOn(lastReleasedAt, on) > limit;
}

/** How much of a column's period is used up, in percent; null where it has none. */
export function usedUp(since: LocalDate, freshDays: number | null, today: LocalDate): number | null {
  return freshDays === null ? null : Math.floor((100 * daysBetween(since, today)) / freshDays);
}
