import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryCodeOf, readQueryCode } from './query-code.ts';

const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const bytes = fc.uint8Array({ minLength: 16, maxLength: 32 });
const code = bytes.map(queryCodeOf);
const plain = (text: string) => text.replaceAll('-', '');

describe('a query code', () => {
  test('stands in five groups of four, of signs not mistaken for each other, and means 94 bits', () => {
    fc.assert(fc.property(code, (one) => /^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){4}$/.test(one)));
    expect(Math.log2(SIGNS.length ** 19)).toBeGreaterThan(80);
  });

  test('is the same for the same bytes, and another for others', () => {
    fc.assert(fc.property(bytes, (one) => queryCodeOf(one) === queryCodeOf(Uint8Array.from(one))));
    const many = new Set(fc.sample(fc.uint8Array({ minLength: 32, maxLength: 32 }), 500).map(queryCodeOf));
    expect(many.size).toBe(500);
  });

  test('needs enough randomness', () => {
    expect(() => queryCodeOf(new Uint8Array(15))).toThrow(RangeError);
  });

  test.each([
    ['small letters', (one: string) => one.toLowerCase()],
    ['no hyphens', plain],
    ['spaces for hyphens', (one: string) => ` ${one.replaceAll('-', ' ')}\n`],
    ['long dashes', (one: string) => one.replaceAll('-', '—')],
    ['full-width signs', (one: string) => [...one].map((s) => String.fromCharCode(s.charCodeAt(0) + 0xfee0)).join('')],
  ])('is read with %s', (_what, typed) => {
    fc.assert(fc.property(code, (one) => readQueryCode(typed(one)) === one));
  });

  test('with one sign wrong is not read', () => {
    fc.assert(
      fc.property(code, fc.nat(19), fc.constantFrom(...SIGNS), (one, at, other) => {
        const signs = plain(one);
        fc.pre(signs[at] !== other);
        return readQueryCode(signs.slice(0, at) + other + signs.slice(at + 1)) === undefined;
      }),
    );
  });

  test('with two signs changed about is not read', () => {
    fc.assert(
      fc.property(code, fc.nat(18), (one, at) => {
        const signs = [...plain(one)];
        const [a, b] = [signs[at] as string, signs[at + 1] as string];
        fc.pre(a !== b);
        signs.splice(at, 2, b, a);
        return readQueryCode(signs.join('')) === undefined;
      }),
    );
  });

  test.each(['', 'constructor', '0O1I-0O1I-0O1I-0O1I-0O1I', '7'.repeat(19), '7'.repeat(10_000), '😀'.repeat(20)])(
    '%j is none',
    (typed) => expect(readQueryCode(typed)).toBeUndefined(),
  );
});
