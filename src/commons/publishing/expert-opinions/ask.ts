import { addDays, endOfDay, type LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid, notFound, refused, stale } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, type MatterRow, matterById, maySee } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { publicationKind } from '../kind.ts';
import { currentRevision } from '../revisions.ts';
import { askRefusals, mayAsk } from './asking.ts';
import { blocksOf } from './blocks.ts';
import type { AskedExpert, AskExperts, Expert } from './contract.ts';
import { codeHash, newCode, newToken, openExpert, sealExpert, tokenHash } from './keys.ts';
import { mailLinkJob } from './mail.ts';
import { READERS } from './policy.ts';
import { expertSettings, type ExpertSettings } from './settings.ts';

/** The document for somebody who may see it, under its lock. */
async function seenDocument(act: Act, documentId: string): Promise<MatterRow> {
  const { kind, matter } = await lockSeen(act, documentId);
  if (kind.key !== publicationKind.key) throw notFound('这份文件');
  return matter;
}

/**
 * Asks experts outside the bureau about the current revision: each gets a link and a code of their own, given to the asker once.
 * Refuses texts that may not leave the house, and a revision that is no longer the current one.
 */
export async function askExperts(act: Act, documentId: string, asked: AskExperts): Promise<AskedExpert[]> {
  const { tx, services } = act;
  const matter = await seenDocument(act, documentId);
  const reasons = await askRefusals(tx, services, matter, act.actor);
  if (!reasons) throw forbidden();
  const revision = await currentRevision(tx, documentId);
  if (revision.contentHash !== asked.contentHash) throw stale();
  const limits = await expertSettings.current(tx);
  const wrong = wrongIn(act, asked, blocksOf(revision.content.bodyHtml).length, limits);
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  const open = await openRequests(act, documentId);
  if (open + asked.experts.length > limits.open)
    reasons.push(`同时有效的专家链接不超过 ${limits.open} 个，现有 ${open} 个，请先收回不再需要的`);
  if (reasons.length > 0) throw refused(reasons);
  const made: AskedExpert[] = [];
  for (const expert of asked.experts) made.push(await askOne(act, matter, revision, asked, expert, limits));
  await appendJournal(act, {
    chain: matterChain(documentId),
    action: 'publishing.expert-asked',
    round: matter.round,
    payload: {
      // Whom it names stands in the request, encrypted; the journal, which nothing leaves, tells them apart by number.
      requests: made.map(({ id }) => id),
      institutions: asked.experts.map(({ institution }) => institution),
      question: asked.question,
      dueOn: asked.dueOn,
      contentHash: revision.contentHash,
    },
  });
  return made;
}

function wrongIn(
  { today }: Act,
  { dueOn, paragraphs = [], experts }: AskExperts,
  last: number,
  { atOnce, furthestDue }: ExpertSettings,
): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (dueOn <= today) wrong.dueOn = '答复期限应在今天以后';
  else if (dueOn > addDays(today, furthestDue)) wrong.dueOn = `答复期限最远定在 ${furthestDue} 日以内`;
  if (paragraphs.some((n) => n > last)) wrong.paragraphs = `正文只有 ${last} 段，请重新选择段落`;
  const names = experts.map(({ name, institution }) => `${name.trim()}\n${institution.trim()}`);
  if (experts.length > atOnce) wrong.experts = `一次最多征求 ${atOnce} 位专家的意见`;
  else if (new Set(names).size < names.length) wrong.experts = '同一位专家写了两次';
  else if (experts.some(({ email, phone }) => !email && !phone))
    wrong.experts = '每位专家至少填写电子邮箱或电话中的一项';
  return wrong;
}

