import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemActor } from '#platform/services.ts';
import { deliverDue } from '../../exchange/deliver.ts';
import { askUnreported } from '../../exchange/payment-asking.ts';
import { exchangeSettings } from '../../exchange/settings.ts';
import { type Exchange, openExchange } from '../../exchange/testing/given.ts';
import { isGenuine, openReceiver } from '../../exchange/testing/receiver.ts';
import { requestDetail } from '../detail.ts';
import { portalDesk } from '../testing/portal-desk.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { settlePayment } from './payments.ts';

// 国办函〔2020〕109号: the fee is paid on the province's non-tax payment platform. Here that is a small server, and a key to sign with.

let exchange: Exchange;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let server: Awaited<ReturnType<typeof openReceiver>>;
let platform: Awaited<ReturnType<Exchange['connected']>>;

beforeAll(async () => {
  exchange = await openExchange();
  desk = await requestsDesk(exchange.world);
  server = await openReceiver();
  await exchange.world.as(systemActor, (a) => exchangeSettings.write(a, { allowedNetworks: '127.0.0.0/8' }));
  platform = await exchange.connected('payments', {
    operations: ['payments.report'],
    paymentsUrl: server.url,
    paymentsItem: '103044901',
  });
});
beforeEach(() => desk.on('2026-03-02'));
afterEach(() => {
  server.received.length = 0;
});
afterAll(async () => {
  await server.close();
  await exchange.close();
});

/** A request whose notice of fee (101 pages, 720 yuan) left on 3 March and arrived on the 5th. */
async function charged(
  given?: string,
): Promise<{ readonly id: string; readonly letterId: string; readonly orderId: string }> {
  const id = given ?? (await desk.underway('2026-03-02'));
  desk.on('2026-03-03');
  const content = {
    basis: 'pages' as const,
    quantity: 101,
    reason: '材料共101页',
    payment: '凭缴款码在非税缴款平台缴款',
  };
  const letterId = await desk.letter(id, { kind: 'fee', content });
  await deliverDue(exchange.world.services);
  const orderId = String(server.received.at(-1)?.json.id);
  desk.on('2026-03-05');
  await desk.delivered(id, letterId, '2026-03-05');
  return { id, letterId, orderId };
}

let vouchers = 0;
const report = (orderId: string, change: object = {}) =>
  platform.client.send({
    path: '/open/v1/exchange/payments',
    json: {
      orderId,
      code: '36000026000000012345',
      amountFen: 72_000,
      paidOn: '2026-03-06',
      voucher: `36-2026-${++vouchers}`,
      ...change,
    },
  });
const code = (orderId: string, change: object = {}) =>
  platform.client.send({
    path: '/open/v1/exchange/payment-orders',
    json: { orderId, code: '36000026000000012345', payUrl: 'https://pay.example.gov.cn/q', ...change },
  });
const feeOf = async (id: string) => (await requestDetail(exchange.world.services, desk.officer, id)).fees[0];
const stateOf = async (id: string) => (await desk.matter(id)).state;
const tasks = async (id: string) =>
  (
    await exchange.world.services.db
      .selectFrom('duty')
      .select('task')
      .where('matter_id', '=', id)
      .where('done_at', 'is', null)
      .execute()
  ).map(({ task }) => task);

test('a notice that leaves asks the platform for a payment order, in fen, with no more of the payer than a surname', async () => {
  const { id, letterId } = await charged();
  const [asked] = server.received;
  if (!asked) throw new Error('the platform was not asked');
  expect(isGenuine(asked, platform.made.secret)).toBe(true);
  expect(asked.json).toMatchObject({
    event: 'payment.requested',
    itemCode: '103044901',
    amountFen: 72_000,
    payer: '章某',
    lastDay: null,
    code: null,
  });
  expect(asked.body).not.toContain('章晓晨');
  expect(asked.body).not.toContain('抽检');
  await deliverDue(exchange.world.services);
  expect(server.received.at(-1)?.json).toMatchObject({ id: asked.json.id, lastDay: '2026-04-07' });
  expect(await feeOf(id)).toMatchObject({ letterId, paymentCode: null, payments: [] });
});

test('the code is shown where the applicant asks, and at the desk; the same again is the same, another is refused', async () => {
  const citizens = portalDesk(exchange.world, desk);
  const held = await citizens.underway('2026-03-02');
  const { orderId } = await charged(held.id);
  const page = async () => (await citizens.post('/requests/query', { receipt: held.receipt, code: held.code })).body;
  expect(await page()).not.toContain('<dt>缴款码</dt>');
  const first = await code(orderId);
  expect([first.status, first.body]).toMatchObject([201, { orderId, code: '36000026000000012345' }]);
  expect([(await code(orderId)).status, (await code(orderId, { code: '99999999' })).status]).toEqual([200, 409]);
  expect((await feeOf(held.id))?.paymentCode).toBe('36000026000000012345');
  const told = await page();
  expect(told).toContain('36000026000000012345');
  expect(told).toContain('href="https://pay.example.gov.cn/q"');
});

