import { forbidden, refusalOf, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, type MatterRow } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { defectsOf } from '#platform/validation.ts';
import { requestsPolicy } from '../policy.ts';
import { letterKind } from './letter-kinds.ts';
import { type LetterDraft, letterHash, notWritable, replyKindOf } from './letters.ts';

type Content = LetterDraft['content'];

/** A draft is changed by whoever wrote it, by the unit that leads, and by the openness office while nobody leads yet. */
export const mayRewrite = (actor: Actor, matter: MatterRow, draftedBy: string): boolean =>
  allows(requestsPolicy['requests.write-letter'], actor, matter) &&
  (actor.id === draftedBy || allows(requestsPolicy['requests.rewrite-letter'], actor, matter));

/**
 * Writes a draft anew; its kind stays. Whoever changed it last has drafted it, and so neither examines nor signs it. Refuses, all at once, what the
 * form of its kind lacks, and a letter that has gone on.
 */
export async function rewriteLetter(act: Act, requestId: string, letterId: string, content: Content): Promise<void> {
  const { matter, letter } = await draftOf(act, requestId, letterId);
  const kind = letterKind(letter.kind);
  const fields = kind && defectsOf(kind.content, content);
  const refusal = refusalOf({ reasons: notWritable(letter.kind, matter), ...(fields && { fields }) });
  if (refusal) throw refusal;
  const hash = letterHash({ kind: letter.kind, content });
  await act.tx
    .updateTable('request_letter')
    .set({
      content: JSON.stringify(content),
      content_hash: hash,
      reply_kind: replyKindOf({ kind: letter.kind, content }),
      drafted_by: act.actor.id,
      drafted_at: act.now,
    })
    .where('id', '=', letterId)
    .execute();
  await tell(act, matter, 'requests.letter-rewritten', { letterId, letter: letter.kind, hash });
}

/** Takes a draft out of the way. It was never examined or sent; the journal keeps that it was there. */
export async function discardLetter(act: Act, requestId: string, letterId: string): Promise<void> {
  const { matter, letter } = await draftOf(act, requestId, letterId);
  await act.tx.updateTable('request_letter').set({ state: 'dropped' }).where('id', '=', letterId).execute();
  await tell(act, matter, 'requests.letter-discarded', { letterId, letter: letter.kind });
}

async function draftOf(act: Act, requestId: string, letterId: string) {
  const { matter } = await lockSeen(act, requestId);
  const letter = await act.tx
    .selectFrom('request_letter')
    .select(['kind', 'state', 'drafted_by'])
    .where('id', '=', letterId)
    .where('request_id', '=', requestId)
    .forUpdate()
    .executeTakeFirst();
  if (!letter) throw refused(['没有找到这份文书，请刷新页面']);
  if (!mayRewrite(act.actor, matter, letter.drafted_by)) throw forbidden('文书草稿由拟写人或者承办单位修改');
  if (letter.state !== 'draft') throw refused(['文书已经送审，不能修改；需要修改的，请先退回']);
  return { matter, letter };
}

const tell = (act: Act, matter: MatterRow, action: string, payload: Readonly<Record<string, string>>) =>
  appendJournal(act, { chain: matterChain(matter.id), action, round: matter.round, payload });
