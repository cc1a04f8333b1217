import { sql } from 'kysely';
import { canonicalJson } from '#kernel/canonical.ts';
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
  /** Of what was kept: where it is another than that of what was sent now, the first sending counts. */
  readonly contentHash: string;
  readonly keptBefore: boolean;
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
 * Sent twice under one id (a double click, a retry, the back button) it is one application, with the same receipt and the same code.
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
  const receipt = receiptOf(services, on, id);
  const hashes = files.map(({ hash }) => hash);
  const contentHash = contentHashOf(content, hashes);
  const sealed: SealedSubmission = { content, trackKey: trackKeyOf(queryCode), ...(files.length > 0 && { files }) };
  const { numInsertedOrUpdatedRows } = await services.portalDb
    .insertInto('intake.request_submission')
    .values({
      id,
      receipt,
      code_hash: codeHash(services, queryCode),
      sealed: await services.secrets.envelopes.seal(canonicalJson(sealed), submissionPlace(id)),
      content_hash: contentHash,
      sent_at: services.time.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) return { receipt, queryCode, contentHash, keptBefore: false };
  return { receipt, queryCode, contentHash: (await keptHashOf(services, id)) ?? contentHash, keptBefore: true };
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
