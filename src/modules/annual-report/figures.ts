import type { LocalDate } from '#kernel/dates.ts';
import {
  type ApplicantColumn,
  type ApplicationRow,
  type ProactiveCell,
  type ProactiveRow,
  type ReviewBlock,
  type ReviewOutcome,
  type Template,
  applicantColumns,
  applicationRows,
  keysOf,
  proactiveCells,
  proactiveRows,
  reviewBlocks,
  reviewOutcomes,
  rowLabel,
} from './tables.ts';

/** `null`: the cell is blank, or not in the excerpt. Such a cell is not judged. */
export type Cell = number | null;
type Table<R extends string, C extends string> = Partial<Record<R, Readonly<Partial<Record<C, Cell>>>>>;

export type ProactiveTable = Readonly<Table<ProactiveRow, ProactiveCell>>;
export type ApplicationTable = Readonly<Table<ApplicationRow, ApplicantColumn>>;
export type ReviewTable = Readonly<Table<ReviewBlock, ReviewOutcome>>;

/** The written parts of a report, as far as they are given: parts one, five and six. */
export const writtenParts = {
  overview: '一、总体情况',
  problems: '五、存在的主要问题及改进情况',
  other: '六、其他需要报告的事项',
};
export type WrittenPart = keyof typeof writtenParts;

/** The figures of one statutory annual report, in the shape of the exchange scheme. A table that is not there is undefined. */
export interface Figures {
  readonly authority: string | undefined;
  readonly year: number;
  readonly format: Template;
  /** All three tables are claimed to be there. Otherwise it is an excerpt, which ends at `cutAt`. */
  readonly complete: boolean;
  readonly cutAt: string | undefined;
  readonly title: string | undefined;
  readonly publishedOn: LocalDate | undefined;
  readonly proactive: ProactiveTable | undefined;
  readonly applications: ApplicationTable | undefined;
  readonly review: ReviewTable | undefined;
  /** Figures quoted in the text: a number, or a breakdown into numbers. */
  readonly narrative: ReadonlyMap<string, number | readonly number[]>;
  readonly parts: Readonly<Partial<Record<WrittenPart, string>>>;
  /** By id of a rule: why it does not hold and is right all the same, such as organs that were merged. */
  readonly explanations: ReadonlyMap<string, string>;
  /** Cells that hold text where a number belongs (`deltaRaw: "增4"`). */
  readonly texts: readonly CellText[];
  /** Rows and cells the scheme does not know, by path. */
  readonly unknown: readonly string[];
}

export interface CellText {
  readonly place: Place;
  readonly text: string;
}

/** Where a cell stands: its path in the figures and what is printed there. */
export interface Place {
  readonly path: string;
  readonly label: string;
}

export const proactivePlace = (row: ProactiveRow, cell: ProactiveCell): Place => ({
  path: `proactive.${row}.${cell}`,
  label: `${proactiveRows[row].label}·${proactiveCells[cell]}`,
});
export const applicationPlace = (row: ApplicationRow, column: ApplicantColumn): Place => ({
  path: `applications.${row}.${column}`,
  label: `${rowLabel(row)}·${columnLabel(column)}`,
});
export const reviewPlace = (block: ReviewBlock, outcome: ReviewOutcome): Place => ({
  path: `review.${block}.${outcome}`,
  label: `${reviewBlocks[block]}·${reviewOutcomes[outcome]}`,
});

/** What is printed over a column; 其他 with the heading it stands under, without which it says nothing. */
export const columnLabel = (column: ApplicantColumn): string =>
  column === 'otherOrg' ? '法人或其他组织（其他）' : applicantColumns[column];

export interface FilledCell {
  readonly place: Place;
  readonly value: number;
  readonly money: boolean;
  readonly mayBeNegative: boolean;
}

/** Every cell that holds a number, in the order of the report. */
export function filledCells({ proactive, applications, review }: Figures): readonly FilledCell[] {
  const found: FilledCell[] = [];
  const add = (value: Cell | undefined, place: Place, money = false, mayBeNegative = false) => {
    if (typeof value === 'number') found.push({ value, place, money, mayBeNegative });
  };
  for (const row of keysOf(proactiveRows))
    for (const cell of keysOf(proactiveCells))
      add(
        proactive?.[row]?.[cell],
        proactivePlace(row, cell),
        cell === 'amountWan' || cell === 'amount',
        cell === 'delta',
      );
  for (const row of keysOf(applicationRows))
    for (const column of keysOf(applicantColumns)) add(applications?.[row]?.[column], applicationPlace(row, column));
  for (const block of keysOf(reviewBlocks))
    for (const outcome of keysOf(reviewOutcomes)) add(review?.[block]?.[outcome], reviewPlace(block, outcome));
  return found;
}

/** The sum of numbers that are all there; undefined as soon as one is not. */
export function sumOf(values: Iterable<Cell | undefined>): number | undefined {
  let sum = 0;
  for (const value of values) {
    if (typeof value !== 'number') return undefined;
    sum += value;
  }
  return sum;
}
