import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addHours } from '#kernel/dates.ts';
import { WORLD_BEGINS } from '../../testing/world.ts';
import { changePartner, closePartner, reopenPartner } from './partners.ts';
import { warnOfKeys } from './key-warnings.ts';
import { issueKey, revokeKey } from './keys.ts';
import { partnersWithKeys } from './queries.ts';
import { sign } from './signing.ts';
import { type Exchange, finished, openExchange } from './testing/given.ts';

// What a stranger with a network cable can and cannot do at the signed interface: over HTTP, against a listening server.

let exchange: Exchange;
beforeAll(async () => {
  exchange = await openExchange();
});
afterAll(() => exchange.close());

const lastRecord = async (partner?: string) => (await exchange.records(partner))[0];
const keyRow = async (keyId: string) => {
  const partners = await partnersWithKeys(exchange.world.services);
  const key = partners.flatMap(({ keys }) => keys).find((one) => one.keyId === keyId);
  if (!key) throw new Error(`${keyId} is not listed`);
  return key;
};

test('whoever signs rightly is answered with who it is and what it may do', async () => {
  const { client } = await exchange.connected('oa-ping');
  const answer = await client.ping();
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ partner: 'oa-ping', operations: ['documents.push', 'documents.read'] });
  expect(await lastRecord()).toMatchObject({ direction: 'in', operation: 'ping', status: 200, outcome: 'ok' });
});

describe('whoever proves nothing is told nothing', () => {
  const generic = ['请求没有通过验证，请核对密钥编号、签名的写法和内容'];

  test('the same words for no signature, an unknown key, a wrong secret, a revoked key', async () => {
    const { id, made, client } = await exchange.connected('oa-silent');
    const wrongSecret = exchange.client({ keyId: made.keyId, secret: `${made.secret}x` });
    const unknown = exchange.client({ keyId: 'sk-000000000000000000000000', secret: made.secret });
    const revoked = await exchange.keyFor(id);
    await exchange.world.as(exchange.people.administrator, async (a) =>
      revokeKey(a, (await keyRow(revoked.keyId)).id, '对方服务器失陷'),
    );
    const answers = [
      await client.send({ path: '/open/v1/exchange/ping', instead: { 'x-sunlit-signature': '' } }),
      await unknown.ping(),
      await wrongSecret.ping(),
      await exchange.client(revoked).ping(),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'unauthenticated', reasons: generic, fields: {} });
    }
    const outcomes = (await exchange.records()).slice(0, 4).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['bad-signature', 'unknown-key', 'unknown-key', 'unknown-key']);
  });

  test.each([
    ['another path', { path: '/open/v1/exchange/documents/A-1' }],
    ['another body', { bytes: Buffer.from('{"externalId":"B-1"}') }],
    ['another time', { instead: { 'x-sunlit-timestamp': '2026-03-02T01:00:30.000Z' } }],
    ['another nonce', { instead: { 'x-sunlit-nonce': 'abcdefabcdefabcdef' } }],
  ])('a signature for %s is none', async (_what, change) => {
    const { made } = await exchange.connected(`oa-${_what.replace(' ', '-')}`);
    const signed = {
      method: 'POST',
      path: '/open/v1/exchange/documents',
      timestamp: exchange.world.services.time.now(),
    };
    const body = Buffer.from('{}');
    const nonce = '0123456789abcdef0123';
    const signature = `sha256=${sign(made.secret, { ...signed, nonce, body })}`;
    const sent = await fetch(`${exchange.base}${'path' in change ? change.path : signed.path}`, {
      method: 'path' in change ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'x-sunlit-key': made.keyId,
        'x-sunlit-timestamp': signed.timestamp,
        'x-sunlit-nonce': nonce,
        'x-sunlit-signature': signature,
        ...('instead' in change ? change.instead : {}),
      },
      ...('path' in change ? {} : { body: 'bytes' in change ? change.bytes : body }),
    });
    expect(sent.status).toBe(401);
    expect(await lastRecord()).toMatchObject({ outcome: 'bad-signature' });
  });

  test('a body that is not JSON is not looked at before its signature is good', async () => {
    const { made, client } = await exchange.connected('oa-garbage');
    const garbage = { method: 'POST', path: '/open/v1/exchange/documents', bytes: Buffer.from('{oops') };
    expect((await exchange.client({ ...made, secret: 'wrong' }).send(garbage)).status).toBe(401);
    const answer = await client.send(garbage);
    expect([answer.status, answer.body.code]).toEqual([400, 'not-json']);
    expect(await lastRecord()).toMatchObject({ status: 400, outcome: 'not-json' });
  });

  test('another kind of content is refused as such', async () => {
    const { client } = await exchange.connected('oa-xml');
    const answer = await client.send({
      path: '/open/v1/exchange/documents',
      bytes: Buffer.from('<x/>'),
      contentType: 'text/xml',
    });
    expect(answer.status).toBe(415);
    expect(await lastRecord()).toMatchObject({ status: 415, operation: 'documents.push' });
  });
});

