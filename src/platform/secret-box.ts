import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { type EnvelopeOpener, type EnvelopeSeal, envelopesOf } from './envelope.ts';

/**
 * Encrypts single fields of personal data (AES-256-GCM, a fresh nonce each) and signs short tokens.
 * The key never leaves the process; a sealed value names its format in the first byte so that the algorithm can be changed.
 */
export interface SecretBox {
  /** `context` binds a value to its place (`person.phone`), so that it cannot be moved to another. */
  seal(text: string, context: string): Buffer;
  open(sealed: Buffer, context: string): string;
  /** The same for a file. */
  sealBytes(bytes: Buffer, context: string): Buffer;
  openBytes(sealed: Buffer, context: string): Buffer;
  /** A keyed hash, base64url: equal texts give equal hashes and nothing can be read back. */
  keyedHash(text: string, context: string): string;
  sameHash(a: string, b: string): boolean;
  /** What the public hands in: closed for the office's key by the portal, which uses no more than `seal`. */
  readonly envelopes: EnvelopeSeal & EnvelopeOpener;
}

const FORMAT_1 = 1;
const NONCE = 12;
const TAG = 16;

export function makeSecretBox(masterKey: string): SecretBox {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', masterKey, 'sunlit', use, 32));
  const fieldKey = derive('field-encryption');
  const hashKey = derive('keyed-hash');
  const sealBytes = (bytes: Buffer, context: string): Buffer => {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', fieldKey, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([Buffer.of(FORMAT_1), nonce, cipher.getAuthTag(), body]);
  };
  const openBytes = (sealed: Buffer, context: string): Buffer => {
    if (sealed[0] !== FORMAT_1) throw new Error('sealed in an unknown format');
    const nonce = sealed.subarray(1, 1 + NONCE);
    const decipher = createDecipheriv('aes-256-gcm', fieldKey, nonce).setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE + TAG)), decipher.final()]);
  };
  return {
    sealBytes,
    openBytes,
    seal: (text, context) => sealBytes(Buffer.from(text, 'utf8'), context),
    open: (sealed, context) => openBytes(sealed, context).toString('utf8'),
    keyedHash: (text, context) => createHmac('sha256', hashKey).update(`${context}\0${text}`).digest('base64url'),
    envelopes: envelopesOf(masterKey),
    sameHash: (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b)),
  };
}
