import { randomBytes, randomInt } from 'node:crypto';
import type { SecretBox } from '#platform/secret-box.ts';
import type { Expert } from './contract.ts';

// What opens a link, and what hides whom it is for. Nothing here can be read back from the database.

/** 256 bits: nobody finds a link by trying. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
/** Eight digits to be said over the telephone; few wrong tries and the link waits for another. */
export const newCode = (): string => String(randomInt(0, 100_000_000)).padStart(8, '0');
export const newSession = (): string => randomBytes(32).toString('base64url');

export const tokenHash = (box: SecretBox, token: string): string => box.keyedHash(token, 'expert-token');
/** Bound to its request: the code of one link opens no other. */
export const codeHash = (box: SecretBox, requestId: string, code: string): string =>
  box.keyedHash(`${requestId}\n${code.replace(/\D/g, '')}`, 'expert-code');
export const sessionHash = (box: SecretBox, requestId: string, session: string): string =>
  box.keyedHash(`${requestId}\n${session}`, 'expert-session');
/** What a form of the page sends back; worthless for another link and another session. */
export const formTokenOf = (box: SecretBox, requestId: string, session: string): string =>
  box.keyedHash(`${requestId}\n${session}`, 'expert-form');

const PLACE = 'expert_request.expert';
export const sealExpert = (box: SecretBox, expert: Expert): Buffer => box.seal(JSON.stringify(expert), PLACE);
// Written by `sealExpert` and by nobody else.
export const openExpert = (box: SecretBox, sealed: Buffer): Expert => JSON.parse(box.open(sealed, PLACE)) as Expert;

/** Letters and digits that are not mistaken for each other when read aloud. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** `20261123-7K3M9QXD`: the day, and by what it is known. */
export function receiptOf(box: SecretBox, requestId: string, day: string): string {
  const hash = Buffer.from(box.keyedHash(requestId, 'expert-receipt'), 'base64url');
  const signs = [...hash.subarray(0, 10)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
  return `${day.replaceAll('-', '')}-${signs}`;
}