describe('time', () => {
  test.each([
    ['five minutes ago', -5 / 60, 200],
    ['nearly five minutes ahead', 4.99 / 60, 200],
    ['more than five minutes ago', -5.02 / 60, 401],
    ['more than five minutes ahead', 5.1 / 60, 401],
  ])('a request of %s', async (words, hours, status) => {
    exchange.world.clock.moveTo(WORLD_BEGINS);
    const { client } = await exchange.connected(`oa-time-${words.replaceAll(' ', '-')}`.slice(0, 40));
    exchange.world.clock.moveTo(WORLD_BEGINS);
    const timestamp = addHours(WORLD_BEGINS, hours);
    const answer = await client.send({ path: '/open/v1/exchange/ping', timestamp });
    expect(answer.status).toBe(status);
    if (status === 401) expect(answer.body.code).toBe('stale-timestamp');
  });

  test.each([['yesterday at noon......'], ['2026-02-30T01:00:00.000Z']])('%s is no time', async (timestamp) => {
    const { client } = await exchange.connected(`oa-no-time-${timestamp.length}`);
    expect((await client.send({ path: '/open/v1/exchange/ping', timestamp })).status).toBe(401);
  });
});

test('a request is good once, also when it comes twice at the same moment', async () => {
  const { client } = await exchange.connected('oa-replay');
  const again = {
    path: '/open/v1/exchange/ping',
    nonce: 'fedcba9876543210',
    timestamp: exchange.world.services.time.now(),
  };
  const answers = await Promise.all([client.send(again), client.send(again), client.send(again)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  expect((await client.send(again)).body).toMatchObject({ code: 'replayed' });
  expect(await lastRecord('oa-replay')).toMatchObject({ outcome: 'replayed', status: 409 });
});

describe('what a partner may do is what was registered', () => {
  test('an operation that is not among its own is refused', async () => {
    const { client } = await exchange.connected('oa-reader', { operations: ['documents.read'] });
    const answer = await client.push(finished('R-1'));
    expect([answer.status, answer.body.code]).toEqual([403, 'not-allowed']);
    expect(await lastRecord('oa-reader')).toMatchObject({ outcome: 'not-allowed', documentId: null });
  });

  test('requests from elsewhere than its networks are refused', async () => {
    const { client } = await exchange.connected('oa-network', { networks: ['10.12.0.0/16'] });
    const answer = await client.ping();
    expect([answer.status, answer.body.code]).toEqual([403, 'wrong-network']);
    const { client: local } = await exchange.connected('oa-local', { networks: ['127.0.0.0/8', '10.12.0.0/16'] });
    expect((await local.ping()).status).toBe(200);
  });

  test('more than so many a minute are refused, with the time to wait', async () => {
    const { client } = await exchange.connected('oa-often', { perMinute: 2 });
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await client.ping());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await lastRecord('oa-often')).toMatchObject({ outcome: 'too-many' });
  });

  test('one that is closed is refused, and works again when it is opened', async () => {
    const { id, client } = await exchange.connected('oa-closed');
    const { officer } = exchange.people;
    await exchange.world.as(officer, (a) => closePartner(a, id, '系统升级，暂停对接'));
    expect((await client.ping()).body).toMatchObject({ code: 'partner-closed' });
    await exchange.world.as(officer, (a) => reopenPartner(a, id, '升级完成'));
    expect((await client.ping()).status).toBe(200);
  });
});