async function openRequests({ tx, now }: Act, documentId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('expert_request as q')
    .leftJoin('expert_opinion as o', 'o.request_id', 'q.id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('q.document_id', '=', documentId)
    .where('q.withdrawn_at', 'is', null)
    .where('q.expires_at', '>', now)
    .where('o.request_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function askOne(
  { tx, now, actor, services }: Act,
  matter: MatterRow,
  revision: Awaited<ReturnType<typeof currentRevision>>,
  asked: AskExperts,
  expert: Expert,
  { grace }: ExpertSettings,
): Promise<AskedExpert> {
  const { secrets, config, jobs } = services;
  const token = newToken();
  const code = newCode();
  const { id } = await tx
    .insertInto('expert_request')
    .values({
      document_id: matter.id,
      revision_id: revision.id,
      content_hash: revision.contentHash,
      round: matter.round,
      expert: sealExpert(secrets, expert),
      question: asked.question,
      paragraphs: JSON.stringify([...(asked.paragraphs ?? [])].sort((a, b) => a - b)),
      due_on: asked.dueOn as LocalDate,
      expires_at: endOfDay(addDays(asked.dueOn as LocalDate, grace)),
      token_hash: tokenHash(secrets, token),
      code_made_at: now,
      asked_by: actor.id,
      asked_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('expert_request')
    .set({ code_hash: codeHash(secrets, id, code) })
    .where('id', '=', id)
    .execute();
  const mailed = config.mail !== undefined && expert.email !== undefined;
  // The queue keeps what it is given: the link goes through it encrypted.
  if (mailed)
    await jobs.enqueue(tx, mailLinkJob, {
      requestId: id,
      token: secrets.seal(token, `expert-mail:${id}`).toString('base64'),
    });
  return { id, name: expert.name, link: `${config.baseUrl}/expert/${token}`, code, mailed };
}

/** A request somebody may do something about: the asker, or whoever works on the document now. */
async function ownRequest(act: Act, requestId: string) {
  const { matter, request } = await requestSeen(act, requestId);
  if (request.asked_by !== act.actor.id && !mayAsk(matter, act.actor))
    throw forbidden('专家链接由发起征求意见的人或者正在办理的人收回、换码');
  return { matter, request };
}

async function requestSeen(act: Act, requestId: string) {
  const request = await act.tx
    .selectFrom('expert_request')
    .selectAll()
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirst();
  const matter = request && (await matterById(act.tx, request.document_id));
  if (!request || !matter || !maySee(publicationKind, matter, act.actor)) throw notFound('这项征求意见');
  const sent = await act.tx
    .selectFrom('expert_opinion')
    .select('sent_at')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return { matter, request: { ...request, sent: sent !== undefined } };
}

/** Why a link can neither be taken back nor be given another code. */
function endedReasons(request: { sent: boolean; withdrawn_at: unknown; expires_at: string }, now: string): string[] {
  if (request.sent) return ['专家已经答复，意见已入卷'];
  if (request.withdrawn_at) return ['这个链接已经收回'];
  return request.expires_at <= now ? ['这个链接已经过期'] : [];
}

/** Takes a link back; from now on it answers that the opinion is no longer asked for. */
export async function withdrawExpert(act: Act, requestId: string, reason: string): Promise<void> {
  const { matter, request } = await ownRequest(act, requestId);
  const reasons = endedReasons(request, act.now);
  if (reasons.length > 0) throw refused(reasons);
  await act.tx
    .updateTable('expert_request')
    .set({
      withdrawn_at: act.now,
      withdrawn_by: act.actor.id,
      withdrawn_why: reason,
      session_hash: null,
      code_hash: null,
    })
    .where('id', '=', requestId)
    .execute();
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'publishing.expert-withdrawn',
    round: matter.round,
    payload: { request: requestId, reason },
  });
}

/** Another code for the same link; whoever had opened it before must enter the new one. */
export async function renewCode(act: Act, requestId: string): Promise<{ code: string }> {
  const { matter, request } = await ownRequest(act, requestId);
  const reasons = endedReasons(request, act.now);
  if (reasons.length > 0) throw refused(reasons);
  const code = newCode();
  await act.tx
    .updateTable('expert_request')
    .set({
      code_hash: codeHash(act.services.secrets, requestId, code),
      code_made_at: act.now,
      wrong_codes: 0,
      session_hash: null,
    })
    .where('id', '=', requestId)
    .execute();
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'publishing.expert-code-renewed',
    round: matter.round,
    payload: { request: requestId },
  });
  return { code };
}

export const mayRead = (matter: MatterRow, actor: Actor): boolean =>
  READERS.some((rule) => allows(rule, actor, matter));

/** The whole of an expert's name and how to reach them, for somebody who says why; kept in the log of views. */
export async function viewExpert(act: Act, requestId: string, reason: string): Promise<Expert> {
  const { matter, request } = await requestSeen(act, requestId);
  if (!mayRead(matter, act.actor)) throw forbidden();
  const expert = openExpert(act.services.secrets, request.expert);
  await logView(act, [requestId], Object.keys(expert), reason);
  return expert;
}

/** Notes who looked at whose data, and why (个人信息保护法第五十一条). */
export async function logView(
  { tx, actor, now }: Act,
  requestIds: readonly string[],
  fields: readonly string[],
  reason: string,
): Promise<void> {
  if (requestIds.length === 0) return;
  await tx
    .insertInto('view_log')
    .values(
      requestIds.map((id) => ({
        person_id: actor.id,
        subject_kind: 'expert',
        subject_id: id,
        fields: [...fields],
        reason,
        at: now,
      })),
    )
    .execute();
}