test('what was paid is entered by the system with the number of the electronic receipt, and the period runs anew', async () => {
  const { id, orderId } = await charged();
  desk.on('2026-03-06');
  const sent = { voucher: '36-2026-A' };
  const first = await report(orderId, sent);
  expect([first.status, first.body]).toMatchObject([201, { outcome: 'taken' }]);
  expect(await stateOf(id)).toBe('processing');
  expect(await feeOf(id)).toMatchObject({ paidOn: '2026-03-06', voucher: '36-2026-A' });
  const again = await report(orderId, sent);
  expect([again.status, again.body]).toEqual([200, first.body]);
  expect(await tasks(id)).toEqual([]);
  await deliverDue(exchange.world.services);
  expect(server.received.map(({ json }) => json.event)).not.toContain('payment.cancelled');
});

test.each([
  ['wrong-amount', { amountFen: 71_999 }, '金额与缴款书不符'],
  ['after-period', { paidOn: '2026-04-08' }, '缴费期限届满以后'],
])('a payment with %s changes nothing and is put before the office', async (outcome, change, words) => {
  const { id, orderId } = await charged();
  desk.on('2026-04-08');
  expect((await report(orderId, change)).body).toMatchObject({ outcome });
  expect(await stateOf(id)).toBe('awaitingPayment');
  expect((await feeOf(id))?.paidOn).toBeNull();
  const [payment] = (await feeOf(id))?.payments ?? [];
  expect(payment).toMatchObject({ open: true, outcomeLabel: expect.stringContaining(words) as string });
  expect((await tasks(id)).some((task) => task.includes(words))).toBe(true);
  const settle = () =>
    exchange.world.as(desk.officer, (a) => settlePayment(a, id, payment?.id ?? '', '已与平台核对，退款办结'));
  await expect(exchange.world.as(desk.clerk, (a) => settlePayment(a, id, payment?.id ?? '', '退了'))).rejects.toThrow(
    '由政务公开办公室处理',
  );
  await settle();
  expect((await tasks(id)).some((task) => task.includes(words))).toBe(false);
  await expect(settle()).rejects.toThrow('已经处理');
});

const silence = { kind: 'not-paid', content: { facts: '经核对没有到账' } };

test('nobody is told that nothing was paid while money the platform reported waits to be seen to', async () => {
  const { id, orderId } = await charged();
  desk.on('2026-04-08');
  await report(orderId, { amountFen: 71_999, paidOn: '2026-04-07' });
  await expect(desk.letter(id, silence)).rejects.toThrow('缴款平台报来的一笔缴款还没有处理');
  const [payment] = (await feeOf(id))?.payments ?? [];
  await exchange.world.as(desk.officer, (a) => settlePayment(a, id, payment?.id ?? '', '少缴的已经退还申请人'));
  await desk.letter(id, silence);
  expect(await stateOf(id)).toBe('unpaid');
});

test('paid in time and reported after the request was given up: it is taken up again, not only paid back', async () => {
  const [{ id, orderId }, other] = [await charged(), await charged()];
  desk.on('2026-04-08');
  await desk.letter(id, silence);
  expect((await report(orderId, { paidOn: '2026-04-07' })).body).toMatchObject({ outcome: 'not-waiting' });
  expect(await tasks(id)).toContainEqual(expect.stringContaining('自行纠正、重新办理（缴费随之登记），不能只退款'));
  const reason = '在期限以内缴费，缴款平台次日才报来';
  await desk.step(desk.officer, id, 'reopen', { reason, ordered: 'own', orderedOn: '2026-04-08' });
  expect(await feeOf(id)).toMatchObject({ paidOn: '2026-04-07', payments: [{ open: false }] });
  expect(await stateOf(id)).toBe('processing');
  await desk.letter(other.id, silence);
  await report(other.orderId, { paidOn: '2026-04-08' });
  expect(await tasks(other.id)).not.toContainEqual(expect.stringContaining('重新办理'));
});

