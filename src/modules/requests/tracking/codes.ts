import { hkdfSync } from 'node:crypto';
import type { LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { readableSigns } from '#platform/submissions.ts';

/** `20261122-7K3M9QXD`: the day and eight signs made of the submission's id, so that the same submission has the same receipt. */
export function receiptOf(services: Services, on: LocalDate, id: string): string {
  return `${on.replaceAll('-', '')}-${readableSigns(services.secrets, id, 'request-receipt', 8)}`;
}

/** What is kept of a query code: nothing that it could be read from. */
export const codeHash = (services: Services, code: string): string =>
  services.secrets.keyedHash(code, 'request-query-code');

/** The key under which the state of a request is closed for whoever has its code; it does not tell the code. */
export const trackKeyOf = (code: string): string =>
  Buffer.from(hkdfSync('sha256', code, 'sunlit', 'request-track', 32)).toString('base64url');
