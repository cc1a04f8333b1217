import { randomUUID } from 'node:crypto';
import { addDays, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';

/**
 * Takes in a reader's report by the portal's own hand, which writes and cannot read back. Sent twice under one id, it is kept
 * once and has the same receipt. Gives the receipt.
 */
export async function keepFeedback(
  services: Services,
  id: string,
  { page, kind, text }: { readonly page: string; readonly kind: string; readonly text: string },
): Promise<string> {
  const receipt = receiptOf(services, id);
  await services.portalDb
    .insertInto('intake.page_feedback')
    .values({ id, page, kind, text, receipt, sent_at: services.time.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return receipt;
}

/** A random UUID whose first eight digits are the day, so that a receipt can say it although the portal cannot read back what it wrote. */
export const newFeedbackId = (today: LocalDate): string => `${today.replaceAll('-', '')}${randomUUID().slice(8)}`;

function dayOfId(id: string): LocalDate | undefined {
  if (!/^\d{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) return undefined;
  return dayOf(id.slice(0, 8));
}

/** The day comes back from a browser: a receipt must not bear any other than the day it is given, or the day before at midnight. */
export function isFreshId(id: string, today: LocalDate): boolean {
  const on = dayOfId(id);
  return on === today || on === addDays(today, -1);
}

function dayOf(digits: string): LocalDate | undefined {
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return isLocalDate(text) ? text : undefined;
}

/** `20261122-7K3M9QXD-4TRA`: day, number, and four characters by which an invented receipt is known. */
function receiptOf(services: Services, id: string): string {
  const number = `${id.slice(0, 8)}-${readable(services, id, 8)}`;
  return `${number}-${readable(services, number, 4)}`;
}

/** The day a receipt was given; undefined for one that we did not give. */
export function dayOfReceipt(services: Services, receipt: string): LocalDate | undefined {
  const at = receipt.lastIndexOf('-');
  const genuine = receipt.slice(at + 1) === readable(services, receipt.slice(0, at), 4);
  return genuine ? dayOf(receipt) : undefined;
}

/** Letters and digits that are not mistaken for each other when read over the telephone. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function readable(services: Services, text: string, length: number): string {
  const hash = Buffer.from(services.secrets.keyedHash(text, 'feedback-receipt'), 'base64url');
  return [...hash.subarray(0, length)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
}
