import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// The signature of requests in both directions: docs/exchange.md says it to partners, and a test holds the worked example there.

export const SCHEME = 'SUNLIT-HMAC-SHA256';
/** How far the clocks of the two sides may be apart. */
export const WINDOW_MINUTES = 5;

export interface Signable {
  readonly method: string;
  /** Path with query, exactly as it stands in the request line. */
  readonly path: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: Uint8Array;
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** What is signed: six lines joined by a line feed, none at the end. */
export function textToSign({ method, path, timestamp, nonce, body }: Signable): string {
  return [SCHEME, method.toUpperCase(), path, timestamp, nonce, sha256(body)].join('\n');
}

/** The signature as 64 hexadecimal digits. The key is the secret's text as UTF-8. */
export function sign(secret: string, request: Signable): string {
  return createHmac('sha256', secret).update(textToSign(request)).digest('hex');
}

/** Does `sha256=<hex>` sign the request? Takes the same time wherever it differs. */
export function isSigned(secret: string, request: Signable, header: string): boolean {
  const given = Buffer.from(/^sha256=([0-9a-f]{64})$/.exec(header)?.[1] ?? '', 'hex');
  const expected = Buffer.from(sign(secret, request), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export const newKeyId = (): string => `sk-${randomBytes(12).toString('hex')}`;
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const newNonce = (): string => randomBytes(16).toString('hex');
