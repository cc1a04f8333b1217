import { hkdfSync } from 'node:crypto';
import type { LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';

/** Letters and digits that are not mistaken for each other when read over the telephone. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** `20261122-7K3M9QXD`: the day and eight signs made of the submission's id, so that the same submission has the same receipt. */
export function receiptOf(services: Services, on: LocalDate, id: string): string {
  const hash = Buffer.from(services.secrets.keyedHash(id, 'request-receipt'), 'base64url');
  const signs = [...hash.subarray(0, 8)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
  return `${on.replaceAll('-', '')}-${signs}`;
}

/** What is kept of a query code: nothing that it could be read from. */
export const codeHash = (services: Services, code: string): string =>
  services.secrets.keyedHash(code, 'request-query-code');

/** The key under which the state of a request is closed for whoever has its code; it does not tell the code. */
export const trackKeyOf = (code: string): string =>
  Buffer.from(hkdfSync('sha256', code, 'sunlit', 'request-track', 32)).toString('base64url');
