import type { Tx } from '#platform/db.ts';
import type { RequestStatus } from '../tracking/status.ts';
import { DISPUTE_KINDS, DISPUTE_OUTCOMES, type DisputeKind, type DisputeOutcome } from './contract.ts';

/**
 * What whoever asked is told of reviews and suits: what was recorded, before which organ, its day and how it ended. Nothing of how long the organ has:
 * that is the organ's period, not ours, and is told by it.
 */
export async function disputesTracked(tx: Tx, requestId: string): Promise<Pick<RequestStatus, 'disputes'>> {
  const rows = await tx
    .selectFrom('request_dispute')
    .select(['kind', 'organ', 'filed_on', 'decided_on', 'outcome'])
    .where('request_id', '=', requestId)
    .orderBy('filed_on')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return {};
  return {
    disputes: rows.map(({ kind, organ, filed_on, decided_on, outcome }) => ({
      label: DISPUTE_KINDS[kind as DisputeKind],
      organ,
      filedOn: filed_on,
      ...(decided_on && { decidedOn: decided_on }),
      ...(outcome && { outcome: DISPUTE_OUTCOMES[outcome as DisputeOutcome] }),
    })),
  };
}