test('paid twice, or paid at the counter before: the second is kept and given to the office', async () => {
  const { id, orderId } = await charged();
  await takeStepBy(id, '2026-03-06');
  await deliverDue(exchange.world.services);
  expect(server.received.at(-1)?.json).toMatchObject({ event: 'payment.cancelled', id: orderId });
  expect((await report(orderId)).body).toMatchObject({ outcome: 'already-paid' });
  expect((await feeOf(id))?.voucher).toBe('现金收据 7');
});

async function takeStepBy(id: string, paidOn: string) {
  desk.on(paidOn);
  await desk.step(desk.officer, id, 'payFee', { paidOn, voucher: '现金收据 7' });
}

test('whoever is not the platform, repeats a message or names an order that is not there enters nothing', async () => {
  const { id, orderId } = await charged();
  desk.on('2026-03-06');
  const other = await exchange.connected('payments-else', { operations: ['payments.report'] });
  const json = { orderId, code: '36000026', amountFen: 72_000, paidOn: '2026-03-06', voucher: 'F-1' };
  const path = '/open/v1/exchange/payments';
  const forged = await platform.client.send({
    path,
    json,
    instead: { 'x-sunlit-signature': `sha256=${'0'.repeat(64)}` },
  });
  const mute = await exchange.connected('oa-without');
  expect([forged.status, (await mute.client.send({ path, json })).status]).toEqual([401, 403]);
  expect((await other.client.send({ path, json })).body).toMatchObject({ outcome: 'unknown-order' });
  const nonce = 'a'.repeat(32);
  const unknown = { ...json, orderId: '00000000-0000-4000-8000-000000000001' };
  expect((await platform.client.send({ path, json: unknown, nonce })).body).toMatchObject({ outcome: 'unknown-order' });
  expect((await platform.client.send({ path, json, nonce })).body).toMatchObject({ code: 'replayed' });
  expect(await stateOf(id)).toBe('awaitingPayment');
  const { count } = await exchange.world.services.db
    .selectFrom('exchange_payment_report')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('outcome', '=', 'unknown-order')
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(2);
});

test('the same report of money for nothing we know, sent twice at the same moment, is taken once and answered alike', async () => {
  desk.on('2026-03-06');
  const both = () => [1, 2].map(() => report('00000000-0000-4000-8000-00000000a3a3', { voucher: '36-2026-TWICE' }));
  // Nothing is written down until both have come as far as they get.
  const owner = new pg.Client(exchange.world.database.ownerUrl);
  await owner.connect();
  await owner.query('begin');
  await owner.query('lock table exchange_payment_report in share mode');
  const sent = both();
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await owner.query(waiting)).rowCount !== 2) await new Promise(setImmediate);
  await owner.query('commit');
  await owner.end();
  const answers = await Promise.all(sent);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
  expect(answers[0]?.body).toEqual(answers[1]?.body);
});

test('each morning the platform is asked about what it has not reported on, once a day', async () => {
  const { orderId } = await charged();
  await deliverDue(exchange.world.services);
  server.received.length = 0;
  desk.on('2026-03-07');
  expect(await askUnreported(exchange.world.services)).toBeGreaterThan(0);
  expect(await askUnreported(exchange.world.services)).toBe(0);
  await deliverDue(exchange.world.services);
  const asked = server.received.filter(({ json }) => json.event === 'payment.queried');
  expect(asked.map(({ json }) => json.id)).toContain(orderId);
});

test('an application that is taken back is not paid for: the platform hears of it', async () => {
  const { id, orderId } = await charged();
  await deliverDue(exchange.world.services);
  await desk.step(desk.officer, id, 'withdraw', { withdrawnOn: '2026-03-05', evidence: '申请人来电撤回' });
  await deliverDue(exchange.world.services);
  expect(server.received.at(-1)?.json).toMatchObject({ event: 'payment.cancelled', id: orderId });
  expect((await report(orderId, { paidOn: '2026-03-05' })).body).toMatchObject({ outcome: 'not-waiting' });
});

test('a platform has an item, the right to report and an address we may send to, and a bureau has one platform', async () => {
  const register = (change: object) => exchange.partner('payments-b', { operations: ['payments.report'], ...change });
  await expect(register({ paymentsUrl: 'http://pay.example.gov.cn/in' })).rejects.toMatchObject({
    fields: {
      paymentsItem: expect.stringContaining('执收项目编码') as string,
      paymentsUrl: expect.stringContaining('一个局只能登记一个') as string,
    },
  });
  await expect(register({ paymentsItem: '103044901' })).rejects.toThrow('请填写缴款平台的接收地址');
  const other = { operations: [], paymentsUrl: 'https://pay.example.gov.cn/in', paymentsItem: '103044901' };
  await expect(register(other)).rejects.toThrow('请勾选“非税缴款”');
});
