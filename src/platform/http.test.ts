import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definePolicy } from '#kernel/policy.ts';
import { type App, type HttpOptions, buildHttp } from './http.ts';
import { makeLog } from './log.ts';

const policy = definePolicy({
  'test.read': { label: '公众阅读', roles: 'public' },
  'test.send': { label: '公众留言', roles: 'public' },
  'test.work': { label: '工作人员', roles: 'staff' },
});

let app: App;
let asked = 0;
let failure = new Error();
beforeAll(async () => {
  app = await buildHttp({
    log: makeLog('silent'),
    policy,
    authenticate: async ({ headers }) => {
      asked += 1;
      const id = headers['x-test-session'];
      return typeof id === 'string' ? { id, actor: { id, name: id, grants: [], secondFactor: false } } : null;
    },
    errorPage: ({ reasons }) => reasons.join(),
    tokenKey: 'key',
    trustProxy: false,
    https: true,
    limitFactor: 1,
  });
  app.get('/page', { config: { action: 'test.read', limit: 'page' } }, async () => 'page');
  app.get('/own-rules', { config: { action: 'test.read', limit: 'page' } }, async (_request, reply) =>
    reply.header('content-security-policy', "default-src 'self'").send('page'),
  );
  app.get('/broken', { config: { action: 'test.read', limit: 'page' } }, async () => {
    throw new Error('secret detail');
  });
  app.get('/kept/:name', { config: { action: 'test.read', limit: 'page' } }, async () => 'kept');
  app.get('/api/failing', { config: { action: 'test.read', limit: 'page' } }, async () => {
    throw failure;
  });
  app.post('/send', { config: { action: 'test.send', limit: 'public-write' } }, async () => 'sent');
  app.get('/api/export', { config: { action: 'test.work', limit: 'export' } }, async () => 'exported');
  app.get('/api/work', { config: { action: 'test.work', limit: 'read' } }, async () => 'work');
  await app.ready();
});
afterAll(() => app.close());

/** One public form and nothing else. */
async function smallApp(change: Partial<HttpOptions>): Promise<App> {
  const small = await buildHttp({
    log: makeLog('silent'),
    policy,
    authenticate: async () => null,
    errorPage: ({ reasons }) => reasons.join(),
    tokenKey: 'key',
    trustProxy: false,
    https: true,
    limitFactor: 1,
    ...change,
  });
  small.post('/send', { config: { action: 'test.send', limit: 'public-write' } }, async () => 'sent');
  await small.ready();
  return small;
}

const HEADERS = {
  'content-security-policy': expect.stringContaining("default-src 'none'"),
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
};

describe('the headers that protect readers', () => {
  test.each([
    ['a page', '/page', 200],
    ['an address that is not there', '/nowhere', 404],
    ['a page that failed', '/broken', 500],
    ['a page that needs signing in', '/api/work', 401],
  ])('stand on %s', async (_what, url, status) => {
    const answer = await app.inject({ url, headers: { accept: 'text/html' } });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject(HEADERS);
  });

  test('stand on the answer to too many requests', async () => {
    const send = () => app.inject({ method: 'POST', url: '/send', remoteAddress: '10.9.9.9' });
    for (let i = 0; i < 20; i++) await send();
    const answer = await send();
    expect(answer.statusCode).toBe(429);
    expect(answer.headers).toMatchObject(HEADERS);
  });

  test('may be replaced by a page that has rules of its own', async () => {
    const { headers } = await app.inject('/own-rules');
    expect(headers['content-security-policy']).toBe("default-src 'self'");
  });

  test('name each request differently', async () => {
    const [one, other] = await Promise.all([app.inject('/page'), app.inject('/page')]);
    expect(one.headers['x-request-id']).not.toBe(other.headers['x-request-id']);
  });
});

describe('who may ask', () => {
  test('nobody is asked who they are to read a public page', async () => {
    const before = asked;
    expect((await app.inject('/page')).statusCode).toBe(200);
    expect(asked).toBe(before);
  });

  test('a public form sent from another site is refused', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await app.inject({ method: 'POST', url: '/send', headers, remoteAddress: '10.9.9.1' });
    expect(answer.statusCode).toBe(403);
  });

  test('a text with a character that cannot be kept is refused before anything is done', async () => {
    const payload = { text: 'a\u0000b' };
    const answer = await app.inject({ method: 'POST', url: '/send', payload, remoteAddress: '10.9.9.2' });
    expect(answer.statusCode).toBe(422);
  });

  test.each([
    ['refuses connections', { code: 'ECONNREFUSED' }],
    ['is shutting down', { code: '57P01' }],
    ['is starting', { code: '57P03' }],
    ['has broken off', { message: 'Connection terminated unexpectedly' }],
    ['has broken off before', { message: 'Client has encountered a connection error and is not queryable' }],
  ])('who asks while the database %s is told to come back, not that something is broken', async (_what, facts) => {
    failure = Object.assign(new Error('secret detail'), facts);
    const answer = await app.inject({ url: '/api/failing' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'unavailable', title: expect.stringContaining('请稍后再试') });
  });

  test('a failure says nothing of its cause', async () => {
    const answer = await app.inject({ url: '/broken', headers: { accept: 'text/html' } });
    expect(answer.body).not.toContain('secret detail');
  });
});

