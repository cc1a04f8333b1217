import type { Actor } from '#kernel/policy.ts';
import { mayEver } from '#kernel/policy.ts';
import { visibleTo } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import type { LegalityBoard, LegalityRequestLine } from './contract.ts';
import { exchangePolicy } from './policy.ts';

const SHOWN = 200;

/** Documents under legality review and what outside platforms were asked and answered about those a person may see. */
export async function legalityBoard(services: Services, actor: Actor): Promise<LegalityBoard> {
  const { db, catalogue, time } = services;
  const now = time.now();
  const rows = await db
    .selectFrom('exchange_legality_request as q')
    .innerJoin('exchange_partner as p', 'p.id', 'q.partner_id')
    .innerJoin('person as who', 'who.id', 'q.asked_by')
    .innerJoin('document as d', 'd.id', 'q.document_id')
    .innerJoin('matter as m', 'm.id', 'q.document_id')
    .innerJoin('exchange_delivery as x', 'x.legality_request_id', 'q.id')
    .select(['q.id', 'q.document_id as documentId', 'd.index_number as indexNumber', 'm.title', 'm.state'])
    .select(['p.name as partnerName', 'who.name as askedBy', 'q.asked_at as askedAt', 'q.due_at as dueAt'])
    .select(['q.cancelled_at as cancelledAt', 'q.revision_id', 'd.current_revision_id'])
    .select(['x.state as deliveryState', 'x.tries', 'x.last_error as lastError'])
    .where(visibleTo(actor, catalogue.kinds))
    .orderBy('q.asked_at', 'desc')
    .limit(SHOWN)
    .execute();
  const ids = rows.map(({ id }) => id);
  const opinions = ids.length === 0 ? [] : await opinionsOf(services, ids);
  const requests = rows.map((row): LegalityRequestLine => {
    const { deliveryState, tries, lastError, revision_id, current_revision_id, state, ...line } = row;
    const answers = opinions.filter(({ requestId }) => requestId === row.id);
    const current = state === 'legalityReview' && revision_id === current_revision_id;
    return {
      ...line,
      current,
      late: current && answers.length === 0 && !row.cancelledAt && row.dueAt < now,
      delivery: { state: deliveryState as LegalityRequestLine['delivery']['state'], tries, lastError },
      opinions: answers.map(({ requestId: _, ...answer }, i) => ({ ...answer, counts: i === 0 })),
    };
  });
  const asked = new Set(
    requests.filter(({ current, cancelledAt }) => current && !cancelledAt).map((q) => q.documentId),
  );
  const waiting = await db
    .selectFrom('matter as m')
    .innerJoin('document as d', 'd.id', 'm.id')
    .select(['m.id', 'd.index_number as indexNumber', 'm.title'])
    .where('m.kind', '=', 'publication')
    .where('m.state', '=', 'legalityReview')
    .where(visibleTo(actor, catalogue.kinds))
    .orderBy('m.due_on')
    .limit(SHOWN)
    .execute();
  const bureaus = actor.grants.flatMap(({ unitPath }) => unitPath.slice(0, 1));
  const platforms = await db
    .selectFrom('exchange_partner')
    .select(['id', 'name'])
    .where('legality_url', 'is not', null)
    .where('closed_at', 'is', null)
    .where('bureau_id', 'in', bureaus.length > 0 ? bureaus : [NOWHERE])
    .orderBy('name')
    .execute();
  return {
    waiting: waiting.filter(({ id }) => !asked.has(id)),
    requests,
    platforms,
    mayAsk: mayEver(exchangePolicy['exchange.ask-legality'], actor),
  };
}

const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** Newest first by the platform's own time: the first of each request counts. */
async function opinionsOf({ db }: Services, requestIds: readonly string[]) {
  const rows = await db
    .selectFrom('exchange_legality_opinion')
    .select(['id', 'request_id as requestId', 'verdict', 'number', 'opinion', 'reviewer', 'reviewed_on as reviewedOn'])
    .select(['issued_at as issuedAt', 'received_at as receivedAt'])
    .where('request_id', 'in', requestIds)
    .orderBy('issued_at', 'desc')
    .orderBy('received_at', 'desc')
    .execute();
  // The table's check allows no other verdict.
  return rows.map((row) => ({ ...row, verdict: row.verdict as LegalityRequestLine['opinions'][number]['verdict'] }));
}
