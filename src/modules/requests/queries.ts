import type { LocalDate } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Channel } from './contract.ts';

/** The facts of a request that steps go by. */
export interface RequestFacts {
  readonly id: string;
  readonly channel: Channel;
  readonly arrivedOn: LocalDate;
  readonly applicantHash: string;
  readonly mergedInto: string | null;
  readonly replyKind: string | null;
  readonly repliedOn: LocalDate | null;
}

/** Refuses an id that is no request. */
export async function requestById(db: Db | Tx, id: string): Promise<RequestFacts> {
  const row = await db
    .selectFrom('request')
    .select([
      'id',
      'channel',
      'arrived_on as arrivedOn',
      'applicant_hash as applicantHash',
      'merged_into as mergedInto',
      'reply_kind as replyKind',
      'replied_on as repliedOn',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('这一申请');
  return row as RequestFacts;
}
