import { sql } from 'kysely';
import { canonicalJson } from '#kernel/canonical.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { queryCodeOf } from '#kernel/query-code.ts';
import type { Services } from '#platform/services.ts';
import { dayOfSubmission } from '#platform/submissions.ts';
import type { RequestContent } from '../contract.ts';
import { contentHashOf } from '../content-hash.ts';
import { codeHash, receiptOf, trackKeyOf } from '../tracking/codes.ts';
import type { SentFile } from '../uploads/sent-files.ts';

/** What whoever sent an application holds in hand. */
export interface Submitted {
  readonly receipt: string;
  /** Shown to the sender and kept nowhere. */
  readonly queryCode: string;
  /** Of what was kept. */
  readonly contentHash: string;
  readonly keptBefore: boolean;
  /** What was kept before is not what was sent now, of which nothing was kept. */
  readonly otherWords: boolean;
}

/** Closed, for the office alone to open. */
export interface SealedSubmission {
  readonly content: RequestContent;
  readonly trackKey: string;
  /** Sent along and waiting beside it. */
  readonly files?: readonly SentFile[];
}

/**
 * Takes in an application by the portal's own hand, which writes and cannot read back: closed for the office's key, under the hash of its code.
 * Sent twice under one id (a double click, a retry, the back button) it is one application, with the same receipt and the same code; other words under
 * that id are not kept, and whoever sent them is to be told.
 */
export async function keepSubmission(
  services: Services,
  id: string,
  content: RequestContent,
  files: readonly SentFile[] = [],
): Promise<Submitted> {
  const on = dayOfSubmission(id);
  if (!on) throw new RangeError('not an id of a submission');
  const queryCode = queryCodeOf(Buffer.from(services.secrets.keyedHash(id, 'request-query-code'), 'base64url'));
  const code_hash = codeHash(services, queryCode);
  const hashes = files.map(({ hash }) => hash);
  const contentHash = contentHashOf(content, hashes);
  const words: SealedSubmission = { content, trackKey: trackKeyOf(queryCode), ...(files.length > 0 && { files }) };
  const sealed = await services.secrets.envelopes.seal(canonicalJson(words), submissionPlace(id));
  const row = { id, code_hash, sealed, content_hash: contentHash, file_ids: files.map((file) => file.id) };
  for (const receipt of receiptsOf(services, on, id)) {
    const { numInsertedOrUpdatedRows } = await services.portalDb
      .insertInto('intake.request_submission')
      .values({ ...row, receipt, sent_at: services.time.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n)
      return { receipt, queryCode, contentHash, keptBefore: false, otherWords: false };
    // Kept before under this id; or the receipt is that of somebody else, which is never shown.
    if (await isReceiptOf(services, receipt, code_hash)) {
      const kept = (await keptHashOf(services, id)) ?? contentHash;
      return { receipt, queryCode, contentHash: kept, keptBefore: true, otherWords: kept !== contentHash };
    }
  }
  throw new Error('no receipt is free for a submission');
}

/** Eight signs may come out the same for two submissions of a day: then the next of these is its receipt, whenever it is sent. */
function* receiptsOf(services: Services, on: LocalDate, id: string) {
  for (let n = 0; n < 5; n += 1) yield receiptOf(services, on, n === 0 ? id : `${id} ${n}`);
}

/** By the code, which is the submission's own. */
async function isReceiptOf({ portalDb }: Services, receipt: string, hash: string): Promise<boolean> {
  const { rows } = await sql<{
    at: string | null;
  }>`select intake.submission_sent_at(${receipt}, ${hash}) as at`.execute(portalDb);
  return rows[0]?.at != null;
}

/** The fingerprint of what was kept under an id; undefined where nothing was. */
export async function keptHashOf(services: Services, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ kept: string | null }>`select intake.kept_content_hash(${id}) as kept`.execute(
    services.portalDb,
  );
  return rows[0]?.kept ?? undefined;
}

/** Binds a sealed submission to its row. */
export const submissionPlace = (id: string) => `request-submission:${id}`;
