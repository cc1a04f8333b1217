import { type RawBuilder, sql } from 'kysely';
import { dateOf, type LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { keysOf, reviewBlocks, reviewOutcomes, type ReviewBlock, type ReviewOutcome } from '../tables.ts';

// Table four, counted over `report.request_dispute_statistics`: what was decided in the year by its outcome, and what was not yet decided when
// the year ended. What was decided in an earlier year was counted there.

export type DisputeTable = Readonly<Record<ReviewBlock, Readonly<Record<ReviewOutcome, number>>>>;

/** What the records call each group of the table. */
const KINDS: Readonly<Record<ReviewBlock, string>> = {
  reconsideration: 'review',
  litigationDirect: 'suit',
  litigationAfterReview: 'suit-after-review',
};

export async function disputeTable(db: Db | Tx, bureauId: string, year: number): Promise<DisputeTable> {
  const { rows } = await sql<{ kind: string; outcome: ReviewOutcome; count: number }>`
    select kind, ${outcomeIn(year)} as outcome, count(*)::int as count from report.request_dispute_statistics s
    where ${countedIn(bureauId, year)} group by 1, 2`.execute(db);
  const count = (block: ReviewBlock, outcome: ReviewOutcome) =>
    rows
      .filter((row) => row.kind === KINDS[block] && (outcome === 'total' || row.outcome === outcome))
      .reduce((sum, row) => sum + row.count, 0);
  return Object.fromEntries(
    keysOf(reviewBlocks).map((block) => [
      block,
      Object.fromEntries(keysOf(reviewOutcomes).map((outcome) => [outcome, count(block, outcome)])),
    ]),
  ) as DisputeTable;
}

/** A case behind a cell. */
export interface CountedDispute {
  readonly id: string;
  readonly requestId: string;
  readonly number: string;
  readonly organ: string;
  readonly caseNumber: string;
  readonly filedOn: LocalDate;
  readonly decidedOn: LocalDate | null;
  readonly outcome: ReviewOutcome;
}

export async function disputesBehind(
  db: Db | Tx,
  of: {
    readonly bureauId: string;
    readonly year: number;
    readonly block: ReviewBlock;
    readonly outcome: ReviewOutcome;
  },
): Promise<readonly CountedDispute[]> {
  const { bureauId, year, block, outcome } = of;
  const { rows } = await sql<CountedDispute>`
    select s.id, s.request_id as "requestId", s.number, s.organ, s.case_number as "caseNumber", s.filed_on as "filedOn",
      s.decided_on as "decidedOn", ${outcomeIn(year)} as outcome
    from report.request_dispute_statistics s
    where ${countedIn(bureauId, year)} and s.kind = ${KINDS[block]} order by s.filed_on, s.id`.execute(db);
  return rows.filter((row) => outcome === 'total' || row.outcome === outcome);
}

const countedIn = (bureauId: string, year: number): RawBuilder<boolean> =>
  sql<boolean>`s.bureau_id = ${bureauId} and s.filed_on <= ${dateOf(year, 12, 31)}::date
    and (s.decided_on is null or s.decided_on >= ${dateOf(year, 1, 1)}::date)`;
const outcomeIn = (year: number): RawBuilder<ReviewOutcome> =>
  sql<ReviewOutcome>`case when s.decided_on is null or s.decided_on > ${dateOf(year, 12, 31)}::date then 'pending' else s.outcome end`;