describe('what no person sends', () => {
  test.each([
    ['an origin that is no address', { origin: 'nowhere' }],
    ['an origin without a host', { origin: 'null' }],
    ['an origin that is empty', { origin: '' }],
  ])('%s is refused as foreign', async (_what, headers) => {
    const answer = await app.inject({ method: 'POST', url: '/send', headers });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'foreign-origin']);
  });

  test.each([
    ['in a query', { url: '/page?q=%00' }],
    ['in a repeated query', { url: '/page?q=a&q=b%00' }],
    ['in the name of a query', { url: '/page?a%00b=1' }],
    ['in an address', { url: '/kept/a%00b' }],
    ['in a cookie', { url: '/page', headers: { cookie: 'name=a%00b' } }],
    ['deep in a body', { method: 'POST' as const, url: '/send', payload: { a: [{ b: 'x\0' }] } }],
    ['in the name of a field', { method: 'POST' as const, url: '/send', payload: { 'a\0': 1 } }],
    ['half a character', { method: 'POST' as const, url: '/send', payload: { a: 'x\ud83d' } }],
  ])('a character nothing can keep, %s, is refused in words', async (_where, request) => {
    const answer = await app.inject(request);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().reasons).toEqual(['填写的内容里有无法保存的控制字符，请删除后重新提交']);
  });

  test.each([
    ['in a query', { url: '/page?q=%E2%80%AE' }],
    ['in an address', { url: '/kept/a%E2%81%A6b' }],
    ['in a form', { method: 'POST' as const, url: '/send', payload: { a: [{ b: 'x\u202e' }] } }],
    ['in the name of a field', { method: 'POST' as const, url: '/send', payload: { 'a\u202e': 1 } }],
  ])('a character that turns the direction of writing, %s, is refused in words', async (_where, request) => {
    const answer = await app.inject({ ...request, remoteAddress: '10.9.9.3' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().title).toContain('控制字符');
  });

  test('text that only speaks of such characters, and whole rare ones, pass', async () => {
    const payload = { a: '写作 \\u0000 或 \\ud800', b: '𠮷😀' };
    expect((await app.inject({ method: 'POST', url: '/send', payload })).statusCode).toBe(200);
  });

  test('an address that cannot be read is answered in our words, as a page to people', async () => {
    const page = await app.inject({ url: '/kept/%zz', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(page.body).toBe('提交的内容不完整或格式不对，请返回检查后重试');
    expect(page.headers).toMatchObject(HEADERS);
    expect((await app.inject('/api/%zz')).json()).toMatchObject({ code: 'bad-request', status: 400 });
  });
});

describe('how often', () => {
  const work = (session: string | undefined, remoteAddress: string) =>
    app.inject({ url: '/api/export', remoteAddress, headers: session ? { 'x-test-session': session } : {} });

  test('a person who has signed in counts for himself, wherever he sits', async () => {
    for (let i = 0; i < 20; i++) expect((await work('tired', '10.8.0.1')).statusCode).toBe(200);
    const refused = await work('tired', '10.8.0.2');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await work('fresh', '10.8.0.1')).statusCode).toBe(200);
  });

  test('whoever is nobody cannot ask without end by not signing in', async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 601; i++) statuses.add((await work(undefined, '10.8.1.1')).statusCode);
    expect([...statuses]).toEqual([401, 429]);
  });

  test('all addresses of one line count as one, a neighbour’s do not', async () => {
    const send = (remoteAddress: string) => app.inject({ method: 'POST', url: '/send', remoteAddress });
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) statuses.push((await send(`2001:db8:0:7::${i.toString(16)}`)).statusCode);
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
    expect((await send('2001:db8:0:8::1')).statusCode).toBe(200);
  });

  describe.each<[string, HttpOptions['trustProxy']]>([
    ['the address of the proxy', ['10.1.1.1']],
    ['its network', ['10.1.1.0/24']],
  ])('behind a proxy, told %s', (_what, trustProxy) => {
    let behind: App;
    beforeAll(async () => {
      behind = await smallApp({ trustProxy });
    });
    afterAll(() => behind.close());
    const send = (remoteAddress: string, forwarded: string) =>
      behind.inject({ method: 'POST', url: '/send', remoteAddress, headers: { 'x-forwarded-for': forwarded } });
    const times = async (n: number, ask: (i: number) => ReturnType<typeof send>) => {
      const statuses: number[] = [];
      for (let i = 0; i < n; i++) statuses.push((await ask(i)).statusCode);
      return statuses;
    };
    const refusedOnce = [...Array<number>(20).fill(200), 429];

    test('readers whom it names count each for himself, whatever they claim before it', async () => {
      expect(await times(21, (i) => send('10.1.1.1', `10.77.0.${i}`))).toEqual(Array(21).fill(200));
      expect(await times(21, (i) => send('10.1.1.1', `10.66.0.${i}, 10.99.0.1`))).toEqual(refusedOnce);
    });

    test('whoever comes past it and names others counts as himself', async () => {
      expect(await times(21, (i) => send('10.2.2.2', `10.88.0.${i}`))).toEqual(refusedOnce);
    });
  });

  test('behind no proxy nobody is believed about an address', async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 21; i++)
      statuses.add(
        (
          await app.inject({
            method: 'POST',
            url: '/send',
            remoteAddress: '10.9.9.7',
            headers: { 'x-forwarded-for': `10.55.0.${i}` },
          })
        ).statusCode,
      );
    expect([...statuses]).toEqual([200, 429]);
  });

  test('addresses that are not there are counted too', async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 901; i++)
      statuses.add((await app.inject({ url: `/guess-${i}`, remoteAddress: '10.8.2.1' })).statusCode);
    expect([...statuses]).toEqual([404, 429]);
  });
});
