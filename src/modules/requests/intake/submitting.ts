import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { addDays, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { canonicalJson } from '#kernel/canonical.ts';
import { queryCodeOf } from '#kernel/query-code.ts';
import type { Services } from '#platform/services.ts';
import type { RequestContent } from '../contract.ts';
import { contentHashOf } from '../content-hash.ts';
import { codeHash, receiptOf, trackKeyOf } from '../tracking/codes.ts';

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
}

/**
 * Takes in an application by the portal's own hand, which writes and cannot read back: closed for the office's key, under the hash of its code.
 * Sent twice under one id (a double click, a retry, the back button) it is one application, with the same receipt and the same code.
 */
export async function keepSubmission(services: Services, id: string, content: RequestContent): Promise<Submitted> {
  const on = dayOfSubmission(id);
  if (!on) throw new RangeError('not an id of a submission');
  const queryCode = queryCodeOf(Buffer.from(services.secrets.keyedHash(id, 'request-query-code'), 'base64url'));
  const receipt = receiptOf(services, on, id);
  const contentHash = contentHashOf(content);
  const sealed: SealedSubmission = { content, trackKey: trackKeyOf(queryCode) };
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
  const { rows } = await sql<{ kept: string | null }>`select intake.kept_content_hash(${id}) as kept`.execute(
    services.portalDb,
  );
  return { receipt, queryCode, contentHash: rows[0]?.kept ?? contentHash, keptBefore: true };
}

/** Binds a sealed submission to its row. */
export const submissionPlace = (id: string) => `request-submission:${id}`;

/** A random UUID whose first eight digits are the day, so that the receipt says it although the portal cannot read back what it wrote. */
export const newSubmissionId = (today: LocalDate): string => `${today.replaceAll('-', '')}${randomUUID().slice(8)}`;

/** The day comes back from a browser: a receipt must not bear any other than the day it is given, or the day before at midnight. */
export function isFreshSubmission(id: string, today: LocalDate): boolean {
  const on = dayOfSubmission(id);
  return on === today || on === addDays(today, -1);
}

function dayOfSubmission(id: string): LocalDate | undefined {
  const digits = /^(\d{8})-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(id)?.[1] ?? '';
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return isLocalDate(day) ? day : undefined;
}
