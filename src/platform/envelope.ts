import { hkdfSync } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

/**
 * Closes what the public hands in for the office's key (HPKE, RFC 9180: X25519, HKDF-SHA256, AES-256-GCM). Whoever closes one cannot open it again:
 * the public half is all it takes. An envelope names its format in the first byte, so that the algorithm can be changed.
 */
export interface EnvelopeSeal {
  /** `context` binds the content to its place (`request:<id>`), so that it cannot be moved to another. */
  seal(content: string | Uint8Array, context: string): Promise<Buffer>;
}

/** The office's half: opens what was closed for it. Refuses what was changed, moved to another place, or closed for another key. */
export interface EnvelopeOpener {
  open(sealed: Buffer, context: string): Promise<string>;
  openBytes(sealed: Buffer, context: string): Promise<Buffer>;
}

const FORMAT_1 = 1;
const KEY_LENGTH = 32;
const INFO = Buffer.from('sunlit intake 1');

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** The public half of the installation's key, 32 bytes: what the portal is given. */
export async function envelopePublicKey(masterKey: string): Promise<Buffer> {
  return Buffer.from(await suite.kem.serializePublicKey((await keyPair(masterKey)).publicKey));
}

export async function makeEnvelopeSeal(publicKey: Buffer): Promise<EnvelopeSeal> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(plain(publicKey));
  return {
    async seal(content, context) {
      const { enc, ct } = await suite.seal(
        { recipientPublicKey, info: plain(INFO) },
        plain(Buffer.from(content)),
        plain(Buffer.from(context)),
      );
      return Buffer.concat([Buffer.of(FORMAT_1), Buffer.from(enc), Buffer.from(ct)]);
    },
  };
}

export async function makeEnvelopeOpener(masterKey: string): Promise<EnvelopeOpener> {
  const recipientKey = await keyPair(masterKey);
  const opener: EnvelopeOpener = {
    open: async (sealed, context) => (await opener.openBytes(sealed, context)).toString('utf8'),
    async openBytes(sealed, context) {
      if (sealed[0] !== FORMAT_1) throw new Error('an envelope of an unknown format');
      const enc = plain(sealed.subarray(1, 1 + KEY_LENGTH));
      const content = await suite.open(
        { recipientKey, enc, info: plain(INFO) },
        plain(sealed.subarray(1 + KEY_LENGTH)),
        plain(Buffer.from(context)),
      );
      return Buffer.from(content);
    },
  };
  return opener;
}

/** Both halves of an installation's key, made when first needed. */
export function envelopesOf(masterKey: string): EnvelopeSeal & EnvelopeOpener {
  let sealing: Promise<EnvelopeSeal> | undefined;
  let opening: Promise<EnvelopeOpener> | undefined;
  return {
    async seal(content, context) {
      sealing ??= envelopePublicKey(masterKey).then(makeEnvelopeSeal);
      return (await sealing).seal(content, context);
    },
    async open(sealed, context) {
      opening ??= makeEnvelopeOpener(masterKey);
      return (await opening).open(sealed, context);
    },
    async openBytes(sealed, context) {
      opening ??= makeEnvelopeOpener(masterKey);
      return (await opening).openBytes(sealed, context);
    },
  };
}

const keyPair = (masterKey: string) =>
  suite.kem.deriveKeyPair(hkdfSync('sha256', masterKey, 'sunlit', 'intake-envelope', KEY_LENGTH));

/** The library takes buffers of their own, not windows into larger ones. */
const plain = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
