import { chineseDate, civilDate, type Instant, type LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { ContentType } from '../content-type.ts';
import { currentRevision, type Revision } from '../revisions.ts';
import type { Deliberation } from './contract.ts';

interface Recorded {
  readonly outcome: Deliberation['outcome'];
  readonly meeting: string;
  readonly heldOn: LocalDate;
  readonly minutes?: string;
}

/**
 * Writes down that a meeting has passed the text (集体审议, 国办发〔2018〕37号). Without a legality review that agreed, nothing goes before
 * a meeting: one that passed this very text was held on the day of its review or later; one that passed it before was on an earlier
 * text, reviewed in its time. Refuses days that cannot be.
 */
export async function recordDeliberation(act: Act, matter: MatterRow, recorded: Recorded): Promise<Revision> {
  const revision = await currentRevision(act.tx, matter.id);
  const wrong = dayDefect(recorded, await reviewsOf(act.tx, matter, revision), act.today);
  if (wrong) throw invalid({ heldOn: wrong });
  await act.tx
    .insertInto('deliberation')
    .values({
      document_id: matter.id,
      revision_id: revision.id,
      content_hash: revision.contentHash,
      round: matter.round,
      outcome: recorded.outcome,
      meeting: recorded.meeting.trim(),
      held_on: recorded.heldOn,
      minutes: recorded.minutes?.trim() || null,
      recorded_by: act.actor.id,
      recorded_at: act.now,
    })
    .execute();
  return revision;
}

interface Reviews {
  /** Of this text, in this round. */
  readonly ofThis: LocalDate | undefined;
  /** The first of any text before it. */
  readonly ofAnEarlier: LocalDate | undefined;
}

function dayDefect({ outcome, heldOn }: Recorded, reviews: Reviews, today: LocalDate): string | undefined {
  if (heldOn > today) return '会议日期不能晚于今天：会议召开以后再登记';
  const reviewedOn = outcome === 'passed' ? reviews.ofThis : reviews.ofAnEarlier;
  if (reviewedOn === undefined)
    return '此前没有经过合法性审核的文稿，会议不能在合法性审核之前审议：请选择“审议通过本稿”';
  if (heldOn >= reviewedOn) return undefined;
  return `合法性审核于${chineseDate(reviewedOn)}通过，此前不得提交集体审议：请核对会议日期`;
}

async function reviewsOf(tx: Tx, matter: MatterRow, { contentHash }: Revision): Promise<Reviews> {
  const rows = await tx
    .selectFrom('signature')
    .select(['round', 'content_hash', 'signed_at'])
    .where('document_id', '=', matter.id)
    .where('step', '=', 'legality-review')
    .where('agrees', '=', true)
    .orderBy('signed_at')
    .execute();
  const isThis = (row: (typeof rows)[number]) => row.round === matter.round && row.content_hash === contentHash;
  const dayOf = (row: { readonly signed_at: Instant } | undefined) => row && civilDate(row.signed_at);
  return { ofThis: dayOf(rows.find(isThis)), ofAnEarlier: dayOf(rows.find((row) => !isThis(row))) };
}

/** Why a leader may not sign yet: the type asks for a deliberation, and none has passed this text in this round. */
export async function deliberationDefects(
  db: Db | Tx,
  type: ContentType,
  { id, round }: Pick<MatterRow, 'id' | 'round'>,
  { contentHash }: Revision,
): Promise<string[]> {
  if (!type.deliberated || (await deliberationOf(db, id, contentHash, round))) return [];
  return [`${type.label}应经集体审议才能签发，这一稿还没有登记审议：请退回，由拟稿单位补办`];
}

/** What was recorded about a text: of one round, or the last of any. */
export async function deliberationOf(
  db: Db | Tx,
  documentId: string,
  contentHash: string,
  round?: number,
): Promise<Deliberation | null> {
  let rows = db
    .selectFrom('deliberation as d')
    .innerJoin('person as p', 'p.id', 'd.recorded_by')
    .select(['d.outcome', 'd.meeting', 'd.held_on as heldOn', 'd.minutes', 'p.name as recordedBy'])
    .select('d.recorded_at as recordedAt')
    .where('d.document_id', '=', documentId)
    .where('d.content_hash', '=', contentHash);
  if (round !== undefined) rows = rows.where('d.round', '=', round);
  const row = await rows.orderBy('d.recorded_at', 'desc').executeTakeFirst();
  // The table's check allows no other outcome.
  return row ? { ...row, outcome: row.outcome as Deliberation['outcome'] } : null;
}
