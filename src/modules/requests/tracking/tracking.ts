import type { Instant } from '#kernel/dates.ts';
import { readQueryCode } from '#kernel/query-code.ts';
import { sql } from 'kysely';
import { eventsOf, historyOf, type MatterRow } from '#commons/casework/index.ts';
import { quietlyThroughTheDoor } from '#commons/publishing/index.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import type { Act, Services } from '#platform/services.ts';
import { awaitedIn } from '../closing/awaited.ts';
import { noticeUnanswered } from '../corrections/late-notice.ts';
import { requestJournal } from '../letters/letter-events.ts';
import { CHANNEL_RULES, type Channel } from '../law/receipt-days.ts';
import type { Bucket } from '../law/reply-kinds.ts';
import { disputesTracked } from '../disputes/disputes-tracked.ts';
import { tellOfStep } from '../notices/telling.ts';
import { leadOf } from '../related/merged.ts';
import { bodiesElsewhere } from '../remedy-bodies.ts';
import { requestWorkflow } from '../workflow.ts';
import { codeHash, trackKeyOf } from './codes.ts';
import { answersTracked } from '../answers/answers-tracked.ts';
import { replacementsOf } from '../answers/replacing.ts';
import { settleAnswers } from '../answers/settling.ts';
import { filesToDownload, putFiles, trackedFilePlace } from './files.ts';
import { lettersTracked } from './letters-tracked.ts';
import type { RequestStatus, TrackedFile } from './status.ts';

/** After every step: what the applicant sees is what stands in the matter, once for each act. */
export async function keepTrack(
  act: Act,
  matter: Pick<MatterRow, 'id'> & Partial<Pick<MatterRow, 'parentId'>>,
): Promise<void> {
  act.beforeCommit(`request-track:${matter.id}`, () => writeTrack(act, matter.id));
  // The whole of which it is a part shows where each part stands.
  const { parentId } = matter;
  if (parentId) act.beforeCommit(`request-track:${parentId}`, () => writeTrack(act, parentId));
}

/** The same under another key: everything that lay ready is closed again, and nothing opens with the code before. */
export async function closeAnew(act: Act, requestId: string): Promise<void> {
  act.beforeCommit(`request-track:${requestId}`, () => writeTrack(act, requestId, true));
}

async function writeTrack(act: Act, requestId: string, anew = false): Promise<void> {
  const { tx, services } = act;
  const request = await tx
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .selectAll('r')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(['m.number', 'm.state', 'm.received_on', 'm.bureau_id', 'u.name as unit'])
    .where('r.id', '=', requestId)
    .executeTakeFirst();
  // The very first entry of a matter is written before its request; the track follows when both stand.
  if (!request) return;
  // Who asked is not known any more: nobody is left to show it to.
  if (request.anonymised_at) return;
  const history = await historyOf(tx, requestId);
  // Until a letter that ends the waiting has left, the applicant still has the word.
  const state = await awaitedIn(tx, request);
  await settleAnswers(act, requestId, state);
  await tellOfStep(act, requestId, history);
  const files = await filesToDownload(tx, requestId);
  const replaced = (await replacementsOf(tx, requestId)).at(-1);
  const status: RequestStatus = {
    number: request.number,
    state,
    stateLabel: labelOf(state),
    ...(!UNASSIGNED.has(state) && { unit: request.unit }),
    submittedAt: request.submitted_at,
    arrivedOn: request.arrived_on,
    ...(request.confirmed_on !== null && { receivedOn: request.received_on }),
    ...(CHANNEL_RULES[request.channel as Channel].counts === 'arrivedOn' && { receivedAsItCame: true }),
    contentHash: request.content_hash,
    ...(replaced && { replacedHash: replaced.contentHash }),
    events: eventsOf(requestJournal, history),
    letters: await lettersTracked(act, requestId),
    files: files.map(({ bytes, ...file }) => file),
    answers: await answersTracked(tx, requestId),
    ...(SUPPLEMENTED.has(state) && (await noticeUnanswered(tx, requestId)) && { awaitsSupplement: true }),
    ...(request.reply_kind !== null && { replyKind: request.reply_kind as Bucket }),
    ...(await related(act, requestId)),
    ...(await disputesTracked(tx, requestId)),
    ...(await bodiesElsewhere(tx, request.bureau_id)),
    ...(request.late_reason !== null && { lateReason: request.late_reason }),
  };
  const trackKey = services.secrets.open(request.track_key, `request:${requestId}:track`);
  const sealed = makeSecretBox(trackKey).seal(JSON.stringify(status), placeOf(request.receipt));
  const track = { code_hash: request.code_hash, sealed, updated_at: act.now };
  await quietlyThroughTheDoor(act, async (portal) => {
    await portal
      .insertInto('portal.request_track')
      .values({ receipt: request.receipt, ...track })
      .onConflict((oc) => oc.column('receipt').doUpdateSet(track))
      .execute();
  });
  await putFiles(act, { receipt: request.receipt, trackKey, anew }, files);
}

