import { canonicalJson } from '#kernel/canonical.ts';
import { civilDate } from '#kernel/dates.ts';
import { AppError, refused } from '#kernel/errors.ts';
import { digest } from '#kernel/hash-chain.ts';
import { matterAddress, matterById, shortTitle } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { misleading } from '#platform/text-guard.ts';
import { publicationKind } from '../kind.ts';
import { excerptOf } from './blocks.ts';
import { EXPERT_LIMITS, type ExpertOpinion, type ParagraphVerdict, VERDICTS, type Verdict } from './contract.ts';
import { codeHash, newSession, receiptOf, sessionHash } from './keys.ts';
import type { Opened } from './link.ts';
import { expertSettings } from './settings.ts';

/** What an expert has typed, as typed: kept as a draft, checked when it is to be sent. */
export interface Typed {
  readonly verdict: string;
  readonly opinion: string;
  readonly paragraphs: readonly { readonly paragraph: number; readonly verdict: string; readonly text: string }[];
}

export const NOTHING_TYPED: Typed = { verdict: '', opinion: '', paragraphs: [] };

/**
 * Enters the code of a link. Right, it is used up and this browser is given a session; wrong, it counts, and after a few the link
 * waits for a new code. The row is locked, so that guesses sent at once are counted one by one.
 */
export async function enterCode(
  { tx, services }: Act,
  requestId: string,
  code: string,
): Promise<{ readonly session: string } | { readonly wrong: 'code' | 'locked'; readonly left: number }> {
  const { secrets } = services;
  const row = await tx
    .selectFrom('expert_request')
    .select(['code_hash', 'wrong_codes'])
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { wrongCodes } = await expertSettings.current(tx);
  if (row.wrong_codes >= wrongCodes) return { wrong: 'locked', left: 0 };
  const right = row.code_hash !== null && secrets.sameHash(codeHash(secrets, requestId, code), row.code_hash);
  if (right) {
    const session = newSession();
    await tx
      .updateTable('expert_request')
      .set({ session_hash: sessionHash(secrets, requestId, session), code_hash: null, wrong_codes: 0 })
      .where('id', '=', requestId)
      .execute();
    return { session };
  }
  const wrong = row.wrong_codes + 1;
  await tx.updateTable('expert_request').set({ wrong_codes: wrong }).where('id', '=', requestId).execute();
  const left = wrongCodes - wrong;
  return { wrong: left > 0 ? 'code' : 'locked', left };
}

/** Keeps what was typed, whole or not. */
export async function saveDraft({ tx, now }: Act, requestId: string, typed: Typed): Promise<void> {
  const row = { answer: JSON.stringify(typed), saved_at: now };
  await tx
    .insertInto('expert_draft')
    .values({ request_id: requestId, ...row })
    .onConflict((oc) => oc.column('request_id').doUpdateSet(row))
    .execute();
}

/** Everything that is wrong with an answer, in the order of the form: a sentence at the very input that is to be mended. */
export function answerDefects(typed: Typed): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const { paragraph, verdict, text } of typed.paragraphs) {
    const [chosen, written] = [`v-${paragraph}`, `t-${paragraph}`];
    if (verdict && !isVerdict(verdict)) wrong[chosen] = `第 ${paragraph} 段：请选择意见`;
    else if (!verdict && text) wrong[chosen] = `第 ${paragraph} 段写了意见，请选择同意、修改建议或者不同意`;
    else if ((verdict === 'amends' || verdict === 'objects') && !text)
      wrong[written] = `第 ${paragraph} 段选择了“${VERDICTS[verdict]}”，请写明怎样修改或者为什么`;
    const odd = misleading(text);
    if (text.length > EXPERT_LIMITS.paragraphText)
      wrong[written] = `第 ${paragraph} 段的意见有 ${text.length} 个字，不能超过 ${EXPERT_LIMITS.paragraphText} 个字`;
    else if (odd) wrong[written] = `第 ${paragraph} 段的意见里${odd}`;
  }
  if (!isVerdict(typed.verdict)) wrong.verdict = '请选择总体意见';
  if (!typed.opinion) wrong.opinion = '请写明总体意见的内容；没有补充的，写“无其他意见”';
  else if (typed.opinion.length > EXPERT_LIMITS.opinion)
    wrong.opinion = `总体意见有 ${typed.opinion.length} 个字，不能超过 ${EXPERT_LIMITS.opinion} 个字`;
  const hidden = misleading(typed.opinion);
  if (hidden) wrong.opinion ??= `总体意见里${hidden}`;
  return wrong;
}

