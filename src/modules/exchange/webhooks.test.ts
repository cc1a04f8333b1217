import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type MatterRow, takeStepAs } from '#commons/casework/index.ts';
import { createDocument } from '#commons/publishing/index.ts';
import { addHours } from '#kernel/dates.ts';
import { systemActor } from '#platform/services.ts';
import { takeThroughChain } from '../../demo/publish.ts';
import type { NewSubscription } from './contract.ts';
import { deliverDue, MOST_TRIES, nextTry } from './deliver.ts';
import { deliveriesPromise } from './promises.ts';
import { deliveriesLike, subscriptionsWithState } from './delivery-queries.ts';
import { bureausOfPartners } from './partner-sight.ts';
import { partnersWithKeys, recordsLike } from './queries.ts';
import { beginRecord } from './records.ts';
import { exchangeSettings } from './settings.ts';
import { abandonDelivery, pauseSubscription, replayDelivery, subscribe } from './subscriptions.ts';
import { type Exchange, openExchange } from './testing/given.ts';
import { isGenuine, openReceiver } from './testing/receiver.ts';

let exchange: Exchange;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let partner: Awaited<ReturnType<Exchange['connected']>>;
let subscriptionId: string;

beforeAll(async () => {
  exchange = await openExchange();
  receiver = await openReceiver();
  await exchange.world.as(systemActor, (a) => exchangeSettings.write(a, { allowedNetworks: '127.0.0.0/8' }));
  partner = await exchange.connected('subscriber', { operations: [] });
  subscriptionId = await exchange.world.as(exchange.people.officer, (a) => subscribe(a, subscription()));
});
afterEach(() => {
  receiver.received.length = 0;
  receiver.answers((reply) => void reply.writeHead(204).end());
});
afterAll(async () => {
  await receiver.close();
  await exchange.close();
});

const subscription = (change: Partial<NewSubscription> = {}): NewSubscription => ({
  partnerId: partner.id,
  name: '省政府网站',
  url: receiver.url,
  events: ['document.released', 'document.corrected', 'document.withdrawn'],
  columns: [],
  types: [],
  unitIds: [],
  ...change,
});

async function drafted(title: string): Promise<MatterRow> {
  const content = {
    title,
    issuingUnitId: await exchange.unit('jx-mpa'),
    formedOn: '2026-03-02',
    columnKey: 'announcements',
    disclosure: 'active' as const,
    opennessClass: 'management' as const,
    statutoryClass: 15,
    bodyHtml: `<p>${title}的正文。</p>`,
  };
  const leadUnitId = await exchange.unit('jx-finance');
  return exchange.world.as(exchange.people.drafter, (a) =>
    createDocument(a, { type: 'announcement', leadUnitId, content }),
  );
}

async function released(title: string): Promise<MatterRow> {
  const matter = await drafted(title);
  await takeThroughChain(exchange.world.services, exchange.world.cast, matter, 'jx-finance');
  return matter;
}

const withdraw = async (matter: MatterRow, cause: string, reason: string) => {
  const issuer = await exchange.world.cast('issuer');
  await exchange.world.as(issuer, (a) => takeStepAs(a, matter.id, 'withdraw', { cause, reason }));
};
const later = (hours: number) => exchange.world.clock.moveTo(addHours(exchange.world.services.time.now(), hours));
const deliveries = async () => (await deliveriesLike(exchange.world.services, { page: 1, size: 100 })).rows;
const deliver = () => deliverDue(exchange.world.services);