/** Not passed on yet: it lies where it came in. */
const UNASSIGNED: ReadonlySet<string> = new Set(['submitted', 'accepted']);
const SUPPLEMENTED: ReadonlySet<string> = new Set(requestWorkflow.steps.supplement.from);

async function related({ tx }: Act, requestId: string): Promise<Pick<RequestStatus, 'parts' | 'answeredWith'>> {
  const parts = await tx
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.receipt', 'm.number', 'm.state'])
    .where('r.split_from', '=', requestId)
    .orderBy(sql`length(r.receipt)`)
    .orderBy('r.receipt')
    .execute();
  const lead = await leadOf(tx, requestId);
  return {
    ...(parts.length > 0 && {
      parts: parts.map(({ receipt, number, state }) => ({ receipt, number, stateLabel: labelOf(state) })),
    }),
    ...(lead && { answeredWith: lead.number }),
  };
}

const placeOf = (receipt: string) => `request-track:${receipt}`;

const labelOf = (state: string): string =>
  (requestWorkflow.states as Readonly<Record<string, { readonly label: string }>>)[state]?.label ?? state;

/** What is there for a receipt and a code. `waiting`: sent and not opened yet; undefined: no such pair, whichever of the two is wrong. */
export type Tracked =
  | {
      readonly is: 'known';
      readonly receipt: string;
      readonly status: RequestStatus;
      readonly updatedAt: Instant;
      /** When things were sent that nobody has opened yet. */
      readonly unopened: readonly Instant[];
    }
  | { readonly is: 'waiting'; readonly receipt: string; readonly sentAt: Instant };

/**
 * As the portal asks it: by its own role, with nothing but what the citizen typed. The same is asked of the database whichever numbers there are,
 * so that how long an answer takes does not tell.
 */
export async function trackOf(services: Services, receipt: string, code: string): Promise<Tracked | undefined> {
  const known = readQueryCode(code);
  const asked = readReceipt(receipt);
  if (!known || !asked) return undefined;
  const hash = codeHash(services, known);
  const { portalDb } = services;
  const [track, { rows }, waiting] = await Promise.all([
    portalDb
      .selectFrom('portal.request_track')
      .select(['code_hash', 'sealed', 'updated_at'])
      .where('receipt', '=', asked)
      .executeTakeFirst(),
    sql<{ at: Instant | null }>`select intake.submission_sent_at(${asked}, ${hash}) as at`.execute(portalDb),
    sql<{ at: Instant }>`select intake.answers_waiting(${asked}, ${hash}) as at`.execute(portalDb),
  ]);
  if (!track) {
    const sentAt = rows[0]?.at;
    return sentAt ? { is: 'waiting', receipt: asked, sentAt } : undefined;
  }
  if (!services.secrets.sameHash(track.code_hash, hash)) return undefined;
  const status = JSON.parse(makeSecretBox(trackKeyOf(known)).open(track.sealed, placeOf(asked))) as RequestStatus;
  // A status written before files and answers were told has neither.
  const whole = { ...status, files: status.files ?? [], answers: status.answers ?? [] };
  return {
    is: 'known',
    receipt: asked,
    status: whole,
    updatedAt: track.updated_at,
    unopened: waiting.rows.map(({ at }) => at),
  };
}

/** A number as it was typed, as ours is written; undefined for what cannot be one. */
export function readReceipt(typed: string): string | undefined {
  const asked = typed.normalize('NFKC').trim().toUpperCase();
  return /^\d{8}-[2-9A-Z]{8}(-\d{1,2})?$/.test(asked) ? asked : undefined;
}

/** The bytes of a file of one request, for whoever holds its code; undefined where the request has no such file. */
export async function fileOf(
  { portalDb }: Services,
  { receipt, status }: Extract<Tracked, { readonly is: 'known' }>,
  code: string,
  id: string,
): Promise<{ readonly file: TrackedFile; readonly bytes: Buffer } | undefined> {
  const file = status.files.find((one) => one.id === id);
  const known = readQueryCode(code);
  if (!file || !known) return undefined;
  const row = await portalDb
    .selectFrom('portal.request_file')
    .select('sealed')
    .where('id', '=', id)
    .where('receipt', '=', receipt)
    .executeTakeFirst();
  return row && { file, bytes: makeSecretBox(trackKeyOf(known)).openBytes(row.sealed, trackedFilePlace(id)) };
}