describe('keys', () => {
  test('the old key works on while the new one takes over, and then no more', async () => {
    exchange.world.clock.moveTo(WORLD_BEGINS);
    const { id, client: old } = await exchange.connected('oa-rotation');
    const fresh = exchange.client(await exchange.keyFor(id, 7));
    expect([(await old.ping()).status, (await fresh.ping()).status]).toEqual([200, 200]);
    exchange.world.clock.moveTo(addHours(WORLD_BEGINS, 7 * 24 + 1));
    const answer = await old.ping();
    expect([answer.status, answer.body.code]).toEqual([401, 'key-expired']);
    expect((await fresh.ping()).status).toBe(200);
    exchange.world.clock.moveTo(WORLD_BEGINS);
  });

  test('a third key waits until one of the two is gone, unless the old ones end at once', async () => {
    const id = await exchange.partner('oa-third');
    await exchange.keyFor(id);
    await exchange.keyFor(id);
    await expect(exchange.keyFor(id)).rejects.toThrow('已有两把有效的密钥');
    expect(exchange.client(await exchange.keyFor(id, 0))).toBeDefined();
  });

  test('whoever registered or changed a partner does not give it a key', async () => {
    const { officer } = exchange.people;
    const id = await exchange.partner('oa-two-hands');
    const both = { ...officer, grants: [...officer.grants, ...exchange.people.administrator.grants] };
    await expect(exchange.world.as(both, (a) => issueKey(a, id, { validDays: 30, overlapDays: 0 }))).rejects.toThrow(
      '密钥须由另一人签发',
    );
  });

  test('the secret stands nowhere in the database, in the journal, or in what screens are given', async () => {
    const { made } = await exchange.connected('oa-secret');
    const { db } = exchange.world.services;
    const everything = JSON.stringify([
      await db.selectFrom('exchange_key').selectAll().execute(),
      await db.selectFrom('journal_entry').selectAll().execute(),
      await partnersWithKeys(exchange.world.services),
    ]);
    expect(everything).not.toContain(made.secret);
    expect(everything).toContain(made.keyId);
  });
});