const isVerdict = (value: string): value is Verdict => Object.hasOwn(VERDICTS, value);

/** Seals an opinion into the file, once: under the hash of the text that was shown, in the journal, and told to the asker. */
export async function sendOpinion(act: Act, opened: Opened, typed: Typed): Promise<ExpertOpinion> {
  const { tx, now, services } = act;
  // Two presses of the button come one after the other; the second finds it sent.
  const row = await tx
    .selectFrom('expert_request')
    .selectAll()
    .where('id', '=', opened.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.withdrawn_at) throw refused(['这次征求意见已经收回，不需要再答复']);
  const before = await opinionOf(tx, opened.id);
  if (before) return before;
  const wrong = answerDefects(typed);
  if (Object.keys(wrong).length > 0) throw new AppError('invalid', 422, Object.values(wrong), wrong);
  const paragraphs: ParagraphVerdict[] = typed.paragraphs
    .filter(({ verdict, paragraph }) => isVerdict(verdict) && opened.asked.includes(paragraph))
    .map(({ paragraph, verdict, text }) => ({
      paragraph,
      verdict: verdict as Verdict,
      text,
      excerpt: excerptOf(opened.blocks[paragraph - 1] ?? ''),
    }));
  const verdict = typed.verdict as Verdict;
  const said = { verdict, opinion: typed.opinion, paragraphs };
  const { contentHash } = opened.revision;
  const algorithm = services.config.journalAlgorithm;
  const sealed = { request: opened.id, question: opened.question, contentHash, sentAt: now, ...said };
  const by = services.secrets.keyedHash(JSON.stringify(opened.expert), 'expert-seal');
  const seal = `${algorithm}:${digest(algorithm, canonicalJson({ ...sealed, by })).toString('hex')}`;
  const receipt = receiptOf(services.secrets, opened.id, civilDate(now));
  await tx
    .insertInto('expert_opinion')
    .values({
      request_id: opened.id,
      revision_id: opened.revision.id,
      content_hash: contentHash,
      verdict,
      opinion: typed.opinion,
      paragraphs: JSON.stringify(paragraphs),
      seal,
      receipt,
      sent_at: now,
    })
    .execute();
  await tx.deleteFrom('expert_draft').where('request_id', '=', opened.id).execute();
  const matter = await matterById(tx, opened.documentId);
  await appendJournal(act, {
    chain: matterChain(opened.documentId),
    action: 'publishing.expert-answered',
    round: matter?.round ?? 1,
    payload: { request: opened.id, verdict: VERDICTS[verdict], contentHash, seal, receipt },
  });
  if (matter)
    await notify(act, {
      to: [...new Set([row.asked_by, ...(matter.assigneeId ? [matter.assigneeId] : [])])],
      kind: 'countersign',
      title: `专家已答复（${VERDICTS[verdict]}）：${shortTitle(matter.title)}`,
      body: `${matter.number}「${matter.title}」：${opened.expert.institution}的专家已提出意见，总体意见是“${VERDICTS[verdict]}”。`,
      link: `${matterAddress(publicationKind, matter.id)}?sheet=opinions`,
      matterId: matter.id,
      dedupe: `expert-answered:${opened.id}`,
    });
  return { ...said, seal, receipt, sentAt: now };
}

/** What was sent, if it was. */
export async function opinionOf(db: Db | Tx, requestId: string): Promise<ExpertOpinion | undefined> {
  const row = await db.selectFrom('expert_opinion').selectAll().where('request_id', '=', requestId).executeTakeFirst();
  return (
    row && {
      // The table's check and the command allow no other words.
      verdict: row.verdict as Verdict,
      opinion: row.opinion,
      paragraphs: row.paragraphs as unknown as ParagraphVerdict[],
      seal: row.seal,
      receipt: row.receipt,
      sentAt: row.sent_at,
    }
  );
}

export async function draftOf(db: Db | Tx, requestId: string): Promise<Typed> {
  const row = await db
    .selectFrom('expert_draft')
    .select('answer')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  // Written by `saveDraft` and by nobody else.
  return (row?.answer as unknown as Typed | undefined) ?? NOTHING_TYPED;
}
