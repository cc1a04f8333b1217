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
