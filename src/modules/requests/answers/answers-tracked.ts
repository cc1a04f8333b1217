import { civilDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { TrackedAnswer } from '../tracking/status.ts';

/** What the applicant has said so far, as their own page tells it: without the words, which they know. */
export async function answersTracked(db: Db | Tx, requestId: string): Promise<TrackedAnswer[]> {
  const rows = await db
    .selectFrom('request_answer')
    .select(['kind', 'letter_id', 'sent_on', 'outcome', 'grade', 'why', 'handled_at'])
    .where('request_id', '=', requestId)
    .where('kind', 'not in', ['download', 'ownDataFetched'])
    .orderBy('sent_at')
    .execute();
  return rows.map(({ kind, letter_id, sent_on, outcome, grade, why, handled_at }) => ({
    kind: kind as TrackedAnswer['kind'],
    sentOn: sent_on,
    outcome: outcome as TrackedAnswer['outcome'],
    ...(letter_id !== null && { letterId: letter_id }),
    ...(grade !== null && { grade }),
    ...(why !== null && { why }),
    ...(handled_at !== null && { handledOn: civilDate(handled_at) }),
  }));
}
