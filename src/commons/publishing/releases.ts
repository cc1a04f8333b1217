import { addYears, chineseDate, civilDate, type Instant, instant, type LocalDate, startOfDay } from '#kernel/dates.ts';
import { invalid, refused } from '#kernel/errors.ts';
import { type MatterRow, matterById } from '#commons/casework/index.ts';
import type { Act, Services } from '#platform/services.ts';
import type { Tx } from '#platform/db.ts';
import { releaseDueJob } from './due-releases.ts';
import type { ContentType } from './content-type.ts';
import { withdrawalHash } from './content-hash.ts';
import { putOnPortal, takeOffPortal } from './door.ts';
import { gateDefects } from './gate/gate.ts';
import { tellListeners } from './publication-listeners.ts';
import { type Revision, correctionOf, currentRevision, revisionById } from './revisions.ts';
import { openSetId } from './sets/members.ts';
import { boundBy, signatureDefects } from './signatures.ts';
import { deferredBy, settleAtRelease } from './urgency.ts';
import { isTold, type WithdrawalCause } from './withdrawal-kinds.ts';

/** Everything that must be true at the second of release; the same list is asked when scheduling and again when the time comes. */
export async function releaseDefects(
  act: Pick<Act, 'tx' | 'today' | 'services'>,
  matter: MatterRow,
  { document: { urgent, released_at }, type, revision }: GoingOut,
  releasers: readonly string[],
): Promise<string[]> {
  const reasons = await signatureDefects(act.tx, type, matter, revision, releasers, deferredBy(urgent, type));
  if (revision.content.disclosure !== 'active') reasons.push('这份文件的公开属性不是主动公开，不能发布到门户');
  // Asked of what is not issued yet too, which may bear no date: the signature is missing then.
  if ((revision.content.formedOn ?? act.today) > act.today) reasons.push('成文日期晚于今天，到成文之日才能发布');
  if (released_at === null) reasons.push(...(type.notOn?.(revision.content, act.today) ?? []));
  const bindsFrom = type.bindsFrom?.(revision.content);
  const publicOn = (await firstReleasedOn(act.tx, matter.id)) ?? act.today;
  if (bindsFrom && bindsFrom < publicOn)
    reasons.push(
      `施行日期${chineseDate(bindsFrom)}早于公布之日${chineseDate(publicOn)}：规范性文件未经公布不得作为管理依据，请改为公布之日或者以后`,
    );
  reasons.push(...(await gateDefects(act, type, matter, revision)));
  return reasons;
}

/** Everything still against the release of a document, as the readiness board of its set shows it. */
export async function readinessDefects(services: Services, matter: MatterRow): Promise<string[]> {
  const at = { tx: services.db as Tx, today: services.time.today(), services };
  return releaseDefects(at, matter, await goingOut(at, matter), []);
}

