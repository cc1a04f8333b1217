import { createHash } from 'node:crypto';

/** SM3 (GB/T 32905-2016, the national standard) unless an installation chooses SHA-256. Both give 32 bytes. */
export type HashAlgorithm = 'sm3' | 'sha256';

export const DIGEST_BYTES = 32;

export function digest(algorithm: HashAlgorithm, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * The hash of an entry that follows another: H(0x02 ‖ previous ‖ entry in UTF-8).
 * `previous` is the hash before it, or empty for the first entry, which counts as 32 zero bytes; any other length is refused.
 * The leading byte keeps entries apart from the leaves (0x00) and nodes (0x01) of the daily tree.
 */
export function chainHash(algorithm: HashAlgorithm, previous: Uint8Array, entryCanonical: string): Buffer {
  if (previous.length !== 0 && previous.length !== DIGEST_BYTES)
    throw new RangeError(`前一条的散列应为 ${DIGEST_BYTES} 字节，实为 ${previous.length} 字节`);
  return digest(algorithm, ENTRY, previous.length === 0 ? Buffer.alloc(DIGEST_BYTES) : previous, entryCanonical);
}

/** Where a chain first departs from its own hashes: the position of the first wrong entry, or undefined when all agree. */
export function brokenAt(
  algorithm: HashAlgorithm,
  entries: Iterable<{ readonly canonical: string; readonly hash: Uint8Array }>,
): number | undefined {
  let previous: Uint8Array = new Uint8Array();
  let position = 0;
  for (const { canonical, hash } of entries) {
    if (!chainHash(algorithm, previous, canonical).equals(hash)) return position;
    previous = hash;
    position++;
  }
  return undefined;
}

const ENTRY = Uint8Array.of(0x02);
