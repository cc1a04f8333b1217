import { type RawBuilder, sql } from 'kysely';
import { dateOf, type LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { APPLICANT_CLASSES, type ApplicantClass } from '../contract.ts';
import { type Bucket, REPLY_KINDS } from '../law/reply-kinds.ts';

// Table three of the annual report (国办公开办函〔2021〕30号), counted over `report.request_statistics`. Received by the day of receipt, concluded
// by the day of the answer (regulations.md §2.5, [K]). The number in a cell and the requests behind it are asked for by one condition.

/** A row of the table: what came in, what was carried over, each kind of result, their sum, what is carried on. */
export type CountedRow = 'newReceived' | 'carriedOver' | Bucket | 'totalProcessed' | 'carriedForward';
export type CountedColumn = ApplicantClass | 'total';

export const COUNTED_ROWS: readonly CountedRow[] = [
  'newReceived',
  'carriedOver',
  // The keys of a record written out in the source.
  ...(Object.keys(REPLY_KINDS) as Bucket[]),
  'totalProcessed',
  'carriedForward',
];
const CLASSES = Object.keys(APPLICANT_CLASSES) as ApplicantClass[];
export const COUNTED_COLUMNS: readonly CountedColumn[] = [...CLASSES, 'total'];

export type YearTable = Readonly<Record<CountedRow, Readonly<Record<CountedColumn, number>>>>;

/** Every cell of a bureau's year: a request that was open in the year stands in two rows of it, once on each side of the relation. */
export async function yearTable(db: Db | Tx, bureauId: string, year: number): Promise<YearTable> {
  const { rows } = await sql<{
    applicantClass: ApplicantClass;
    bucket: Bucket | null;
    came: number;
    carried: number;
    concluded: number;
    open: number;
  }>`
    select s.applicant_class as "applicantClass", case when ${concluded(year)} then s.bucket end as bucket,
      (count(*) filter (where ${came(year)}))::int as came, (count(*) filter (where not ${came(year)}))::int as carried,
      (count(*) filter (where ${concluded(year)}))::int as concluded, (count(*) filter (where not ${concluded(year)}))::int as open
    from report.request_statistics s where ${openIn(bureauId, year)} group by 1, 2`.execute(db);
  const table = Object.fromEntries(
    COUNTED_ROWS.map((row) => [row, Object.fromEntries(COUNTED_COLUMNS.map((column) => [column, 0]))]),
  ) as Record<CountedRow, Record<CountedColumn, number>>;
  for (const { applicantClass, bucket, ...counts } of rows)
    for (const column of [applicantClass, 'total'] as const) {
      table.newReceived[column] += counts.came;
      table.carriedOver[column] += counts.carried;
      table.totalProcessed[column] += counts.concluded;
      table.carriedForward[column] += counts.open;
      if (bucket) table[bucket][column] += counts.concluded;
    }
  return table;
}

/** A request behind a cell: nothing of who asked but the class, and nothing of what was asked. */
export interface CountedRequest {
  readonly id: string;
  readonly number: string;
  readonly applicantClass: ApplicantClass;
  readonly receivedOn: LocalDate;
  readonly bucket: Bucket | null;
  readonly repliedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly late: boolean | null;
  readonly unitName: string;
}

/** The requests behind one cell, by number; a page of them and how many there are. */
export async function requestsBehind(
  db: Db | Tx,
  of: { readonly bureauId: string; readonly year: number; readonly row: CountedRow; readonly column: CountedColumn },
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly CountedRequest[]; readonly total: number }> {
  const { bureauId, year, row, column } = of;
  const inCell = sql`${openIn(bureauId, year)} and ${inRow(row, year)}
    ${column === 'total' ? sql`` : sql`and s.applicant_class = ${column}`}`;
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from report.request_statistics s where ${inCell}`.execute(db);
  const { rows } = await sql<CountedRequest>`
    select s.id, s.number, s.applicant_class as "applicantClass", s.received_on as "receivedOn", s.bucket, s.replied_on as "repliedOn",
      s.due_on as "dueOn", s.late, u.name as "unitName"
    from report.request_statistics s join unit u on u.id = s.unit_id
    where ${inCell} order by s.received_on, s.number limit ${page.limit} offset ${page.offset}`.execute(db);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

/** Fees that were paid in the year: of how many requests, and how much (国办函〔2020〕109号). */
export async function feesOfYear(
  db: Db | Tx,
  bureauId: string,
  year: number,
): Promise<{ readonly cases: number; readonly yuan: number }> {
  const { rows } = await sql<{ cases: number; yuan: number }>`
    select count(distinct request_id)::int as cases, coalesce(sum(amount_yuan), 0)::int as yuan
    from report.request_fee_statistics
    where bureau_id = ${bureauId} and paid_on between ${first(year)} and ${last(year)}`.execute(db);
  return rows[0] ?? { cases: 0, yuan: 0 };
}

const first = (year: number) => dateOf(year, 1, 1);
const last = (year: number) => dateOf(year, 12, 31);

/** Open at some time of the year. What was answered before it began has nothing to do with it. */
const openIn = (bureauId: string, year: number): RawBuilder<boolean> =>
  sql<boolean>`s.bureau_id = ${bureauId} and s.received_on <= ${last(year)}::date and (s.replied_on is null or s.replied_on >= ${first(year)}::date)`;
const came = (year: number): RawBuilder<boolean> => sql<boolean>`(s.received_on >= ${first(year)}::date)`;
const concluded = (year: number): RawBuilder<boolean> =>
  sql<boolean>`(s.replied_on is not null and s.replied_on <= ${last(year)}::date)`;

function inRow(row: CountedRow, year: number): RawBuilder<boolean> {
  switch (row) {
    case 'newReceived':
      return came(year);
    case 'carriedOver':
      return sql<boolean>`not ${came(year)}`;
    case 'totalProcessed':
      return concluded(year);
    case 'carriedForward':
      return sql<boolean>`not ${concluded(year)}`;
    default:
      return sql<boolean>`${concluded(year)} and s.bucket = ${row}`;
  }
}