describe('a subscriber', () => {
  test('is told of a release once, signed, with nothing that the portal does not show', async () => {
    await released('关于公布抽检结果的通知');
    expect(await deliver()).toEqual({ sent: 1, failed: 0 });
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    const [told] = receiver.received;
    if (!told) throw new Error('nothing came');
    expect(isGenuine(told, partner.made.secret)).toBe(true);
    expect(isGenuine(told, 'another secret')).toBe(false);
    expect(told.headers['x-sunlit-event']).toBe('document.released');
    expect(told.json).toMatchObject({
      event: 'document.released',
      document: { title: '关于公布抽检结果的通知', columnKey: 'announcements', type: 'announcement' },
    });
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: 'sent', tries: 1, lastStatus: 204 });
    expect((await exchange.records('subscriber'))[0]).toMatchObject({ direction: 'out', outcome: 'ok', status: 204 });
  });

  test('is told of nothing before the release, nor of one that was rolled back', async () => {
    await drafted('关于还没有公开的通知');
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    expect(receiver.received).toEqual([]);
  });

  test('can check with its old key and its new one while it changes over', async () => {
    const fresh = await exchange.keyFor(partner.id, 7);
    await released('关于换密钥期间的通知');
    await deliver();
    const [told] = receiver.received;
    if (!told) throw new Error('nothing came');
    expect([isGenuine(told, partner.made.secret), isGenuine(told, fresh.secret)]).toEqual([true, true]);
  });

  test('is told of a withdrawal without a word of what it was, and of its release no more', async () => {
    receiver.answers((reply) => void reply.writeHead(503).end());
    const matter = await released('关于某某企业商业秘密的通知');
    expect(await deliver()).toEqual({ sent: 0, failed: 1 });
    receiver.received.length = 0;
    receiver.answers((reply) => void reply.writeHead(200).end());
    await withdraw(matter, 'trade-secret', '附件含配方');
    later(1);
    expect(await deliver()).toEqual({ sent: 1, failed: 0 });
    expect(receiver.received.map(({ json }) => json.event)).toEqual(['document.withdrawn']);
    const said = receiver.received[0]?.body ?? '';
    for (const word of ['商业秘密', '某某企业', '配方', '正文']) expect(said).not.toContain(word);
    const states = (await deliveries()).slice(0, 2).map(({ event, state }) => `${event} ${state}`);
    expect(states.toSorted()).toEqual(['document.released superseded', 'document.withdrawn sent']);
    const open = (await deliveries()).find(({ state }) => state === 'superseded');
    await expect(
      exchange.world.as(exchange.people.officer, (a) => replayDelivery(a, open?.id ?? '', '再发一次')),
    ).rejects.toThrow('已经撤回');
  });

  test('hears only of what it asked for', async () => {
    const other = await openReceiver();
    const id = await exchange.world.as(exchange.people.officer, (a) =>
      subscribe(a, subscription({ url: other.url, columns: ['news'], name: '只要动态' })),
    );
    await released('关于不在动态栏目的通知');
    await deliver();
    expect(other.received).toEqual([]);
    expect(receiver.received).toHaveLength(1);
    await exchange.world.as(exchange.people.officer, (a) => pauseSubscription(a, id, '测试完毕'));
    await other.close();
  });
});

describe('a receiver that fails', () => {
  test('is tried again after a pause, and is told once it is back', async () => {
    receiver.answers((reply) => void reply.writeHead(500).end('数据库维护中'));
    await released('关于重试的通知');
    expect(await deliver()).toEqual({ sent: 0, failed: 1 });
    expect((await deliveries())[0]).toMatchObject({
      state: 'waiting',
      lastStatus: 500,
      lastError: expect.stringContaining('数据库维护中') as string,
    });
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    receiver.answers((reply) => void reply.writeHead(200).end());
    later(1);
    expect(await deliver()).toEqual({ sent: 1, failed: 0 });
    const ids = new Set(receiver.received.map(({ headers }) => headers['x-sunlit-delivery']));
    expect([receiver.received.length, ids.size]).toEqual([2, 1]);
  });

  test.each([
    ['redirects', 302, 'redirected'],
    ['refuses', 401, 'answered-otherwise'],
    ['does not know the address', 404, 'answered-otherwise'],
  ])('by a %s is not followed and not believed', async (_what, status, outcome) => {
    receiver.answers((reply) => void reply.writeHead(status, { location: '/elsewhere' }).end());
    await released(`关于答复${status}的通知`);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    expect((await exchange.records('subscriber'))[0]).toMatchObject({ outcome, status });
    await exchange.world.as(exchange.people.officer, async (a) =>
      abandonDelivery(a, (await deliveries())[0]?.id ?? '', '对方测试'),
    );
  });

  test('for good is given up after ten tries, raises the alarm, and is sent again by hand', async () => {
    receiver.answers((reply) => void reply.writeHead(500).end());
    await released('关于十次都失败的通知');
    for (let n = 0; n < MOST_TRIES; n++) {
      await deliver();
      later(5);
    }
    expect(receiver.received).toHaveLength(MOST_TRIES);
    const [dead] = await deliveries();
    expect(dead).toMatchObject({ state: 'dead', tries: MOST_TRIES });
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    expect(await deliveriesPromise.broken(exchange.world.services)).toMatchObject({ count: 1 });
    receiver.answers((reply) => void reply.writeHead(200).end());
    await exchange.world.as(exchange.people.officer, (a) => replayDelivery(a, dead?.id ?? '', '对方已恢复'));
    expect(await deliver()).toEqual({ sent: 1, failed: 0 });
    expect(await deliveriesPromise.broken(exchange.world.services)).toMatchObject({ count: 0 });
  });

  test('whose address is gone is not asked again', async () => {
    receiver.answers((reply) => void reply.writeHead(410).end());
    await released('关于地址已停用的通知');
    await deliver();
    const [dead] = await deliveries();
    expect(dead).toMatchObject({ state: 'dead', tries: 1 });
    await exchange.world.as(exchange.people.officer, (a) => abandonDelivery(a, dead?.id ?? '', '对方已停用'));
    expect(await deliveriesPromise.broken(exchange.world.services)).toMatchObject({ count: 0 });
  });

  test('is neither seen nor settled by another bureau', async () => {
    receiver.answers((reply) => void reply.writeHead(500).end());
    await released('关于别局不能放弃的通知');
    await deliver();
    const [waiting] = await deliveries();
    const stranger = await exchange.world.cast('openness-officer', 'nanchang');
    const { services } = exchange.world;
    const seen = bureausOfPartners(stranger);
    expect((await deliveriesLike(services, { page: 1, size: 20 }, seen)).rows).toEqual([]);
    expect(await subscriptionsWithState(services, seen)).toEqual([]);
    expect(await partnersWithKeys(services, seen)).toEqual([]);
    const records = await recordsLike(services, { page: 1, size: 20 }, seen);
    expect(records.rows.filter(({ partnerName }) => partnerName !== null)).toEqual([]);
    for (const settle of [abandonDelivery, replayDelivery])
      await expect(exchange.world.as(stranger, (a) => settle(a, waiting?.id ?? '', '别局放弃'))).rejects.toThrow(
        '推送',
      );
    await exchange.world.as(exchange.people.officer, (a) => abandonDelivery(a, waiting?.id ?? '', '对方测试'));
  });

  test('waits longer each time, and as long as it asks for, within four hours', () => {
    const now = exchange.world.services.time.now();
    const minutes = [1, 2, 3, 9].map((tries) => nextTry(now, tries));
    expect(minutes).toEqual([2 / 60, 4 / 60, 8 / 60, 4].map((hours) => addHours(now, hours)));
    expect(nextTry(now, 1, 3600)).toBe(addHours(now, 1));
    expect(nextTry(now, 1, 864_000)).toBe(addHours(now, 4));
  });
});