/** What would hold up a release that is promised for later, asked now. */
export async function promisedReleaseDefects(act: Act, documentId: string): Promise<string[]> {
  const matter = await matterById(act.tx, documentId);
  if (matter?.state !== 'scheduled') return matter ? [`当前状态不是定时发布`] : [];
  const promise = await act.tx
    .selectFrom('release')
    .select(['ordered_by', 'on_behalf_of'])
    .where('document_id', '=', documentId)
    .where('released_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  const releasers = [promise?.ordered_by, promise?.on_behalf_of].filter((id) => id !== null && id !== undefined);
  return releaseDefects(act, matter, await goingOut(act, matter), releasers);
}

export function typeOf(services: Services, key: string): ContentType {
  const type = services.catalogue.contentTypes.get(key);
  if (!type) throw new Error(`no content type ${key}`);
  return type;
}

/** A release that was ordered for an instant; who ordered it, and for whom, must still be those who may. */
export interface PromisedRelease {
  readonly id: string;
  readonly ordered_by: string;
  readonly on_behalf_of: string | null;
}

/** Releases the current revision now: gate, release row, portal, all in the act's transaction. */
export async function releaseNow(
  act: Act,
  matter: MatterRow,
  promise?: PromisedRelease,
): Promise<{ revision: number; contentHash: string }> {
  const out = await goingOut(act, matter);
  const { document, type, revision } = out;
  const releasers = promise
    ? [promise.ordered_by, promise.on_behalf_of].filter((id) => id !== null)
    : boundBy('release', matter, act.actor);
  const defects = await releaseDefects(act, matter, out, releasers);
  if (defects.length > 0) throw refused(defects);
  const correction = document.released_revision_id ? await correctionOf(act.tx, matter.id, revision) : undefined;
  // The last day of the period this meets or misses; a slip put right has none.
  const dueOn = matter.clockState === 'stopped' ? null : matter.dueOn;
  if (promise) {
    await act.tx
      .updateTable('release')
      .set({ released_at: act.now, due_on: dueOn })
      .where('id', '=', promise.id)
      .execute();
  } else {
    await act.tx
      .insertInto('release')
      .values({
        document_id: matter.id,
        revision_id: revision.id,
        set_id: openSetId(act.tx, matter.id),
        kind: correction === undefined ? 'release' : 'correct',
        reason: correction?.reason ?? null,
        changed_on: correction?.changedOn ?? null,
        ordered_by: act.actor.id,
        on_behalf_of: releasers[1] ?? null,
        ordered_at: act.now,
        release_at: act.now,
        released_at: act.now,
        due_on: dueOn,
      })
      .execute();
  }
  await act.tx
    .updateTable('document')
    .set({ released_revision_id: revision.id, released_at: act.now })
    .where('id', '=', matter.id)
    .execute();
  const unitName = await nameOfUnit(act, revision);
  await putOnPortal(act, {
    documentId: matter.id,
    indexNumber: document.index_number,
    type,
    revision,
    unitName,
    ...(correction === undefined ? {} : { correction }),
  });
  await settleAtRelease(act, type, matter, revision, document.urgent);
  await tellListeners(act, {
    kind: correction === undefined ? 'released' : 'corrected',
    documentId: matter.id,
    indexNumber: document.index_number,
    type,
    content: revision.content,
    unitName,
  });
  return { revision: revision.number, contentHash: revision.contentHash };
}

async function nameOfUnit({ tx }: Act, { content }: Revision): Promise<string> {
  const unit = await tx
    .selectFrom('unit')
    .select('name')
    .where('id', '=', content.issuingUnitId)
    .executeTakeFirstOrThrow();
  return unit.name;
}

/** The day a document first went out; undefined while it has not. Its period was met or missed then. */
export async function firstReleasedOn(tx: Tx, documentId: string): Promise<LocalDate | undefined> {
  const { at } = await tx
    .selectFrom('release')
    .select((eb) => eb.fn.min<Instant | null>('released_at').as('at'))
    .where('document_id', '=', documentId)
    .where('kind', '=', 'release')
    .executeTakeFirstOrThrow();
  return at ? civilDate(at) : undefined;
}

/** The day on which what was last owed of a document went out: it, or a change of its information. */
export async function restsSince(
  { tx, today }: Pick<Act, 'tx' | 'today'>,
  { id }: Pick<MatterRow, 'id'>,
): Promise<LocalDate> {
  const { at } = await tx
    .selectFrom('release')
    .select((eb) => eb.fn.max<Instant | null>('released_at').as('at'))
    .where('document_id', '=', id)
    .where((eb) => eb.or([eb('kind', '=', 'release'), eb('changed_on', 'is not', null)]))
    .executeTakeFirstOrThrow();
  return at ? civilDate(at) : today;
}

/** A document with its type and the text that would go out. */
type GoingOut = Awaited<ReturnType<typeof goingOut>>;

export async function goingOut(act: Pick<Act, 'tx' | 'services'>, matter: MatterRow) {
  const document = await act.tx
    .selectFrom('document')
    .selectAll()
    .where('id', '=', matter.id)
    .executeTakeFirstOrThrow();
  return { document, type: typeOf(act.services, document.type), revision: await currentRevision(act.tx, matter.id) };
}

/**
 * Promises a release at an instant within a year: signatures given today should not let something out that nobody remembers.
 * The row is the promise; the job only wakes somebody up.
 */
export async function scheduleRelease(act: Act, matter: MatterRow, releaseAt: string): Promise<void> {
  const at = momentTyped(releaseAt);
  const out = await goingOut(act, matter);
  const { document, revision } = out;
  const releasers = boundBy('schedule', matter, act.actor);
  const defects = [...momentDefects(act, at), ...(await releaseDefects(act, matter, out, releasers))];
  if (defects.length > 0) throw refused(defects);
  const correction = document.released_revision_id ? await correctionOf(act.tx, matter.id, revision) : undefined;
  await act.tx
    .insertInto('release')
    .values({
      document_id: matter.id,
      revision_id: revision.id,
      set_id: openSetId(act.tx, matter.id),
      kind: correction ? 'correct' : 'release',
      reason: correction?.reason ?? null,
      changed_on: correction?.changedOn ?? null,
      ordered_by: act.actor.id,
      on_behalf_of: releasers[1] ?? null,
      ordered_at: act.now,
      release_at: at,
    })
    .execute();
  await act.services.jobs.enqueue(act.tx, releaseDueJob, {}, { startAfter: at });
}

function momentDefects({ now, today }: Act, at: Instant): string[] {
  if (at <= now) return ['定时发布的时间必须晚于现在；需要马上公开请直接发布'];
  return at >= startOfDay(addYears(today, 1)) ? ['定时发布最远定在一年以内，更晚的请届时再定'] : [];
}

/** The schema takes what RFC 3339 takes, a 61st second included; not all of that is a moment here. */
function momentTyped(releaseAt: string): Instant {
  try {
    return instant(releaseAt);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalid({ releaseAt: '「发布时间（北京时间）」应是日期和时间，例如 2026-11-30T09:00:00+08:00' });
  }
}

export async function cancelSchedule(act: Act, matter: MatterRow): Promise<void> {
  await act.tx
    .updateTable('release')
    .set({ cancelled_at: act.now })
    .where('document_id', '=', matter.id)
    .where('released_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute();
}

/** Takes a document off the portal now, whatever else is under way with it. What the public is told follows from the cause. */
export async function withdrawNow(
  act: Act,
  matter: MatterRow,
  cause: WithdrawalCause,
  reason: string,
): Promise<{ readonly contentHash: string; readonly saidHash: string }> {
  const { document, type, revision } = await goingOut(act, matter);
  const out = document.released_revision_id;
  const stood = (out && (await revisionById(act.tx, out))) || revision;
  const saidHash = withdrawalHash(act.services.config.journalAlgorithm, stood.contentHash, cause, reason);
  await cancelSchedule(act, matter);
  await act.tx
    .insertInto('release')
    .values({
      document_id: matter.id,
      revision_id: stood.id,
      kind: 'withdraw',
      cause,
      reason,
      said_hash: saidHash,
      ordered_by: act.actor.id,
      ordered_at: act.now,
      release_at: act.now,
      released_at: act.now,
    })
    .execute();
  await act.tx.updateTable('document').set({ withdrawn_at: act.now }).where('id', '=', matter.id).execute();
  await takeOffPortal(act, matter.id, isTold(cause) ? reason : undefined);
  await tellListeners(act, {
    kind: 'withdrawn',
    documentId: matter.id,
    indexNumber: document.index_number,
    type,
    content: stood.content,
    unitName: await nameOfUnit(act, stood),
  });
  return { contentHash: stood.contentHash, saidHash };
}
