import { forbidden, invalid, refusalOf, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, type MatterRow } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { defectsOf } from '#platform/validation.ts';
import { requestsPolicy } from '../policy.ts';
import { type LetterKind, letterKind } from './letter-kinds.ts';
import { type LetterDraft, letterHash, notWritable, replyKindOf } from './letters.ts';

type Content = LetterDraft['content'];

/**
 * Writes a letter of a kind, not yet sent to anybody for examination. Refuses, all at once, what the form of its kind lacks. Whoever handles
 * the request writes; a letter that is being examined is not written at. One form is one draft: sent again (a second press, an answer that was
 * lost) it is the same draft, with what the form says now.
 */
export async function writeLetter(act: Act, { formId, ...draft }: NewDraft): Promise<string> {
  const { matter } = await lockSeen(act, draft.requestId);
  if (!allows(requestsPolicy['requests.write-letter'], act.actor, matter))
    throw forbidden('文书由承办单位或者政务公开办公室拟写');
  const before = formId && (await draftOfForm(act.tx, draft, formId));
  const hash = letterHash(draft);
  if (before) {
    if (before.hash !== hash) await rewriteLetter(act, draft.requestId, before.id, draft.content);
    return before.id;
  }
  demandForm(demandKind(draft), draft, matter);
  const { id } = await act.tx
    .insertInto('request_letter')
    .values({
      request_id: draft.requestId,
      kind: draft.kind,
      reply_kind: replyKindOf(draft),
      content: JSON.stringify(draft.content),
      content_hash: hash,
      state: 'draft',
      drafted_by: act.actor.id,
      drafted_at: act.now,
      ...(formId && { form_id: formId }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tell(act, matter, 'requests.letter-written', { letterId: id, letter: draft.kind, hash });
  return id;
}

interface NewDraft extends LetterDraft {
  /** What the form calls itself; made by the browser when it is opened. */
  readonly formId?: string | undefined;
}

/** The draft that this form has made already; refuses a form that was about another letter. */
async function draftOfForm(tx: Tx, { requestId, kind }: LetterDraft, formId: string) {
  const row = await tx
    .selectFrom('request_letter')
    .select(['id', 'request_id', 'kind', 'content_hash as hash'])
    .where('form_id', '=', formId)
    .executeTakeFirst();
  if (row && (row.request_id !== requestId || row.kind !== kind))
    throw refused(['这份表单已经存为另一份文书，请刷新页面后重新填写']);
  return row;
}

function demandKind({ kind }: Pick<LetterDraft, 'kind'>): LetterKind {
  const known = letterKind(kind);
  if (!known) throw invalid({ kind: '没有这一种文书，请重新选择' });
  return known;
}

/** Refuses, all at once, what the form of the kind lacks and a kind that has no place as the request stands. */
function demandForm(
  form: LetterKind,
  { kind, content }: Pick<LetterDraft, 'kind' | 'content'>,
  matter: MatterRow,
): void {
  const fields = defectsOf(form.content, content);
  const refusal = refusalOf({ reasons: notWritable(kind, matter), ...(fields && { fields }) });
  if (refusal) throw refusal;
}

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
  const { kind } = letter;
  demandForm(demandKind({ kind }), { kind, content }, matter);
  const hash = letterHash({ kind, content });
  await act.tx
    .updateTable('request_letter')
    .set({
      content: JSON.stringify(content),
      content_hash: hash,
      reply_kind: replyKindOf({ kind, content }),
      drafted_by: act.actor.id,
      drafted_at: act.now,
    })
    .where('id', '=', letterId)
    .execute();
  await tell(act, matter, 'requests.letter-rewritten', { letterId, letter: kind, hash });
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
