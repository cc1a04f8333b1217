import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import { addDays, addMonths, dateOf, lastDayOfMonth, type LocalDate, maxDate, monthOf, yearOf } from '#kernel/dates.ts';
import type { Frequency } from './contract.ts';

/** How often an item is owed, from the day the item says so until the day it says something else. */
export interface Rule {
  readonly frequency: Frequency;
  readonly workdays: number | null;
  /** `01-31` */
  readonly dueDay: string | null;
  readonly from: LocalDate;
  /** The first day on which it holds no more; null while it holds. */
  readonly to: LocalDate | null;
}

/** Something of an item that is to be published by a day. */
export interface Owing {
  /** A release counts for it from this day on. */
  readonly opensOn: LocalDate;
  readonly dueOn: LocalDate;
  /** The working days of the year it falls into have not been announced. */
  readonly provisional: boolean;
  /** 2026年9月, 2026年第三季度, 2026年度; what comes once has no period. */
  readonly period: string;
}

/** Further back nobody asks: what was owed then is a matter for the archive. */
const LONGEST_LOOK_BACK_YEARS = 3;

/**
 * What an item owes and has not given: everything that has fallen due or been opened, and the next to come. Releases are matched in
 * order, each to the oldest thing owed that was open on its day: what comes late makes good what was late, not what comes next.
 * Of what is formed irregularly (`on-forming`) nothing can be known before it is formed: documents say it themselves.
 */
export function openOwings(
  rules: readonly Rule[],
  releases: readonly LocalDate[],
  today: LocalDate,
  calendar: WorkCalendar,
): Owing[] {
  const owed = rules
    .flatMap((rule) => owingsOf(rule, today, calendar))
    .sort((a, b) => (a.opensOn < b.opensOn ? -1 : a.opensOn > b.opensOn ? 1 : 0));
  const given = [...releases].sort();
  const open = owed.filter((owing) => {
    const at = given.findIndex((on) => on >= owing.opensOn);
    if (at >= 0) given.splice(at, 1);
    return at < 0;
  });
  const late = open.filter(({ dueOn }) => dueOn < today);
  const next = open.filter(({ dueOn }) => dueOn >= today);
  return [...late, ...next.slice(0, 1), ...next.slice(1).filter(({ opensOn }) => opensOn <= today)];
}

function owingsOf(rule: Rule, today: LocalDate, calendar: WorkCalendar): Owing[] {
  const from = maxDate(rule.from, addMonths(today, -12 * LONGEST_LOOK_BACK_YEARS));
  const holds = (on: LocalDate) => on >= rule.from && (rule.to === null || on < rule.to);
  switch (rule.frequency) {
    case 'on-forming':
      return [];
    case 'once': {
      if (rule.to !== null && rule.to <= today) return [];
      const { on, provisional } = addWorkdays(rule.from, rule.workdays ?? 0, calendar);
      return [{ opensOn: BEGINNING, dueOn: on, provisional, period: '' }];
    }
    case 'yearly':
      return years(from, today)
        .map((year) => yearly(year, rule.dueDay ?? '12-31'))
        .filter(({ dueOn }) => holds(dueOn) && dueOn >= from);
    case 'monthly':
    case 'quarterly':
      return periods(from, today, rule.frequency)
        .map((end) => periodic(end, rule, calendar))
        .filter(({ opensOn }) => holds(addDays(opensOn, -1)));
  }
}

/** Whatever was ever released counts for what is owed once. */
const BEGINNING = dateOf(1949, 10, 1);

/** The years that may matter, the one after this included: its day may be the next to come. */
const years = (from: LocalDate, today: LocalDate): number[] =>
  Array.from({ length: yearOf(today) - yearOf(from) + 2 }, (_, n) => yearOf(from) + n);

/** What is owed by a day of each year may be given from the first of January. */
function yearly(year: number, dueDay: string): Owing {
  const month = Number(dueDay.slice(0, 2));
  const day = Math.min(Number(dueDay.slice(3)), lastDayOfMonth(year, month));
  return { opensOn: dateOf(year, 1, 1), dueOn: dateOf(year, month, day), provisional: false, period: `${year}年度` };
}

/** The last days of the months or quarters from a date on, up to and including the one today lies in. */
function periods(from: LocalDate, today: LocalDate, frequency: 'monthly' | 'quarterly'): LocalDate[] {
  const ends: LocalDate[] = [];
  for (let end = periodEnd(from, frequency); ; end = periodEnd(addDays(end, 1), frequency)) {
    ends.push(end);
    if (end >= today) return ends;
  }
}

/** The last day of the month or quarter a date lies in. */
export function periodEnd(on: LocalDate, frequency: 'monthly' | 'quarterly'): LocalDate {
  const month = frequency === 'monthly' ? monthOf(on) : Math.ceil(monthOf(on) / 3) * 3;
  return dateOf(yearOf(on), month, lastDayOfMonth(yearOf(on), month));
}

function periodic(end: LocalDate, rule: Rule, calendar: WorkCalendar): Owing {
  const { on, provisional } = addWorkdays(end, rule.workdays ?? 0, calendar);
  const period =
    rule.frequency === 'monthly'
      ? `${yearOf(end)}年${monthOf(end)}月`
      : `${yearOf(end)}年第${'一二三四'.charAt(monthOf(end) / 3 - 1)}季度`;
  return { opensOn: addDays(end, 1), dueOn: on, provisional, period };
}

/** One rule for as long as editions of an item say the same about how often: another owner or wording does not begin anew. */
export function rulesOf(
  editions: readonly {
    readonly frequency: Frequency;
    readonly workdays: number | null;
    readonly dueDay: string | null;
    readonly inForceFrom: LocalDate;
    readonly dropped: boolean;
  }[],
): Rule[] {
  const rules: Rule[] = [];
  for (const [at, edition] of editions.entries()) {
    const to = editions[at + 1]?.inForceFrom ?? null;
    if (edition.dropped || to === edition.inForceFrom) continue;
    const last = rules.at(-1);
    const same =
      last !== undefined &&
      last.to === edition.inForceFrom &&
      last.frequency === edition.frequency &&
      last.workdays === edition.workdays &&
      last.dueDay === edition.dueDay;
    if (same) rules[rules.length - 1] = { ...last, to };
    else
      rules.push({
        frequency: edition.frequency,
        workdays: edition.workdays,
        dueDay: edition.dueDay,
        from: edition.inForceFrom,
        to,
      });
  }
  return rules;
}
