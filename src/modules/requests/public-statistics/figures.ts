import { type WorkCalendar, workdaysBetween } from '#kernel/calendar.ts';
import { type LocalDate, monthOf, yearOf } from '#kernel/dates.ts';
import type { RatingFigures } from '../ratings/contract.ts';
import type { Standing } from './standing.ts';
import { SMALL, unitsTogether } from './together.ts';
import { FAMILIES, type Family, REPLY_KINDS } from '../law/reply-kinds.ts';

/** One line of `report.request_statistics`, with the name of its unit and how it stood on the day that is counted to, where it was not answered by then. */
export interface Counted {
  readonly unit: string;
  readonly receivedOn: LocalDate;
  readonly repliedOn: LocalDate | null;
  readonly late: boolean | null;
  readonly bucket: string | null;
  readonly standing: Standing | null;
}

/** Figures of some requests: of a year, of a quarter, of a unit. */
export interface Sums {
  readonly received: number;
  readonly answered: number;
  /** Of the answered that had a period, those within it. */
  readonly inTime: number;
  readonly timed: number;
  /** Working days from the day after receipt to the answer, lawful waiting included; null where fewer than five were answered. */
  readonly median: number | null;
}

export interface UnitSums extends Sums {
  readonly unit: string;
  /** How many units stand in this line: those with few requests are not shown singly. */
  readonly units: number;
}

export interface YearFigures {
  readonly year: number;
  readonly asOf: LocalDate;
  readonly whole: Sums;
  readonly quarters: readonly Sums[];
  readonly families: Readonly<Record<Family, number>>;
  readonly units: readonly UnitSums[];
  /** Left out in figures made before they were counted. */
  readonly ratings?: RatingFigures;
  /** Not answered by the day that is counted to, of all years: within the period, waiting lawfully, past the period. */
  readonly open: { readonly within: number; readonly waiting: number; readonly overdue: number };
}

/**
 * A year in figures. Received counts by the day of receipt, everything else by the day of the answer (regulations.md §2.5 [K]), as the annual report
 * does. Waiting that the law allows is in the due date (条例第三十至三十三条) and so is never lateness.
 */
export function figuresOf(
  rows: readonly Counted[],
  year: number,
  asOf: LocalDate,
  calendar: WorkCalendar,
): YearFigures {
  const received = rows.filter(({ receivedOn }) => yearOf(receivedOn) === year);
  const answered = rows.filter(({ repliedOn }) => repliedOn !== null && yearOf(repliedOn) === year);
  const sums = (of: (row: Counted, day: LocalDate) => boolean): Sums =>
    sumsOf(
      received.filter((row) => of(row, row.receivedOn)),
      answered.filter((row) => of(row, row.repliedOn ?? row.receivedOn)),
      calendar,
    );
  const open = (standing: Standing) => rows.filter((row) => row.standing === standing).length;
  const names = [...new Set([...received, ...answered].map(({ unit }) => unit))];
  return {
    year,
    asOf,
    whole: sums(() => true),
    quarters: [1, 2, 3, 4].map((quarter) => sums((_row, day) => Math.ceil(monthOf(day) / 3) === quarter)),
    families: Object.fromEntries(
      FAMILIES.map((family) => [family, answered.filter(({ bucket }) => familyOf(bucket) === family).length]),
    ) as Record<Family, number>,
    units: grouped(names, received, answered, calendar),
    open: { within: open('within'), waiting: open('waiting'), overdue: open('overdue') },
  };
}

const familyOf = (bucket: string | null): Family | undefined =>
  bucket !== null && Object.hasOwn(REPLY_KINDS, bucket)
    ? REPLY_KINDS[bucket as keyof typeof REPLY_KINDS].family
    : undefined;

function sumsOf(received: readonly Counted[], answered: readonly Counted[], calendar: WorkCalendar): Sums {
  const timed = answered.filter(({ late }) => late !== null);
  const took = answered.map(({ receivedOn, repliedOn }) =>
    workdaysBetween(receivedOn, repliedOn ?? receivedOn, calendar),
  );
  return {
    received: received.length,
    answered: answered.length,
    inTime: timed.filter(({ late }) => late === false).length,
    timed: timed.length,
    median: took.length < SMALL ? null : medianOf(took),
  };
}

/** Of an even number the mean of the two in the middle. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.floor(sorted.length / 2);
  const upper = sorted[at] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[at - 1] ?? 0) + upper) / 2;
}

/** Units by name, those with few received or answered together (`together.ts`). */
function grouped(
  names: readonly string[],
  received: readonly Counted[],
  answered: readonly Counted[],
  calendar: WorkCalendar,
): UnitSums[] {
  const of = (units: readonly string[]): Sums =>
    sumsOf(
      received.filter((row) => units.includes(row.unit)),
      answered.filter((row) => units.includes(row.unit)),
      calendar,
    );
  const size = (units: readonly string[]) => {
    const { received: came, answered: done } = of(units);
    return Math.min(came, done);
  };
  return unitsTogether(names, size).map(({ name, units }) => ({ unit: name, units: units.length, ...of(units) }));
}
