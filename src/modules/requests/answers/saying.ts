import type { Services } from '#platform/services.ts';
import { codeHash } from '../tracking/codes.ts';
import type { Pair } from '../tracking/tickets.ts';
import type { AnswerKind } from './answer-kinds.ts';

/** What somebody with number and code says, as it is closed for the office. */
export interface Said {
  readonly kind: AnswerKind;
  readonly letterId?: string;
  readonly text?: string;
  readonly voucher?: string;
  readonly grade?: number;
}

/** Binds a sealed answer to its row. */
export const answerPlace = (id: string): string => `request-answer:${id}`;

/**
 * Takes in what was said by the portal's own hand, which writes and cannot read back. The day it is sent is the day that counts. Sent twice under one
 * id it is kept once; gives whether it was kept now.
 */
export async function say(services: Services, pair: Pair, id: string, said: Said): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await services.portalDb
    .insertInto('intake.request_answer')
    .values({
      id,
      receipt: pair.receipt,
      code_hash: codeHash(services, pair.code),
      sealed: await services.secrets.envelopes.seal(JSON.stringify(said), answerPlace(id)),
      sent_at: services.time.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** That a letter was fetched, once: what proves that it has arrived. The same letter has the same id, however often it is fetched. */
export async function sayFetched(services: Services, pair: Pair, letterId: string): Promise<void> {
  const hex = Buffer.from(services.secrets.keyedHash(letterId, 'request-letter-fetched'), 'base64url').toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  await say(services, pair, id, { kind: 'download', letterId });
}
