import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ '10': 1, '9': 2, a: 3, A: 4 }, '{"10":1,"9":2,"A":4,"a":3}'],
    [
      { '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\u00f6': 5, '\ufb33': 6 },
      '{"\\r":2,"1":3,"ö":5,"€":1,"😀":4,"\ufb33":6}',
    ],
    [{ 名称: '江西省药品监督管理局' }, '{"名称":"江西省药品监督管理局"}'],
    [[1.0, -0, 1e21, 0.000001, 333333333.3333333], '[1,0,1e+21,0.000001,333333333.3333333]'],
    [Object.create(null), '{}'],
    ['\u2028"\\', '"\u2028\\"\\\\"'],
  ])('%#', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  const deep = Array.from({ length: 70 }).reduce((inner: unknown) => [inner], 1);
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  test.each([
    ['undefined', undefined],
    ['an undefined member', { a: { b: undefined } }],
    ['not a number', [Number.NaN]],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a function', { f: () => 1 }],
    ['a symbol', [Symbol('s')]],
    ['a symbol key', { [Symbol('s')]: 1 }],
    ['a bigint', 1n],
    ['a date', { at: new Date(0) }],
    ['a map', new Map([[1, 2]])],
    ['bytes', Buffer.from('x')],
    ['a hole', new Array(2)],
    ['half a surrogate pair', '\ud83d'],
    ['half a surrogate pair in a key', { '\ude00': 1 }],
    ['a loop', loop],
    ['too deep', deep],
  ])('%s is refused', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  test('the refusal names the place', () => {
    expect(() => canonicalJson({ a: [{ b: undefined }] })).toThrow('$.a[0].b');
  });

  test('reads back as what was written, and the order in which members were set does not matter', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
        expect(canonicalJson(backwards(plain))).toBe(canonicalJson(plain));
      }),
    );
  });
});

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, backwards(member)]),
  );
}
