import { notFound } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { matterById, visibleTo } from '#commons/casework/index.ts';
import type { ReasonCode } from '#commons/redaction/contract.ts';
import { isCovered } from '#commons/redaction/index.ts';
import type { Services } from '#platform/services.ts';
import { requestsPolicy } from '../policy.ts';
import type { Proposal, SameRecord } from './contract.ts';
import { demandReadingOf } from './permission.ts';

/**
 * The same file, by its hash, on other requests: those the reader may see with their records, newest answer first. One that was taken off its
 * request is told of only where it went out with a reply before.
 */
export async function sameRecords(
  services: Services,
  actor: Actor,
  requestId: string,
  recordId: string,
): Promise<SameRecord[]> {
  await demandReadingOf(services, actor, requestId, recordId);
  const { db, catalogue } = services;
  const rows = await db
    .selectFrom('request_record as own')
    .innerJoin('request_record as r', (join) =>
      join.onRef('r.source_hash', '=', 'own.source_hash').onRef('r.request_id', '<>', 'own.request_id'),
    )
    .innerJoin('matter as m', 'm.id', 'r.request_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('redaction_release as x')
          .innerJoin('redaction_copy as c', 'c.id', 'x.copy_id')
          .select([
            'x.released_at as at',
            'c.lines',
            'c.open_pages as open',
            'c.partial_pages as partial',
            'c.withheld_pages as withheld',
            'c.unrelated_pages as unrelated',
          ])
          .whereRef('c.record_id', '=', 'r.id')
          .orderBy('x.released_at', 'desc')
          .orderBy('x.id', 'desc')
          .limit(1)
          .as('x'),
      (join) => join.onTrue(),
    )
    .select(['r.id as recordId', 'm.id as requestId', 'm.number as requestNumber'])
    .select(['x.at', 'x.lines', 'x.open', 'x.partial', 'x.withheld', 'x.unrelated'])
    .where('own.id', '=', recordId)
    .where((eb) => eb.or([eb('r.removed_at', 'is', null), eb('x.at', 'is not', null)]))
    .where(visibleTo(actor, catalogue.kinds, 'request'))
    .orderBy('x.at', (order) => order.desc().nullsLast())
    .orderBy('r.id', 'desc')
    .limit(MOST)
    .execute();
  const told: SameRecord[] = [];
  for (const { requestId: other, requestNumber, recordId: there, at, lines, ...pages } of rows) {
    const matter = await matterById(db, other);
    if (!matter || !allows(requestsPolicy['requests.read-records'], actor, matter)) continue;
    const { open = 0, partial = 0, withheld = 0, unrelated = 0 } = pages;
    told.push({
      requestId: other,
      requestNumber,
      recordId: there,
      released:
        at === null
          ? null
          : {
              at,
              lines: lines as unknown as string[],
              pages: { open: open ?? 0, partial: partial ?? 0, withheld: withheld ?? 0, unrelated: unrelated ?? 0 },
            },
    });
  }
  return told;
}

/** A file that everybody asks for is on its way to being published; so many of its requests tell enough. */
const MOST = 50;

/**
 * The covers of the copy that went out there, as proposals with their reasons: nothing is taken over by itself. Not found for whoever may not
 * see that request with its records, and where no copy went out.
 */
export async function coversElsewhere(
  services: Services,
  actor: Actor,
  requestId: string,
  recordId: string,
  otherRecordId: string,
): Promise<Proposal[]> {
  const same = await sameRecords(services, actor, requestId, recordId);
  const other = same.find((one) => one.recordId === otherRecordId && one.released);
  if (!other) throw notFound('这份公开件');
  const { db } = services;
  const { copyId } = await db
    .selectFrom('redaction_release as x')
    .innerJoin('redaction_copy as c', 'c.id', 'x.copy_id')
    .select('c.id as copyId')
    .where('c.record_id', '=', otherRecordId)
    .orderBy('x.released_at', 'desc')
    .orderBy('x.id', 'desc')
    .executeTakeFirstOrThrow();
  const boxesOf = (id: string) =>
    db
      .selectFrom('redaction_box')
      .select(['page', 'x', 'y', 'w', 'h', 'reason'])
      .where('record_id', '=', id)
      .where('removed_at', 'is', null)
      .orderBy('page')
      .orderBy('y')
      .orderBy('x');
  const theirs = await boxesOf(otherRecordId).where('copy_id', '=', copyId).execute();
  const ours = Map.groupBy(await boxesOf(recordId).where('copy_id', 'is', null).execute(), ({ page }) => page);
  return theirs.map(({ page, reason, ...rect }) => ({
    page,
    kind: `沿用${other.requestNumber}`,
    reason: reason as ReasonCode,
    origin: 'taken-over',
    text: `左${Math.round(rect.x)}、上${Math.round(rect.y)}`,
    sure: true,
    rects: [rect],
    recognised: false,
    covered: isCovered(rect, ours.get(page) ?? []),
  }));
}
