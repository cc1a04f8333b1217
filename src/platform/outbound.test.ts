import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { addressFormDefect, mayReach, type NotAnswered, type OutboundRequest, sendOut } from './outbound.ts';

const servers: http.Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function listening(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
}

const LOOPBACK = ['127.0.0.0/8'];
const post = (url: string, more: Partial<OutboundRequest> = {}) =>
  sendOut({ method: 'POST', url, headers: {}, body: Buffer.from('{}'), allowed: LOOPBACK, timeoutMs: 2_000, ...more });
const troubleOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 'answered',
    (error: NotAnswered) => error.code,
  );

describe('whom we reach', () => {
  test.each([
    '127.0.0.1',
    '127.8.9.10',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.1.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'not an address',
  ])('%s is not for us', (address) => {
    expect(mayReach(address, [])).toBe(false);
  });

  test.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '114.114.114.114', '240e:1::1', '2400:3200::1'])(
    '%s is public',
    (address) => {
      expect(mayReach(address, [])).toBe(true);
    },
  );

  test('a network allowed by name is reached, its neighbour is not', () => {
    expect(mayReach('10.12.3.4', ['10.12.0.0/16'])).toBe(true);
    expect(mayReach('::ffff:10.12.3.4', ['10.12.0.0/16'])).toBe(true);
    expect(mayReach('10.13.3.4', ['10.12.0.0/16'])).toBe(false);
    expect(mayReach('fd00::1', ['fd00::/8'])).toBe(true);
  });
});

describe('addresses', () => {
  test.each([
    ['http://mpa.example.gov.cn/in', /https/],
    ['http://10.12.0.1/in', /https/],
    ['ftp://mpa.example.gov.cn/', /https/],
    ['https://user:pass@mpa.example.gov.cn/', /用户名/],
    ['https://mpa.example.gov.cn/#x', /#/],
    ['https://127.0.0.1/', /内网/],
    ['https://[::1]/', /内网/],
    ['https://[::ffff:10.0.0.1]/', /内网/],
    ['https://2130706433/', /内网/],
    ['https://0x7f.1/', /内网/],
    ['not an address', /写得不对/],
    [`https://mpa.example.gov.cn/${'a'.repeat(400)}`, /写得不对/],
  ])('%s is refused when it is typed', (url, words) => {
    expect(addressFormDefect(url, [])).toMatch(words);
  });

  test('loopback without TLS is for whoever allowed it', () => {
    expect(addressFormDefect('http://127.0.0.1:8080/in', LOOPBACK)).toBeUndefined();
    expect(addressFormDefect('http://127.0.0.1:8080/in', [])).toMatch(/https/);
    expect(addressFormDefect('http://10.12.0.1/in', ['10.12.0.0/16'])).toMatch(/https/);
  });

  test('a name that leads to an address inside is refused when it is asked, before anything is sent', async () => {
    let asked = 0;
    const url = await listening((_request, reply) => {
      asked += 1;
      reply.end();
    });
    const port = new URL(url).port;
    expect(await troubleOf(post(`https://localhost:${port}/in`, { allowed: [] }))).toBe('forbidden-address');
    expect(asked).toBe(0);
  });
});

describe('what comes back', () => {
  test('any status is an answer, with how it begins', async () => {
    const url = await listening((_request, reply) => reply.writeHead(422).end('不收'.repeat(2_000)));
    const answer = await post(url);
    expect(answer.status).toBe(422);
    expect(Buffer.byteLength(answer.excerpt)).toBeLessThanOrEqual(1_010);
  });

  test('a redirect is an answer and is not followed', async () => {
    let asked = 0;
    const url = await listening((_request, reply) => {
      asked += 1;
      reply.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect((await post(url)).status).toBe(307);
    expect(asked).toBe(1);
  });

  test('who answers too slowly, or never stops, is left', async () => {
    const silent = await listening(() => undefined);
    expect(await troubleOf(post(silent, { timeoutMs: 100 }))).toBe('slow-answer');
    const drip = await listening((_request, reply) => void reply.writeHead(200).write('.'));
    expect(await troubleOf(post(drip, { timeoutMs: 100 }))).toBe('slow-answer');
    const flood = await listening((_request, reply) => void reply.writeHead(200).write('x'.repeat(100_000)));
    expect((await post(flood)).status).toBe(200);
  });

  test('nobody there is said so', async () => {
    expect(await troubleOf(post('http://127.0.0.1:1/in'))).toBe('no-answer');
  });
});
