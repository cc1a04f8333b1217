import { randomUUID } from 'node:crypto';
import { addDays, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { errorFacts } from './log.ts';
import type { SecretBox } from './secret-box.ts';
import type { Services } from './services.ts';

// What the public sends: under an id that bears its day, so that sending twice is sending once and a receipt says the day although the
// portal cannot read back what it wrote; opened by a job afterwards.

/** A random UUID whose first eight digits are the day. */
export const newSubmissionId = (today: LocalDate): string => `${today.replaceAll('-', '')}${randomUUID().slice(8)}`;

/** The day of an id; undefined for what is none of ours. */
export function dayOfSubmission(id: string): LocalDate | undefined {
  const ours = /^\d{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id);
  return ours ? dayOfDigits(id) : undefined;
}

/** The day comes back from a browser: a receipt must not bear any other than the day it is given, or the day before at midnight. */
export function isFreshSubmission(id: string, today: LocalDate): boolean {
  const on = dayOfSubmission(id);
  return on === today || on === addDays(today, -1);
}

/** The day with which an id or a receipt begins. */
export function dayOfDigits(text: string): LocalDate | undefined {
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  return isLocalDate(day) ? day : undefined;
}

/** Letters and digits that are not mistaken for each other when read over the telephone. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Signs of a receipt, made of a text under a key: the same text has the same signs, and nobody else can make them. At most 32. */
export function readableSigns(secrets: SecretBox, text: string, use: string, length: number): string {
  const hash = Buffer.from(secrets.keyedHash(text, use), 'base64url');
  return [...hash.subarray(0, length)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
}

/**
 * Opens each of what waits; the row is the truth, so a run that was missed is made good by the next. One that cannot be opened holds up none of
 * the others: it is logged as `trouble`, and a promise tells the administrator of what waits for long. Gives how many were opened.
 */
export async function openEach(
  services: Services,
  waiting: readonly { readonly id: string }[],
  trouble: string,
  open: (id: string) => Promise<unknown>,
): Promise<number> {
  let opened = 0;
  for (const { id } of waiting) {
    try {
      await open(id);
      opened += 1;
    } catch (error) {
      services.log.error(trouble, { id, ...errorFacts(error) });
    }
  }
  return opened;
}
