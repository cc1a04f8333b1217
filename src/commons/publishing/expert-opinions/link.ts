import type { Instant, LocalDate } from '#kernel/dates.ts';
import { type MatterRow, matterById } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { callerOf } from '#platform/rate-limit.ts';
import type { Services } from '#platform/services.ts';
import { type Revision, revisionById } from '../revisions.ts';
import { blocksOf } from './blocks.ts';
import { type ACCESS_LABELS, EXPERT_LIMITS, type Expert } from './contract.ts';
import { isToken, openExpert, sessionHash, tokenHash } from './keys.ts';
import { expertSettings } from './settings.ts';

/** What a link leads to, for whoever holds it. */
export interface Opened {
  readonly id: string;
  readonly documentId: string;
  readonly expert: Expert;
  readonly revision: Revision;
  /** The blocks of exactly the text asked about. */
  readonly blocks: readonly string[];
  readonly question: string;
  /** Places of the blocks an opinion is asked on. */
  readonly asked: readonly number[];
  readonly dueOn: LocalDate;
  readonly askedBy: string;
  readonly sent: boolean;
  readonly superseded: boolean;
}

/** Where a link stands: unknown; ended (with the sentence for the page); locked; waiting for its code; open in this browser. */
export type Standing =
  | { readonly is: 'unknown' }
  | { readonly is: 'ended'; readonly id: string; readonly sentence: string }
  | { readonly is: 'locked'; readonly id: string }
  | { readonly is: 'closed'; readonly id: string; readonly foreign: boolean }
  | { readonly is: 'open'; readonly id: string; readonly opened: Opened };

/**
 * Looks a link up by the hash of its token. Nothing of the document is given before the code was entered in this browser: not even
 * its title. A document that may no longer leave the house is shown to nobody any more.
 */
export async function standingOf(
  db: Db | Tx,
  { secrets, time }: Services,
  token: string,
  session: string | undefined,
): Promise<Standing> {
  if (!isToken(token)) return { is: 'unknown' };
  const request = await db
    .selectFrom('expert_request as q')
    .innerJoin('person as p', 'p.id', 'q.asked_by')
    .leftJoin('expert_opinion as o', 'o.request_id', 'q.id')
    .selectAll('q')
    .select(['p.name as askedBy', 'o.sent_at as sentAt'])
    .where('q.token_hash', '=', tokenHash(secrets, token))
    .executeTakeFirst();
  if (!request) return { is: 'unknown' };
  const { id } = request;
  const matter = await matterById(db, request.document_id);
  const sentence = endedBecause(request, matter, time.now());
  if (sentence) return { is: 'ended', id, sentence };
  const mine =
    session !== undefined &&
    request.session_hash !== null &&
    secrets.sameHash(sessionHash(secrets, id, session), request.session_hash);
  if (!mine) {
    const { wrongCodes } = await expertSettings.current(db);
    if (request.wrong_codes >= wrongCodes) return { is: 'locked', id };
    return { is: 'closed', id, foreign: session !== undefined };
  }
  const revision = await revisionById(db, request.revision_id);
  if (!revision) throw new Error(`expert request ${id} has no revision`);
  const { current_revision_id: current } = await db
    .selectFrom('document')
    .select('current_revision_id')
    .where('id', '=', request.document_id)
    .executeTakeFirstOrThrow();
  const blocks = blocksOf(revision.content.bodyHtml);
  const paragraphs = request.paragraphs as unknown as number[];
  return {
    is: 'open',
    id,
    opened: {
      id,
      documentId: request.document_id,
      expert: openExpert(secrets, request.expert),
      revision,
      blocks,
      question: request.question,
      asked: paragraphs.length > 0 ? paragraphs : blocks.map((_, at) => at + 1).slice(0, EXPERT_LIMITS.paragraphs),
      dueOn: request.due_on,
      askedBy: request.askedBy,
      sent: request.sentAt !== null,
      superseded: current !== request.revision_id,
    },
  };
}

/** Why a link shows nothing any more, in words for somebody outside. One that was answered keeps its receipt until it expires. */
function endedBecause(
  request: { withdrawn_at: Instant | null; expires_at: Instant; sentAt: Instant | null },
  matter: MatterRow | undefined,
  now: Instant,
): string | undefined {
  if (request.withdrawn_at) return '这次征求意见已经收回，不需要再答复。谢谢您。';
  if (request.expires_at <= now) return '这个链接已经过期。如仍要提出意见，请与邀请您的人联系。';
  if (!matter || matter.restricted) return '这份文稿不再对外征求意见，不需要再答复。谢谢您。';
  if (matter.closedOn && !request.sentAt) return '这份文稿已经办结，不再征求意见。谢谢您。';
  return undefined;
}

/** Notes a use of a link. Of the address only the network is kept, so that nobody outside is followed. */
export async function noteAccess(
  db: Db | Tx,
  { time }: Services,
  requestId: string,
  what: keyof typeof ACCESS_LABELS,
  address: string,
): Promise<void> {
  await db
    .insertInto('expert_access')
    .values({ request_id: requestId, at: time.now(), what, network: networkOf(address) })
    .execute();
}

/** `203.0.113.0/24`, `2001:db8:1::/48`. */
export function networkOf(address: string): string {
  const caller = callerOf(address);
  const v4 = /^(\d+\.\d+\.\d+)\.\d+$/.exec(caller)?.[1];
  if (v4) return `${v4}.0/24`;
  return `${caller.split(':').slice(0, 3).join(':')}::/48`;
}
