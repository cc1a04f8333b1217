import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenAt, chainHash, digest, type HashAlgorithm } from './hash-chain.ts';
import { checkInclusion, growingTree, inclusionProof, merkleRoot } from './merkle.ts';

const both: readonly HashAlgorithm[] = ['sm3', 'sha256'];
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function chainOf(algorithm: HashAlgorithm, texts: readonly string[]) {
  let previous: Buffer = Buffer.alloc(0);
  return texts.map((canonical) => {
    previous = chainHash(algorithm, previous, canonical);
    return { canonical, hash: previous };
  });
}

describe('the hash', () => {
  test('SM3 gives the standard’s own examples (GB/T 32905-2016, annex A)', () => {
    expect(hex(digest('sm3', 'abc'))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(hex(digest('sm3', 'abcd'.repeat(16)))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  test('SHA-256 gives its own example (FIPS 180-4)', () => {
    expect(hex(digest('sha256', 'abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe.each(both)('a chain by %s', (algorithm) => {
  test('starts from 32 zero bytes and says what it hashes', () => {
    const first = chainHash(algorithm, Buffer.alloc(0), '{"名":1}');
    expect(first).toEqual(digest(algorithm, Buffer.concat([Buffer.of(2), Buffer.alloc(32), Buffer.from('{"名":1}')])));
    expect(chainHash(algorithm, Buffer.alloc(32), '{"名":1}')).toEqual(first);
  });

  test.each([1, 31, 33, 64])('a previous hash of %i bytes is refused', (length) => {
    expect(() => chainHash(algorithm, Buffer.alloc(length), '{}')).toThrow(RangeError);
  });

  test('holds as written; one changed byte is found where it was changed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 }), fc.nat(), (texts, seed) => {
        const chain = chainOf(algorithm, texts);
        expect(brokenAt(algorithm, chain)).toBeUndefined();
        const at = seed % texts.length;
        const altered = chain.map((entry, i) => (i === at ? { ...entry, canonical: `${entry.canonical}.` } : entry));
        expect(brokenAt(algorithm, altered)).toBe(at);
        const flipped = chain.map((entry, i) => {
          const hash = Buffer.from(entry.hash);
          if (i === at) hash[seed % 32] = (hash[seed % 32] ?? 0) ^ 1;
          return { ...entry, hash };
        });
        expect(brokenAt(algorithm, flipped)).toBe(at);
      }),
    );
  });

  test('a removed, swapped or inserted entry is found', () => {
    const chain = chainOf(algorithm, ['a', 'b', 'c', 'd']);
    const [a, b, c, d] = chain as [(typeof chain)[0], (typeof chain)[0], (typeof chain)[0], (typeof chain)[0]];
    expect(brokenAt(algorithm, [a, c, d])).toBe(1);
    expect(brokenAt(algorithm, [a, c, b, d])).toBe(1);
    expect(brokenAt(algorithm, [a, b, b, c, d])).toBe(2);
    expect(brokenAt(algorithm, [b, c, d])).toBe(0);
  });
});

describe('the daily tree', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((text) => Buffer.from(text, 'hex'));

  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('over %i leaves has the root known from certificate transparency', (count, root) => {
    expect(hex(merkleRoot('sha256', leaves.slice(0, count)))).toBe(root);
  });

  test.each(both)('%s: leaves that come one by one give the same root', (algorithm) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 }), (data) => {
        const tree = growingTree(algorithm);
        for (const leaf of data) tree.add(leaf);
        expect(tree.root()).toEqual(merkleRoot(algorithm, data));
      }),
    );
  });

  test.each(both)('%s: every leaf proves itself, and proves nothing else', (algorithm) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uint8Array({ maxLength: 8 }), { minLength: 2, maxLength: 20, selector: String }),
        fc.nat(),
        (data, seed) => {
          const root = merkleRoot(algorithm, data);
          const index = seed % data.length;
          const proof = inclusionProof(algorithm, data, index);
          const leaf = data[index] ?? new Uint8Array();
          const other = data[(index + 1) % data.length] ?? new Uint8Array();
          expect(checkInclusion(algorithm, leaf, proof, root)).toBe(true);
          expect(checkInclusion(algorithm, other, proof, root)).toBe(false);
          expect(checkInclusion(algorithm, leaf, proof.slice(1), root)).toBe(false);
        },
      ),
    );
  });

  test('a node cannot be passed off as a leaf', () => {
    const [one, two] = [
      digest('sha256', Buffer.of(0), Buffer.from('a')),
      digest('sha256', Buffer.of(0), Buffer.from('b')),
    ];
    const root = merkleRoot('sha256', [Buffer.from('a'), Buffer.from('b')]);
    expect(merkleRoot('sha256', [Buffer.concat([one, two])])).not.toEqual(root);
    expect(checkInclusion('sha256', Buffer.concat([one, two]), [], root)).toBe(false);
  });

  test.each([-1, 3, 0.5, Number.NaN])('a proof for position %d of three is refused', (index) => {
    expect(() => inclusionProof('sm3', leaves.slice(0, 3), index)).toThrow(RangeError);
  });
});
