import { type WorkCalendar, workdaysBetween } from '#kernel/calendar.ts';
import { type LocalDate, monthOf, yearOf } from '#kernel/dates.ts';
import { FAMILIES, type Family, REPLY_KINDS } from '../law/reply-kinds.ts';

/** One line of `report.request_statistics`, with the name of its unit and whether its period stands still lawfully. */
export interface Counted {
  readonly unit: string;
  readonly receivedOn: LocalDate;
  readonly repliedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly late: boolean | null;
  readonly bucket: string | null;
  readonly waiting: boolean;
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
  /** Not answered yet, of all years: within the period, waiting lawfully, past the period. */
  readonly open: { readonly within: number; readonly waiting: number; readonly overdue: number };
}

/** Below this no figure of a unit is shown singly: who asked could be guessed. Ours. */
export const SMALL = 5;

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
  const open = rows.filter(({ repliedOn }) => repliedOn === null);
  const waiting = open.filter((row) => row.waiting).length;
  const overdue = open.filter((row) => !row.waiting && row.dueOn !== null && row.dueOn < asOf).length;
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
    open: { within: open.length - waiting - overdue, waiting, overdue },
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

/**
 * Units by name, the largest first. Those with fewer than five received or answered stand in one line together with the next larger ones until
 * there are at least two of them and five of each: from the whole and the others nobody can then be counted back.
 */
function grouped(
  names: readonly string[],
  received: readonly Counted[],
  answered: readonly Counted[],
  calendar: WorkCalendar,
): UnitSums[] {
  const of = (units: readonly string[], unit: string): UnitSums => ({
    unit,
    units: units.length,
    ...sumsOf(
      received.filter((row) => units.includes(row.unit)),
      answered.filter((row) => units.includes(row.unit)),
      calendar,
    ),
  });
  const size = ({ received: came, answered: done }: Sums) => Math.min(came, done);
  const each = names.map((name) => of([name], name)).sort((a, b) => size(b) - size(a) || a.unit.localeCompare(b.unit));
  const alone = [...each];
  const together: string[] = [];
  const small = () => together.length > 0 && (together.length < 2 || size(of(together, '')) < SMALL);
  for (let last = alone.at(-1); last && (size(last) < SMALL || small()); last = alone.at(-1)) {
    together.push(last.unit);
    alone.pop();
  }
  // Too few even together: nothing by unit.
  if (small()) return [];
  return together.length > 0 ? [...alone, of(together, `其他 ${together.length} 个单位合计`)] : alone;
}
