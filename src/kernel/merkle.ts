import { digest, type HashAlgorithm } from './hash-chain.ts';

/** One neighbour on the way from a leaf to the root, and on which side it stands. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly hash: Buffer;
}

/**
 * The root over the leaves in their order, as RFC 6962 §2.1 builds it: leaf = H(0x00 ‖ data), node = H(0x01 ‖ left ‖ right),
 * the left part being the largest power of two smaller than the whole. No leaves give H of nothing.
 */
export function merkleRoot(algorithm: HashAlgorithm, leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return digest(algorithm);
  return rootOf(
    algorithm,
    leaves.map((leaf) => leafHash(algorithm, leaf)),
  );
}

/** The same root for leaves that come one by one and are too many to hold: keeps one hash for each power of two. */
export function growingTree(algorithm: HashAlgorithm): { add(leaf: Uint8Array): void; root(): Buffer } {
  // The roots of the full trees from left to right, each smaller than the one before.
  const full: { readonly size: number; readonly hash: Buffer }[] = [];
  return {
    add(leaf) {
      let tree = { size: 1, hash: leafHash(algorithm, leaf) };
      for (let last = full.at(-1); last?.size === tree.size; last = full.at(-1)) {
        full.pop();
        tree = { size: tree.size * 2, hash: nodeHash(algorithm, last.hash, tree.hash) };
      }
      full.push(tree);
    },
    root() {
      const [first, ...rest] = full.map((tree) => tree.hash).toReversed();
      return rest.reduce((right, left) => nodeHash(algorithm, left, right), first ?? digest(algorithm));
    },
  };
}

/** What someone holding one leaf needs, from the leaf upwards, to compute the published root. Refuses a position that is not there. */
export function inclusionProof(algorithm: HashAlgorithm, leaves: readonly Uint8Array[], index: number): ProofStep[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`没有第 ${index} 项，共 ${leaves.length} 项`);
  return pathOf(
    algorithm,
    leaves.map((leaf) => leafHash(algorithm, leaf)),
    index,
  );
}

/** Does this leaf, with this proof, give this root? */
export function checkInclusion(
  algorithm: HashAlgorithm,
  leaf: Uint8Array,
  proof: readonly ProofStep[],
  root: Uint8Array,
): boolean {
  const top = proof.reduce(
    (hash, step) =>
      step.side === 'left' ? nodeHash(algorithm, step.hash, hash) : nodeHash(algorithm, hash, step.hash),
    leafHash(algorithm, leaf),
  );
  return top.equals(root);
}

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

const leafHash = (algorithm: HashAlgorithm, data: Uint8Array): Buffer => digest(algorithm, LEAF, data);
const nodeHash = (algorithm: HashAlgorithm, left: Buffer, right: Buffer): Buffer =>
  digest(algorithm, NODE, left, right);

function rootOf(algorithm: HashAlgorithm, hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only && hashes.length === 1) return only;
  const split = largestPowerBelow(hashes.length);
  return nodeHash(algorithm, rootOf(algorithm, hashes.slice(0, split)), rootOf(algorithm, hashes.slice(split)));
}

function pathOf(algorithm: HashAlgorithm, hashes: readonly Buffer[], index: number): ProofStep[] {
  if (hashes.length === 1) return [];
  const split = largestPowerBelow(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return index < split
    ? [...pathOf(algorithm, left, index), { side: 'right', hash: rootOf(algorithm, right) }]
    : [...pathOf(algorithm, right, index - split), { side: 'left', hash: rootOf(algorithm, left) }];
}

function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
