import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { Bucket } from '../law/reply-kinds.ts';
import { remedyClassOf } from '../law/remedies.ts';
import { lettersOf } from '../letters/letters.ts';
import { requestById } from '../queries.ts';

// Whether a suit that came without a review should have had one: 行政复议法 art. 23 (1) (3) and (4). The annual report's checks will ask about it.

export interface Answered {
  readonly kind: Bucket;
  readonly on: LocalDate;
}

/** Every answer a request ever had, also those that a decision has set aside, in the order of their days. */
export async function everAnswered(db: Db, requestId: string): Promise<readonly Answered[]> {
  const { replyKind, repliedOn } = await requestById(db, requestId);
  const counted = await db
    .selectFrom('request_outcome')
    .select(['bucket', 'ended_on'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  const replies = (await lettersOf(db, requestId)).filter(({ kind }) => kind === 'reply');
  return [
    { kind: counted?.bucket, on: counted?.ended_on },
    ...replies.map(({ replyKind: kind, sentOn: on }) => ({ kind, on })),
    { kind: replyKind, on: repliedOn },
  ]
    .flatMap(({ kind, on }) => (kind && on ? [{ kind: kind as Bucket, on }] : []))
    .sort((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
}

/** What is unusual about a direct suit taken on that day, by the answer that stood then: the withheld part of a partial disclosure and silence go to review first as refusals do. */
export function remarkOn(answers: readonly Answered[], filedOn: LocalDate): string | undefined {
  const answer = answers.findLast(({ on }) => on <= filedOn)?.kind ?? 'silence';
  if (remedyClassOf(answer) !== 'review-first') return undefined;
  if (answer === 'silence')
    return '起诉时还没有答复。认为未履行法定职责的，应当先申请行政复议（《行政复议法》第二十三条第一款第三项），请核对种类';
  return answer === 'partial'
    ? '对不予公开的部分起诉的，应当先申请行政复议（《行政复议法》第二十三条第一款第四项）；对其他部分可以直接起诉。请核对种类'
    : '不予公开政府信息的，应当先申请行政复议（《行政复议法》第二十三条第一款第四项），请核对种类';
}