describe('a key that will end', () => {
  const told = async (keyId: string) =>
    (
      await exchange.world.services.db
        .selectFrom('notice')
        .select(['person_id', 'title'])
        .where('dedupe', 'like', `exchange.key:${keyId}:%`)
        .orderBy('made_at')
        .execute()
    ).map(({ person_id, title }) => ({ to: person_id, title }));

  test('is spoken of 30 and 7 days before, once each, to the openness office and the administrator', async () => {
    const { made } = await exchange.connected('oa-ending');
    const { clock, services } = exchange.world;
    const began = clock.now();
    for (const [days, levels] of [
      [334, []],
      [335, ['30']],
      [350, ['30']],
      [358, ['30', '7']],
      [366, ['30', '7']],
    ] as const) {
      clock.moveTo(addHours(began, days * 24));
      await warnOfKeys(services);
      await warnOfKeys(services);
      const heard = (await told(made.keyId)).filter(({ to }) => to === exchange.people.administrator.id);
      expect([days, heard.map(({ title }) => /(\d+) 日内/.exec(title)?.[1])]).toEqual([days, levels]);
    }
    expect((await told(made.keyId)).map(({ to }) => to)).toContain(exchange.people.officer.id);
    clock.moveTo(began);
  });

  test('and is replaced or revoked, or whose system is closed, is not spoken of', async () => {
    const { clock, services } = exchange.world;
    const began = clock.now();
    const old = await exchange.connected('oa-replaced');
    clock.moveTo(addHours(began, 340 * 24));
    await exchange.keyFor(old.id, 20);
    const gone = await exchange.connected('oa-revoked');
    await exchange.world.as(exchange.people.administrator, async (a) => {
      const { id } = await a.tx
        .selectFrom('exchange_key')
        .select('id')
        .where('key_id', '=', gone.made.keyId)
        .executeTakeFirstOrThrow();
      await revokeKey(a, id, '对方系统下线');
    });
    await warnOfKeys(services);
    clock.moveTo(addHours(began, (340 + 350) * 24));
    await warnOfKeys(services);
    for (const keyId of [old.made.keyId, gone.made.keyId]) expect(await told(keyId)).toEqual([]);
    clock.moveTo(began);
  });
});

describe('at the workbench', () => {
  test('the openness office registers, the administrator gives the key and shows it once, neither does both', async () => {
    const officer = await exchange.signedIn(exchange.people.officer, 'officer');
    const administrator = await exchange.signedIn(exchange.people.administrator, 'administrator');
    const body = {
      key: 'oa-screen',
      name: '协同办公系统',
      contact: '信息中心',
      operations: ['documents.push'],
      unitIds: [await exchange.unit('jx-finance')],
      networks: [],
      perMinute: 60,
      answerHours: 72,
    };
    expect((await administrator.post('/api/exchange/partners', body)).statusCode).toBe(403);
    const { id } = (await officer.post('/api/exchange/partners', body)).json<{ id: string }>();
    expect(
      (await officer.post(`/api/exchange/partners/${id}/keys`, { validDays: 30, overlapDays: 0 })).statusCode,
    ).toBe(403);
    const made = await administrator.post(`/api/exchange/partners/${id}/keys`, { validDays: 30, overlapDays: 0 });
    expect(made.statusCode).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    expect((await exchange.client(made.json()).ping()).status).toBe(200);
    const listed = await officer.get('/api/exchange/partners');
    expect(listed.body).not.toContain(made.json<{ secret: string }>().secret);
    expect((await officer.get('/api/exchange/records?partner=oa-screen')).json()).toMatchObject({ total: 1 });
  });

  test('every defect of a registration is said at once', async () => {
    const refusal = exchange.partner('oa-bad', {
      networks: ['10.0.0.0', '10.0.0.0/33'],
      legalityUrl: 'http://review.example.gov.cn/in',
      unitIds: ['00000000-0000-4000-8000-000000000000'],
    });
    await expect(refusal).rejects.toMatchObject({
      code: 'invalid',
      fields: {
        networks: expect.stringContaining('10.0.0.0、10.0.0.0/33') as string,
        legalityUrl: expect.stringContaining('https://') as string,
        unitIds: expect.stringContaining('本局') as string,
      },
    });
    await expect(exchange.partner('oa-screen')).rejects.toMatchObject({
      fields: { key: expect.any(String) as string },
    });
  });

  test('whoever changes a partner from an old screen is told, and nothing changes', async () => {
    const id = await exchange.partner('oa-stale');
    const change = {
      version: 1,
      name: '新名称',
      contact: '信息中心',
      operations: [],
      unitIds: [],
      networks: [],
      perMinute: 10,
      answerHours: 24,
    };
    const { officer } = exchange.people;
    await exchange.world.as(officer, (a) => changePartner(a, id, change));
    await expect(exchange.world.as(officer, (a) => changePartner(a, id, change))).rejects.toMatchObject({
      code: 'stale',
    });
  });
});
