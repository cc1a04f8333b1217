import { forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, type MatterRow } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { plainText } from '#platform/sanitise.ts';
import type { Act } from '#platform/services.ts';
import { Content } from '../contract.ts';
import { publicationKind } from '../kind.ts';
import { publicationPolicy } from '../policy.ts';
import { revisionById } from '../revisions.ts';
import type { NewRemarkEntry, NewTextRemark } from '../text-remark-contract.ts';

/** Of one document, and of what follows one remark; ours. */
const MOST_REMARKS = 500;
const MOST_ENTRIES = 100;

/**
 * Remarks on words of a document or on one of its fields. Whoever may see the document may; it changes nothing of it. Refuses
 * words that do not stand in that revision. The journal tells that there is a remark, not what it says.
 */
export async function makeTextRemark(
  act: Act,
  documentId: string,
  { revision: number, field, anchor, text }: NewTextRemark,
): Promise<string> {
  const matter = await seenDocument(act, documentId);
  if (!Object.hasOwn(Content.properties, field)) throw invalid({ field: '没有这一项内容，请重新选择' });
  const row = await act.tx
    .selectFrom('document_revision')
    .select('id')
    .where('document_id', '=', documentId)
    .where('number', '=', number)
    .executeTakeFirst();
  const revision = row && (await revisionById(act.tx, row.id));
  if (!revision) throw notFound('这一版');
  if (anchor && (field !== 'bodyHtml' || !stands(anchor.quote, revision.content.bodyHtml)))
    throw invalid({ anchor: `所选的文字不在第 ${number} 版的正文里，请重新选择` });
  const { n } = await act.tx
    .selectFrom('text_remark')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow();
  if (n >= MOST_REMARKS) throw refused([`这份文稿已有 ${n} 条批注，不能再增加；请在已有的批注下回复`]);
  const { id } = await act.tx
    .insertInto('text_remark')
    .values({
      document_id: documentId,
      revision_id: revision.id,
      field,
      anchor: anchor ? JSON.stringify(anchor) : null,
      made_by: act.actor.id,
      made_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addEntry(act, id, 'remark', text.trim());
  await appendJournal(act, {
    chain: matterChain(documentId),
    action: 'publishing.text-remark-made',
    round: matter.round,
    payload: { remarkId: id, revision: number },
  });
  return id;
}

const JOURNALLED = {
  reply: 'publishing.text-remark-answered',
  resolve: 'publishing.text-remark-settled',
  reopen: 'publishing.text-remark-reopened',
} as const;

/**
 * Answers a remark, settles it or opens it again. Whoever may see the document answers; the unit that drafts it and whoever made
 * the remark settle it. Refuses settling what is settled and opening what is open. Nothing said is ever changed.
 */
export async function followTextRemark(act: Act, remarkId: string, { kind, text }: NewRemarkEntry): Promise<void> {
  const remark = await act.tx
    .selectFrom('text_remark')
    .select(['document_id', 'made_by'])
    .where('id', '=', remarkId)
    .executeTakeFirst();
  if (!remark) throw notFound('这条批注');
  const matter = await seenDocument(act, remark.document_id);
  if (kind === 'reply' && !text) throw invalid({ text: '请写下回复的内容' });
  const entries = await act.tx
    .selectFrom('text_remark_entry')
    .select('kind')
    .where('remark_id', '=', remarkId)
    .orderBy('id')
    .execute();
  if (kind !== 'reply') {
    if (!maySettle(act.actor, matter, remark.made_by))
      throw forbidden('批注由拟稿单位的起草人或提出批注的人标为已处理；其他人可以回复');
    const settled = entries.findLast((entry) => entry.kind !== 'reply')?.kind === 'resolve';
    if (settled === (kind === 'resolve'))
      throw refused([settled ? '这条批注已经标为已处理，不需要再标' : '这条批注还没有标为已处理，不需要恢复']);
  }
  if (entries.length >= MOST_ENTRIES)
    throw refused([`这条批注下已有 ${entries.length} 条，不能再增加；请另写一条批注`]);
  await addEntry(act, remarkId, kind, text?.trim() ?? null);
  await appendJournal(act, {
    chain: matterChain(remark.document_id),
    action: JOURNALLED[kind],
    round: matter.round,
    payload: { remarkId },
  });
}

/** The unit that drafts, and whoever made the remark. */
export const maySettle = (actor: Actor, matter: MatterRow, madeBy: string): boolean =>
  actor.id === madeBy || allows(publicationPolicy.revise, actor, matter);

async function seenDocument(act: Act, id: string): Promise<MatterRow> {
  const { kind, matter } = await lockSeen(act, id);
  if (kind.key !== publicationKind.key) throw notFound('这份文件');
  return matter;
}

async function addEntry(act: Act, remarkId: string, kind: string, text: string | null): Promise<void> {
  await act.tx
    .insertInto('text_remark_entry')
    .values({ remark_id: remarkId, kind, text, made_by: act.actor.id, made_at: act.now })
    .execute();
}

/**
 * Screens and server put white space otherwise, and a screen quotes no footnotes and describes pictures: it is enough that a
 * sentence of the quote stands in the text.
 */
const stands = (quote: string, html: string): boolean => {
  const text = plainText(html).replaceAll(/\s/g, '');
  return quote
    .split(/[，。；：！？、〔〕\n\t]/)
    .map((piece) => piece.replaceAll(/\s/g, ''))
    .some((piece) => piece !== '' && text.includes(piece));
};
