import { canonicalJson } from '#kernel/canonical.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { civilDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import { digest } from '#kernel/hash-chain.ts';
import { lockMatter, type MatterRow } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { keepLikeness, textOfRequest } from '../related/likeness.ts';
import { MOST_REPLACEMENTS, mayReplace } from './answer-kinds.ts';

export interface Replacement {
  readonly id: string;
  readonly on: LocalDate;
  readonly text: string;
  readonly contentHash: string;
}

/** The fingerprint its sender is given on the page: of the number and the text, so that anybody with both can make it again. */
export const replacementHash = (receipt: string, text: string): string =>
  digest('sha256', canonicalJson({ receipt, text })).toString('hex');

/**
 * Puts another text in place of the one that was sent, which stays as it came. Refuses what comes once the application is confirmed, a second on one
 * day, and a fourth (ours; the law knows correction on being asked, 条例第三十条, and says nothing of this). The day of receipt is that on which both
 * sides confirm it (条例第三十一条), whatever was replaced before.
 */
export async function replaceText(
  act: Act,
  matter: MatterRow,
  sent: { readonly id: string; readonly sentAt: Instant; readonly text: string },
): Promise<void> {
  const { tx, now } = act;
  // Whoever confirms at this moment, and another text that comes with it, goes first or waits.
  const locked = await lockMatter(tx, matter.id);
  if (locked?.state !== 'submitted') throw refused(['到达时申请已经确认收到，原来的内容不再更正']);
  const before = await replacementsOf(tx, matter.id);
  const on = civilDate(sent.sentAt);
  if (
    !mayReplace(
      before.map((one) => one.on),
      on,
    )
  )
    throw refused([`到达时当天已经更正过，或者已经更正 ${MOST_REPLACEMENTS} 次`]);
  const { receipt } = await tx
    .selectFrom('request')
    .select('receipt')
    .where('id', '=', matter.id)
    .executeTakeFirstOrThrow();
  const contentHash = replacementHash(receipt, sent.text);
  await tx
    .insertInto('request_replacement')
    .values({
      id: sent.id,
      request_id: matter.id,
      text: sent.text,
      content_hash: contentHash,
      sent_at: sent.sentAt,
      recorded_at: now,
    })
    .execute();
  await keepLikeness(tx, matter.id, await textOfRequest(tx, matter.id));
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'requests.text-replaced',
    legalDate: on,
    payload: { answerId: sent.id, contentHash },
  });
}

/** The texts that were put in place of the first, oldest first: the last is what is asked for. */
export async function replacementsOf(db: Db | Tx, requestId: string): Promise<Replacement[]> {
  const rows = await db
    .selectFrom('request_replacement')
    .select(['id', 'text', 'content_hash', 'sent_at'])
    .where('request_id', '=', requestId)
    .orderBy('sent_at')
    .execute();
  return rows.map(({ id, text, content_hash, sent_at }) => ({
    id,
    on: civilDate(sent_at),
    text,
    contentHash: content_hash,
  }));
}
