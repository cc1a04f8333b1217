import type { Db, Tx } from '#platform/db.ts';
import { keysOf, reviewBlocks, reviewOutcomes, type ReviewBlock, type ReviewOutcome } from '../tables.ts';

export type DisputeTable = Record<ReviewBlock, Record<ReviewOutcome, number | null>>;

/** Table four. Blank until disputes are recorded with the requests they are about: a blank is not a nought. */
export async function disputeTable(_db: Db | Tx, _bureauId: string, _year: number): Promise<DisputeTable> {
  return Object.fromEntries(
    keysOf(reviewBlocks).map((block) => [
      block,
      Object.fromEntries(keysOf(reviewOutcomes).map((outcome) => [outcome, null])),
    ]),
  ) as DisputeTable;
}
