import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { publicForm, typedCitizen } from '../testing/public-form.ts';

let world: World;
const form = publicForm(() => world);
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 100_000 }));
});
afterAll(() => world?.close());

const URLS = ['/requests', '/requests/review', '/requests/edit', '/requests/answers', '/requests/found'] as const;
const TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  '',
] as const;
const NAMES = [
  ...Object.keys(typedCitizen),
  'file',
  'drop',
  'id',
  'stamp',
  'proof',
  'offered',
  '__proto__',
  'constructor',
  'q',
];

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\u202e',
    '{}',
    '[]',
    'null',
    '%',
    '%00',
    '../../etc/passwd',
    '=1+1',
    'a'.repeat(6_000),
    '2026-03-02',
  ),
);
const encoded = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 25 })
  .map((pairs) => new URLSearchParams(pairs.map(([name, text]) => [name, text.toWellFormed()])).toString());
const json = fc.oneof(
  fc.json(),
  fc.dictionary(fc.constantFrom(...NAMES), value).map((said) => JSON.stringify(said)),
);
const parts = fc
  .array(fc.tuple(fc.constantFrom(...NAMES, 'identity', 'attachment', 'authority'), fc.boolean(), value), {
    maxLength: 8,
  })
  .map(
    (said) =>
      said
        .map(
          ([name, isFile, text]) =>
            `--x\r\nContent-Disposition: form-data; name="${name}"${isFile ? '; filename="a.pdf"' : ''}\r\n\r\n${text}\r\n`,
        )
        .join('') + '--x--\r\n',
  );
const body = fc.oneof(encoded, json, parts, fc.string({ unit: 'binary', maxLength: 500 }));

test('two thousand bodies of every kind are answered, and none makes the house fail', async () => {
  const { app } = await world.site();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...URLS), fc.constantFrom(...TYPES), body, async (url, type, payload) => {
      const { statusCode } = await app.inject({
        method: 'POST',
        url,
        headers: { 'sec-fetch-site': 'same-origin', ...(type && { 'content-type': type }) },
        payload,
      });
      expect(statusCode).toBeLessThan(500);
    }),
    { numRuns: 2_000 },
  );
}, 240_000);

test('a body far too long is refused before it is read, with and without files', async () => {
  const long = await form.post('/requests/review', { ...typedCitizen, description: '长'.repeat(2_000_000) });
  expect(long.statusCode).toBe(413);
  const parted = await form.postFiles('/requests/review', { ...typedCitizen, description: '长'.repeat(2_000_000) }, []);
  expect([400, 422]).toContain(parted.statusCode);
  const many = await form.postFiles(
    '/requests/review',
    typedCitizen,
    Array.from({ length: 40 }, (_, n) => ({ field: 'attachment', name: `${n}.pdf`, bytes: Buffer.from('%PDF-1.4 ') })),
  );
  expect(many.statusCode).toBe(400);
});

test('from another site nothing is taken', async () => {
  const { app } = await world.site();
  for (const url of URLS) {
    const { statusCode } = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: '',
    });
    expect(statusCode).toBe(403);
  }
});
