import { addDays, endOfDay, type LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid, notFound, refused, stale } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { lockSeen, type MatterRow, matterAddress, matterById, maySee, shortTitle } from '#commons/casework/index.ts';
import { appendJournal, keepView, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { scanText } from '#commons/scanning/index.ts';
import type { Act } from '#platform/services.ts';
import { publicationKind } from '../kind.ts';
import { currentRevision } from '../revisions.ts';
import { askRefusals, mayAsk, outwardRefusals } from './asking.ts';
import { blocksOf } from './blocks.ts';
import type { AskedExpert, AskExperts, Expert, HandedOut } from './contract.ts';
import { codeHash, newCode, newToken, openExpert, sealExpert, tokenHash } from './keys.ts';
import { mailLinkJob } from './mail.ts';
import { READERS, SECOND_HANDS } from './policy.ts';
import { expertSettings, type ExpertSettings } from './settings.ts';

/** The document for somebody who may see it, under its lock. */
async function seenDocument(act: Act, documentId: string): Promise<MatterRow> {
  const { kind, matter } = await lockSeen(act, documentId);
  if (kind.key !== publicationKind.key) throw notFound('这份文件');
  return matter;
}

/**
 * Asks experts outside the bureau about the current revision: each gets a link of their own, by mail or given to the asker once. It opens
 * nothing before a second person has handed out its code. Refuses texts that may not leave the house, and a revision that is no longer the current one.
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
  await askSecondHand(act, matter);
  return made;
}

/** Tells those who may hand out the codes that they are waited for: the head of the unit, or else the openness office. */
async function askSecondHand(act: Act, matter: MatterRow): Promise<void> {
  const { tx, today, actor, now } = act;
  const heads = await holdersOf(tx, { role: 'department-head', on: today, unitId: matter.leadUnitId });
  const others = heads.filter((id) => id !== actor.id);
  const officers = await holdersOf(tx, { role: 'openness-officer', on: today, bureauId: matter.bureauId });
  await notify(act, {
    to: others.length > 0 ? others : officers.filter((id) => id !== actor.id),
    kind: 'to-do',
    title: `征求局外专家意见待核准：${shortTitle(matter.title)}`,
    body: `${actor.name}请局外专家对「${matter.title}」提意见。请核对问题、专家和文稿，同意的取验证码，用电话告知专家；不同意的收回链接。`,
    link: `${matterAddress(publicationKind, matter.id)}?sheet=opinions`,
    matterId: matter.id,
    dedupe: `expert-code:${matter.id}:${now}`,
  });
}

function wrongIn(
  { today }: Act,
  { dueOn, paragraphs = [], experts, question }: AskExperts,
  last: number,
  { atOnce, furthestDue }: ExpertSettings,
): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (dueOn <= today) wrong.dueOn = '答复期限应在今天以后';
  else if (dueOn > addDays(today, furthestDue)) wrong.dueOn = `答复期限最远定在 ${furthestDue} 日以内`;
  if (paragraphs.some((n) => n > last)) wrong.paragraphs = `正文只有 ${last} 段，请重新选择段落`;
  const told = scanText(question, { where: '' }).find(({ confidence }) => confidence !== 'possible');
  if (told) wrong.question = `问题里的「${told.excerpt}」不能发给局外专家：${told.sentence}`;
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
  const { secrets, config } = services;
  const token = newToken();
  const mailed = config.mail !== undefined && expert.email !== undefined;
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
      asked_by: actor.id,
      asked_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // A link that goes by mail waits, encrypted, for the second hand; nobody in the house sees it.
  if (mailed)
    await tx
      .updateTable('expert_request')
      .set({ link_waiting: secrets.seal(token, `expert-mail:${id}`) })
      .where('id', '=', id)
      .execute();
  return { id, name: expert.name, link: mailed ? null : `${config.baseUrl}/expert/${token}` };
}

/** A request somebody may do something about: the asker, or whoever works on the document now. */
async function ownRequest(act: Act, requestId: string) {
  const { matter, request } = await requestSeen(act, requestId);
  if (request.asked_by !== act.actor.id && !mayAsk(matter, act.actor) && !isSecondHand(matter, act.actor))
    throw forbidden('专家链接由发起征求意见的人、正在办理的人或者核准的人收回');
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
  if (request.sent) return ['专家已经答复，意见已入卷，不需要再收回链接或者换验证码'];
  if (request.withdrawn_at) return ['这个链接已经收回；仍要征求意见的，请重新发起'];
  return request.expires_at <= now ? ['这个链接已经过期；仍要征求意见的，请重新发起'] : [];
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
      link_waiting: null,
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

export const isSecondHand = (matter: MatterRow, actor: Actor): boolean =>
  SECOND_HANDS.some((rule) => allows(rule, actor, matter));

/** A role the asker lent is the asker's hand: a second hand is one without it. */
export const isAnotherHand = (matter: MatterRow, actor: Actor, askedBy: string): boolean =>
  actor.id !== askedBy &&
  isSecondHand(matter, { ...actor, grants: actor.grants.filter(({ onBehalfOf }) => onBehalfOf !== askedBy) });

/**
 * Hands out a code for a link: the second hand without which no text leaves the house. Refuses the asker and drafters; a text that may not be
 * shown outside; for the first time also a text that has been changed since. Whoever had opened the link must enter the new code.
 */
export async function handOutCode(act: Act, requestId: string): Promise<HandedOut> {
  const { tx, services, now, actor } = act;
  const { matter, request } = await requestSeen(act, requestId);
  if (request.asked_by === actor.id) throw forbidden('征求意见的人不能自己取验证码，请由另一人核准并告知专家');
  if (!isAnotherHand(matter, actor, request.asked_by))
    throw forbidden('验证码由本处室（单位）负责人、合法性审核员或者政务公开办公室核准后告知专家');
  const reasons = endedReasons(request, now);
  const first = request.code_made_by === null && request.code_hash === null && request.session_hash === null;
  if (reasons.length === 0) reasons.push(...(await outwardRefusals(tx, services, matter)));
  if (first && (await currentRevision(tx, matter.id)).id !== request.revision_id)
    reasons.push('征求意见以后文稿又有改动，请收回这个链接，就现在的文稿重新征求');
  if (reasons.length > 0) throw refused(reasons);
  const code = newCode();
  await tx
    .updateTable('expert_request')
    .set({
      code_hash: codeHash(services.secrets, requestId, code),
      code_made_at: now,
      code_made_by: actor.id,
      wrong_codes: 0,
      session_hash: null,
      link_waiting: null,
    })
    .where('id', '=', requestId)
    .execute();
  // The queue keeps what it is given: the link goes through it encrypted.
  if (request.link_waiting)
    await services.jobs.enqueue(tx, mailLinkJob, { requestId, token: request.link_waiting.toString('base64') });
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: first ? 'publishing.expert-code-handed-out' : 'publishing.expert-code-renewed',
    round: matter.round,
    payload: { request: requestId, contentHash: request.content_hash },
  });
  return { code, mailed: request.link_waiting !== null };
}

export const mayRead = (matter: MatterRow, actor: Actor): boolean =>
  READERS.some((rule) => allows(rule, actor, matter));

/** The whole of an expert's name and how to reach them, for somebody who says why; kept in the log of views. */
export async function viewExpert(act: Act, requestId: string, reason: string): Promise<Expert> {
  const { matter, request } = await requestSeen(act, requestId);
  if (!mayRead(matter, act.actor)) throw forbidden();
  const expert = openExpert(act.services.secrets, request.expert);
  await keepView(act, { kind: 'expert', id: requestId }, Object.keys(expert), reason);
  return expert;
}
