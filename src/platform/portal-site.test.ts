import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Type } from 'typebox';
import { instant } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import { definePolicy } from '#kernel/policy.ts';
import { type App, buildHttp } from './http.ts';
import { makeLog } from './log.ts';
import { type PortalSite, makePortalSite } from './portal-site.ts';
import type { Services } from './services.ts';
import { movableClock } from './time.ts';

const BODY = '公开是常态，不公开是例外。'.repeat(200);

let app: App;
let site: PortalSite;
let clock: ReturnType<typeof movableClock>;
let made: string[];
let views: string[];
/** Lets the renderings that are waiting go on. */
let release: () => void;

beforeEach(async () => {
  made = [];
  views = [];
  clock = movableClock(instant('2026-03-02T01:00:00Z'));
  app = await buildHttp({
    log: makeLog('silent'),
    policy: definePolicy({ 'test.read': { label: '公众阅读', roles: 'public' } }),
    authenticate: async () => null,
    errorPage: ({ reasons }) => reasons.join(),
    tokenKey: 'key',
    trustProxy: false,
    https: false,
    limitFactor: 100,
  });
  // Pages need nothing of the services but the day.
  site = makePortalSite({ time: clock } as unknown as Services, (path) => views.push(path));
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const query = Type.Object({ page: Type.Optional(Type.String({ maxLength: 5 })) });
  site.page(app, { url: '/list', action: 'test.read', query }, async ({ today, query: { page } }) => {
    made.push(`${today} ${page ?? ''}`);
    return { body: `${BODY}${today}`, type: 'text/plain; charset=utf-8' };
  });
  site.page(app, { url: '/slow', action: 'test.read' }, async () => {
    made.push('slow');
    await gate;
    return { body: BODY, type: 'text/plain; charset=utf-8' };
  });
  const params = Type.Object({ key: Type.String({ maxLength: 20 }) });
  site.page(app, { url: '/pages/:key/feed.xml', action: 'test.read', params }, async ({ params: { key }, path }) => {
    made.push(`${key} ${path}`);
    return { body: BODY, type: 'text/plain; charset=utf-8' };
  });
  site.page(app, { url: '/missing', action: 'test.read' }, async () => {
    made.push('missing');
    throw notFound('这份文件');
  });
  site.page(app, { url: '/gone', action: 'test.read' }, async () => {
    made.push('gone');
    return { body: 'gone', type: 'text/plain; charset=utf-8', status: 410 };
  });
  await app.ready();
});
afterEach(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

describe('a page of the portal', () => {
  test('is made once for each address', async () => {
    await get('/list');
    await get('/list');
    await get('/list?page=2');
    expect(made).toEqual(['2026-03-02 ', '2026-03-02 2']);
  });

  test.each([
    ['/list', ['/list', '/list/', '/%6cist', '/l%69st?page=&x=1']],
    ['/pages/a%E6%97%A5%2Fb/feed.xml', ['/pages/a%e6%97%a5%2fb/feed.xml', '/pages/%61%E6%97%A5%2Fb/feed.xm%6C']],
  ])('is made once and counted under one address, however %s is spelled', async (path, spellings) => {
    for (const url of spellings) expect((await get(url)).statusCode).toBe(200);
    expect(views).toEqual(spellings.map(() => path));
    expect(made).toHaveLength(1);
  });

  test('is made anew after a release, and on the next day', async () => {
    await get('/list');
    site.newEdition();
    await get('/list');
    clock.moveTo(instant('2026-03-02T16:00:00Z'));
    expect((await get('/list')).body).toContain('2026-03-03');
    expect(made).toHaveLength(3);
  });

  test('is made once although many ask for it at the same moment', async () => {
    const asked = Array.from({ length: 20 }, () => get('/slow'));
    await new Promise((resolve) => setImmediate(resolve));
    release();
    const answers = await Promise.all(asked);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(new Set(answers.map(({ body }) => body))).toEqual(new Set([BODY]));
    expect(made).toEqual(['slow']);
    expect(views).toHaveLength(20);
  });

  test('that is being made when something is released is not given to those who ask afterwards', async () => {
    const before = get('/slow');
    await new Promise((resolve) => setImmediate(resolve));
    site.newEdition();
    const after = get('/slow');
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await Promise.all([before, after]);
    expect(made).toEqual(['slow', 'slow']);
  });

  test.each([
    ['/missing', 404],
    ['/gone', 410],
  ])('that is not there (%s) is neither kept nor counted', async (url, status) => {
    expect((await get(url)).statusCode).toBe(status);
    const again = await get(url);
    expect(again.statusCode).toBe(status);
    expect(again.headers['cache-control']).toBe('no-store');
    expect(made).toHaveLength(2);
    expect(views).toEqual([]);
  });
});

describe('the bytes', () => {
  test.each([
    ['br', 'gzip, deflate, br', (bytes: Buffer) => brotliDecompressSync(bytes)],
    ['gzip', 'gzip, deflate', (bytes: Buffer) => gunzipSync(bytes)],
    [undefined, 'identity', (bytes: Buffer) => bytes],
  ])('go out as %s to a browser that takes %s, the first time and from the cache', async (packing, accepted, open) => {
    for (let i = 0; i < 2; i++) {
      const answer = await get('/list', { 'accept-encoding': accepted });
      expect(answer.headers['content-encoding']).toBe(packing);
      expect(answer.headers.vary).toBe('accept-encoding');
      expect(open(answer.rawPayload).toString()).toBe(`${BODY}2026-03-02`);
    }
    expect(made).toHaveLength(1);
  });

  test('are not sent again to whoever has them', async () => {
    const { headers } = await get('/list');
    const again = await get('/list', { 'if-none-match': String(headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.rawPayload).toHaveLength(0);
  });
});