test('a crash between sending and recording sends once more with the same id, and leaves the broken try visible', async () => {
  await released('关于发送后断电的通知');
  const { db, time } = exchange.world.services;
  const [waiting] = await deliveries();
  // As the worker leaves it when the power goes: claimed, a record begun, nothing ended.
  await db
    .updateTable('exchange_delivery')
    .set({ tries: 1, next_at: addHours(time.now(), 5 / 60) })
    .where('id', '=', waiting?.id ?? '')
    .execute();
  const begun = { direction: 'out', operation: 'deliver', method: 'POST', path: '/in', request_id: 'broken-off' };
  await beginRecord(db, { ...begun, partner_id: partner.id, begun_at: time.now() });
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  later(1);
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  expect(receiver.received[0]?.headers['x-sunlit-delivery']).toBe(waiting?.id);
  const open = await recordsLike(exchange.world.services, { page: 1, size: 20, result: 'open' });
  expect(open.rows.map(({ requestId }) => requestId)).toEqual(['broken-off']);
});

test('two workers send each thing once', async () => {
  await released('关于两个进程的通知');
  await Promise.all([deliver(), deliver()]);
  expect(receiver.received).toHaveLength(1);
});

test('while a subscription is paused its messages wait, and are sent when it goes on', async () => {
  const { officer } = exchange.people;
  await exchange.world.as(officer, (a) => pauseSubscription(a, subscriptionId, '对方升级'));
  await released('关于暂停期间的通知');
  later(2);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  expect(await deliveriesPromise.broken(exchange.world.services)).toMatchObject({ count: 0 });
  await exchange.world.as(officer, (a) => pauseSubscription(a, subscriptionId, '升级完成'));
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
});

test.each([
  ['http://127.0.0.1.example.com/in', 'url'],
  ['https://10.0.0.1/in', 'url'],
  ['https://169.254.169.254/latest/meta-data', 'url'],
])('nobody is told at %s', async (url, field) => {
  const refusal = exchange.world.as(exchange.people.officer, (a) =>
    subscribe(a, subscription({ url, columns: ['no-such-column'], types: ['no-such-type'] })),
  );
  await expect(refusal).rejects.toMatchObject({ code: 'invalid' });
  await refusal.catch((error: { fields: object }) =>
    expect(Object.keys(error.fields).toSorted()).toEqual(['columns', 'types', field]),
  );
});
