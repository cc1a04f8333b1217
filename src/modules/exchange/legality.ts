import { canonicalJson } from '#kernel/canonical.ts';
import { addHours, type Instant, instant, type LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { lockSeen } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { currentRevision, publicationKind } from '#commons/publishing/index.ts';
import type { Tx } from '#platform/db.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { type NewLegalityRequest, VERDICTS } from './contract.ts';
import { deliverJob } from './deliver-job.ts';
import { usableKeys } from './keys.ts';
import { markedMaterials } from './legality-files.ts';
import type { LegalityOpinion, OpinionReceipt } from './legality-schema.ts';
import { exchangePolicy } from './policy.ts';
import type { Partner } from './signed-call.ts';
import { sha256 } from './signing.ts';

/**
 * Puts the text under legality review to an outside platform. Its opinion comes back here; the signature stays the reviewer's own.
 * Refuses what is not under review, what is not for the public, and asking twice about the same text.
 */
export async function askPlatform(a: Act, { documentId, partnerId }: NewLegalityRequest): Promise<string> {
  const { matter } = await lockSeen(a, documentId);
  if (matter.kind !== publicationKind.key) throw notFound('这份文件');
  if (!allows(exchangePolicy['exchange.ask-legality'], a.actor, matter))
    throw forbidden('只有本局的合法性审核员可以送外部平台审核');
  const partner = await a.tx
    .selectFrom('exchange_partner')
    .selectAll()
    .where('id', '=', partnerId)
    .where('bureau_id', '=', matter.bureauId)
    .executeTakeFirst();
  if (!partner?.legality_url) throw notFound('这个合法性审核平台');
  const revision = await currentRevision(a.tx, documentId);
  const asked = await a.tx
    .selectFrom('exchange_legality_request')
    .select('id')
    .where('document_id', '=', documentId)
    .where('revision_id', '=', revision.id)
    .where('partner_id', '=', partnerId)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  const reasons = [
    ...(matter.state === 'legalityReview' ? [] : ['文件不在合法性审核环节，不能送审']),
    ...(revision.content.disclosure === 'active' ? [] : ['不主动公开的文件不送外部平台，请在本系统内审核']),
    ...(partner.closed_at ? ['这个平台的对接已停用'] : []),
    ...((await usableKeys(a.tx, partnerId, a.now)).length > 0 ? [] : ['这个平台没有有效的密钥，请联系系统管理员']),
    ...(await markedMaterials(a.tx, a.services, documentId)),
    ...(asked ? ['这一稿已经送这个平台审核，请等待答复；需要重送的先撤销上次送审'] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  const { id } = await a.tx
    .insertInto('exchange_legality_request')
    .values({
      document_id: documentId,
      revision_id: revision.id,
      content_hash: revision.contentHash,
      partner_id: partnerId,
      asked_by: a.actor.id,
      asked_at: a.now,
      due_at: addHours(a.now, partner.answer_hours),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await a.tx
    .insertInto('exchange_delivery')
    .values({
      partner_id: partnerId,
      legality_request_id: id,
      event: 'legality.requested',
      document_id: documentId,
      made_at: a.now,
      next_at: a.now,
    })
    .execute();
  const payload = { partner: partner.name, revision: revision.number, contentHash: revision.contentHash };
  await appendJournal(a, { chain: matterChain(documentId), action: 'exchange.legality-asked', payload });
  await a.services.jobs.enqueue(a.tx, deliverJob, {});
  return id;
}

/** Calls a request off: nothing more is sent about it and an answer is not taken any more. */
export async function callOffRequest(a: Act, id: string, reason: string): Promise<void> {
  const row = await a.tx
    .selectFrom('exchange_legality_request')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('这次送审');
  const { matter } = await lockSeen(a, row.document_id);
  if (!allows(exchangePolicy['exchange.ask-legality'], a.actor, matter)) throw forbidden();
  if (row.cancelled_at) throw refused(['这次送审已经撤销']);
  await a.tx
    .updateTable('exchange_legality_request')
    .set({ cancelled_at: a.now, cancelled_for: reason })
    .where('id', '=', id)
    .execute();
  await a.tx
    .updateTable('exchange_delivery')
    .set({ state: 'superseded' })
    .where('legality_request_id', '=', id)
    .where('state', 'in', ['waiting', 'dead'])
    .execute();
  await appendJournal(a, {
    chain: matterChain(row.document_id),
    action: 'exchange.legality-called-off',
    payload: { reason },
  });
}

/**
 * Takes an opinion of the platform in: once, however often it is sent; the one issued last counts, in whatever order they come.
 * Recorded on the matter and told to whoever asked. It moves nothing: the reviewer signs or returns by their own hand.
 */
export async function takeOpinion(
  services: Services,
  partner: Partner,
  opinion: LegalityOpinion,
): Promise<{ readonly receipt: OpinionReceipt; readonly repeated: boolean; readonly documentId: string }> {
  const payloadHash = sha256(canonicalJson(opinion));
  return act(services, systemActor, async (a) => {
    const request = await a.tx
      .selectFrom('exchange_legality_request')
      .selectAll()
      .where('id', '=', opinion.requestId)
      .where('partner_id', '=', partner.id)
      .forUpdate()
      .executeTakeFirst();
    if (!request) throw notFound('这次送审');
    const known = await a.tx
      .selectFrom('exchange_legality_opinion')
      .select('receipt')
      .where('request_id', '=', request.id)
      .where('payload_hash', '=', payloadHash)
      .executeTakeFirst();
    if (known)
      return {
        receipt: known.receipt as unknown as OpinionReceipt,
        repeated: true,
        documentId: request.document_id,
      };
    if (request.cancelled_at) throw refused(['这次送审已由我方撤销，不再接收意见']);
    const issuedAt = issuedAtOf(opinion, a);
    const receipt = await keep(a, request, opinion, payloadHash, issuedAt);
    await tell(a, partner, request, opinion, receipt);
    return { receipt, repeated: false, documentId: request.document_id };
  });
}

function issuedAtOf({ issuedAt, reviewedOn }: LegalityOpinion, { now, today }: Act): Instant {
  let at: Instant | undefined;
  try {
    at = instant(issuedAt);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const defects = {
    ...(at === undefined || at > addHours(now, AHEAD_HOURS) ? { issuedAt: '出具时间不对，或晚于现在' } : {}),
    ...(reviewedOn > today ? { reviewedOn: '审核日期不能晚于今天' } : {}),
  };
  if (at === undefined || Object.keys(defects).length > 0) throw invalid(defects);
  return at;
}

/** Clocks may be apart by as much as signatures allow. */
const AHEAD_HOURS = 5 / 60;

interface Request {
  readonly id: string;
  readonly document_id: string;
  readonly revision_id: string;
  readonly asked_by: string;
}

async function keep(a: Act, request: Request, opinion: LegalityOpinion, payloadHash: string, issuedAt: Instant) {
  const later = await a.tx
    .selectFrom('exchange_legality_opinion')
    .select('id')
    .where('request_id', '=', request.id)
    .where('issued_at', '>', issuedAt)
    .executeTakeFirst();
  const opinionId = crypto.randomUUID();
  const receipt: OpinionReceipt = {
    requestId: request.id,
    opinionId,
    number: opinion.number,
    counts: later === undefined,
    stillUnderReview: await underReview(a.tx, request),
    receivedAt: a.now,
  };
  await a.tx
    .insertInto('exchange_legality_opinion')
    .values({
      id: opinionId,
      request_id: request.id,
      payload_hash: payloadHash,
      verdict: opinion.verdict,
      number: opinion.number,
      opinion: opinion.opinion,
      reviewer: opinion.reviewer,
      reviewed_on: opinion.reviewedOn as LocalDate,
      issued_at: issuedAt,
      received_at: a.now,
      receipt: JSON.stringify(receipt),
    })
    .execute();
  return receipt;
}

async function underReview(tx: Tx, request: Request): Promise<boolean> {
  const row = await tx
    .selectFrom('matter as m')
    .innerJoin('document as d', 'd.id', 'm.id')
    .select(['m.state', 'd.current_revision_id'])
    .where('m.id', '=', request.document_id)
    .executeTakeFirst();
  return row?.state === 'legalityReview' && row.current_revision_id === request.revision_id;
}

async function tell(a: Act, partner: Partner, request: Request, opinion: LegalityOpinion, receipt: OpinionReceipt) {
  const { verdict, number, reviewer, reviewedOn } = opinion;
  await appendJournal(a, {
    chain: matterChain(request.document_id),
    action: 'exchange.legality-answered',
    payload: {
      partner: partner.name,
      conclusion: VERDICTS[verdict],
      number,
      opinion: opinion.opinion,
      reviewer,
      reviewedOn,
    },
  });
  const moved = receipt.stillUnderReview ? '' : '送审的这一稿已不在合法性审核环节。';
  await notify(a, {
    to: [request.asked_by],
    kind: 'to-do',
    title: `${partner.name}已答复：${VERDICTS[verdict]}（${number}）`,
    body: `${opinion.opinion.slice(0, 300)}。${moved}请核对后由本人签署或退回。`,
    link: '/workbench/exchange/legality',
    matterId: request.document_id,
    dedupe: `exchange.opinion:${receipt.opinionId}`,
  });
}
