import { createServer as createHttp } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBureau, type Bureau } from '#commons/casework/testing/bureau.ts';
import { changePerson } from '#commons/organisations/index.ts';
import { addHours, hoursBetween, instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { readConfig } from '#platform/config.ts';
import { CannotDeliver, smsCarrier, smsSignature } from './carriers.ts';
import type { Inbox, StuckDeliveries } from './contract.ts';
import { MOST_TRIES, nextTry, sendDue } from './deliver.ts';
import { notify, type NewNotice } from './index.ts';
import { mailServer, type MailServer } from './testing/mail-server.ts';

let bureau: Bureau;
let smtp: MailServer;
let gateway: SmsGateway;
let clerk: Actor;
let head: Actor;
beforeAll(async () => {
  smtp = await mailServer();
  gateway = await smsGateway();
  bureau = await openBureau((config) => ({
    ...config,
    baseUrl: 'https://office.example.cn',
    mail: { smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: '工作台 <office@example.cn>' },
    sms: { url: `http://127.0.0.1:${gateway.port}/send`, token: 'shared secret' },
  }));
  clerk = await bureau.who('clerk', 'jx-licensing');
  head = await bureau.who('department-head', 'jx-licensing');
  await setContact(clerk, { email: 'clerk@example.cn', phone: '13800000001' });
});
afterAll(async () => {
  await bureau.close();
  await smtp.close();
  await gateway.close();
});

const office = () => bureau.who('openness-officer', 'jx-finance');
const tell = async (notice: Partial<NewNotice>) =>
  bureau.as(await office(), (a) =>
    notify(a, {
      to: [clerk.id],
      kind: 'to-do',
      title: '待办：办理并报告',
      body: '张三的申请',
      dedupe: crypto.randomUUID(),
      ...notice,
    }),
  );
const deliveries = () =>
  bureau.services.db.selectFrom('notice_delivery').selectAll().orderBy('next_at', 'desc').execute();
const clearDeliveries = () => bureau.services.db.deleteFrom('notice_delivery').execute();

describe('telling people', () => {
  it('each is told the same thing once, however often it is said', async () => {
    const to = [clerk.id, head.id, clerk.id];
    expect(await tell({ to, dedupe: 'once' })).toBe(2);
    expect(await tell({ to, dedupe: 'once' })).toBe(0);
    expect(await tell({ to: [], dedupe: 'nobody' })).toBe(0);
  });

  it('a verb that fails tells nobody', async () => {
    const before = (await bureau.browse(clerk).get('/api/notices/unread-count')).json<{ unread: number }>();
    const failing = bureau.as(await office(), async (a) => {
      await notify(a, { to: [clerk.id], kind: 'to-do', title: '待办', body: '', dedupe: 'rolled back' });
      throw new Error('the verb failed');
    });
    await expect(failing).rejects.toThrow('the verb failed');
    expect((await bureau.browse(clerk).get('/api/notices/unread-count')).json()).toEqual(before);
  });

  it('the inbox shows one’s own, newest first, and is read one by one or at once', async () => {
    await tell({ title: '第一件', link: '/workbench/matters/1' });
    await tell({ title: '第二件' });
    const inbox = (await bureau.browse(clerk).get('/api/notices?unread=true')).json<Inbox>();
    expect(inbox.rows.slice(0, 2).map(({ title, kindLabel }) => [title, kindLabel])).toEqual([
      ['第二件', '待办'],
      ['第一件', '待办'],
    ]);
    const id = inbox.rows[0]?.id ?? '';
    const byOther = await bureau.browse(head).post('/api/notices/read', { ids: [id] });
    expect(byOther.statusCode).toBe(200);
    expect((await bureau.browse(clerk).get('/api/notices/unread-count')).json()).toEqual({ unread: inbox.unread });
    const one = await bureau.browse(clerk).post('/api/notices/read', { ids: [id] });
    expect(one.json()).toEqual({ unread: inbox.unread - 1 });
    expect((await bureau.browse(clerk).post('/api/notices/read', { all: true })).json()).toEqual({ unread: 0 });
  });
});

describe('sending mail', () => {
  it('goes to those who have an address, with the title and where to read on, and nothing of the matter', async () => {
    await clearDeliveries();
    await tell({ to: [clerk.id, head.id], title: '待办：审核办理情况', link: '/workbench/matters/42' });
    expect(await deliveries()).toMatchObject([{ channel: 'email', address: 'clerk@example.cn', state: 'waiting' }]);
    expect(bureau.woken.at(-1)?.job).toBe('notices.send');
    expect(await sendDue(bureau.services)).toEqual({ sent: 1, failed: 0 });
    expect(smtp.received.at(-1)).toMatchObject({ to: 'clerk@example.cn' });
    const text = smtp.received.at(-1)?.text ?? '';
    expect(text).toContain('https://office.example.cn/workbench/matters/42');
    expect(text).not.toContain('张三');
    expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 1 }]);
    expect(await sendDue(bureau.services)).toEqual({ sent: 0, failed: 0 });
  });

  it('says of a matter its number, never its title, nor does the list of what failed', async () => {
    const matter = await bureau.errand('jx-licensing', { title: '关于张三举报的核查' });
    await clearDeliveries();
    await tell({ title: '待办：关于张三举报的核查', matterId: matter.id, link: `/workbench/matters/${matter.id}` });
    smtp.answer = '451 try later';
    await sendDue(bureau.services);
    smtp.answer = '250 ok';
    const admin = await bureau.who('administrator', 'jx-information');
    const stuck = (await bureau.browse(admin).get('/api/notices/deliveries')).json<StuckDeliveries>();
    expect(stuck.rows.map(({ noticeTitle }) => noticeTitle)).toEqual([`待办：${matter.number}`]);
    bureau.moveTo(addHours(bureau.clock.now(), 1));
    expect(await sendDue(bureau.services)).toEqual({ sent: 1, failed: 0 });
    const text = smtp.received.at(-1)?.text ?? '';
    expect(text).toContain(`待办：${matter.number}`);
    expect(text).not.toContain('张三');
  });

  it('two workers at once send a message once', async () => {
    await clearDeliveries();
    for (let n = 0; n < 5; n++) await tell({});
    const before = smtp.received.length;
    const both = await Promise.all([sendDue(bureau.services), sendDue(bureau.services)]);
    expect(both.reduce((sum, { sent }) => sum + sent, 0)).toBe(5);
    expect(smtp.received.length - before).toBe(5);
  });

  it('a server that is busy is tried again later, ever less often, and given up in the end', async () => {
    await clearDeliveries();
    await tell({ title: '要重试的' });
    smtp.answer = '451 try later';
    const now = bureau.clock.now();
    expect(await sendDue(bureau.services)).toEqual({ sent: 0, failed: 1 });
    const [row] = await deliveries();
    expect(row).toMatchObject({ state: 'waiting', tries: 1, last_error: expect.stringContaining('451') });
    expect(hoursBetween(now, row?.next_at ?? now) * 60).toBeCloseTo(2, 0);
    expect(await sendDue(bureau.services)).toEqual({ sent: 0, failed: 0 });
    for (let tried = 1; tried < MOST_TRIES; tried++) {
      bureau.moveTo(addHours(bureau.clock.now(), 5));
      await sendDue(bureau.services);
    }
    expect(await deliveries()).toMatchObject([{ state: 'failed', tries: MOST_TRIES }]);
    smtp.answer = '250 ok';

    const admin = await bureau.who('administrator', 'jx-information');
    const stuck = (await bureau.browse(admin).get('/api/notices/deliveries')).json<StuckDeliveries>();
    expect(stuck).toMatchObject({
      total: 1,
      rows: [{ address: 'c***@example.cn', channelLabel: '邮件', noticeTitle: '要重试的' }],
    });
    expect((await bureau.browse(clerk).get('/api/notices/deliveries')).statusCode).toBe(403);
    const retried = await bureau.browse(admin).post(`/api/notices/deliveries/${stuck.rows[0]?.id}/retry`);
    expect(retried.statusCode).toBe(204);
    expect(await sendDue(bureau.services)).toEqual({ sent: 1, failed: 0 });
    expect((await bureau.browse(admin).post(`/api/notices/deliveries/${stuck.rows[0]?.id}/retry`)).statusCode).toBe(
      404,
    );
  });

  it('an address the server knows to be wrong is not tried again', async () => {
    await clearDeliveries();
    await tell({});
    smtp.answer = '550 no such user';
    await sendDue(bureau.services);
    smtp.answer = '250 ok';
    expect(await deliveries()).toMatchObject([{ state: 'failed', tries: 1, last_error: '收件地址被退回（550）' }]);
  });

  it('waits longer after every try, never more than four hours', () => {
    const now = instant('2026-03-02T00:00:00Z');
    const waits = Array.from({ length: MOST_TRIES }, (_, n) => Math.round(hoursBetween(now, nextTry(now, n + 1)) * 60));
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 240, 240, 240]);
  });
});

describe('sending text messages', () => {
  it('a reminder goes to the gateway, signed, with the number opened only there', async () => {
    await clearDeliveries();
    await tell({ kind: 'reminder', title: '催办：办理并报告' });
    const sms = (await deliveries()).find(({ channel }) => channel === 'sms');
    expect(sms?.address).toBe('尾号0001');
    await sendDue(bureau.services);
    const { body, headers } = gateway.received.at(-1) ?? { body: '', headers: {} };
    expect(JSON.parse(body)).toEqual({ id: sms?.id, to: '13800000001', text: '催办：办理并报告。请登录工作台办理。' });
    const timestamp = String(headers['x-sunlit-timestamp']);
    expect(headers['x-sunlit-signature']).toBe(smsSignature('shared secret', timestamp, body));
    expect(smsSignature('another secret', timestamp, body)).not.toBe(headers['x-sunlit-signature']);
  });

  const sendWith = (env: Record<string, string>) =>
    smsCarrier({
      ...bureau.services,
      config: readConfig({ SUNLIT_SMS_URL: `http://127.0.0.1:${gateway.port}/send`, ...env }),
    })?.({
      id: 'one',
      address: '尾号0001',
      title: '催办',
      link: null,
      phone: bureau.services.secrets.seal('13800000001', 'person.phone'),
    });

  it('the shared secret that is configured signs the request and does not travel', async () => {
    await sendWith({ SUNLIT_SMS_TOKEN: 'from the environment' });
    const { body, headers } = gateway.received.at(-1) ?? { body: '', headers: {} };
    const timestamp = String(headers['x-sunlit-timestamp']);
    expect(headers['x-sunlit-signature']).toBe(smsSignature('from the environment', timestamp, body));
    expect(JSON.stringify(headers) + body).not.toContain('from the environment');
  });

  it('without one, requests are not signed', async () => {
    await sendWith({});
    expect(gateway.received.at(-1)?.headers).not.toHaveProperty('x-sunlit-signature');
  });

  it.each([
    [202, undefined],
    [400, CannotDeliver],
    [422, CannotDeliver],
    [302, Error],
    [429, Error],
    [503, Error],
  ])('an adapter that answers %i is understood', async (status, failure) => {
    gateway.answering.status = status;
    const failed = await sendWith({})?.then(
      () => undefined,
      (error: unknown) => error,
    );
    gateway.answering.status = 204;
    expect((failed as Error | undefined)?.constructor).toBe(failure);
  });

  it('an ordinary to-do is not worth a text message', async () => {
    await clearDeliveries();
    await tell({ kind: 'to-do' });
    expect((await deliveries()).map(({ channel }) => channel)).toEqual(['email']);
  });
});

async function setContact(person: Actor, contact: { email: string; phone: string }): Promise<void> {
  const { db } = bureau.services;
  const row = await db
    .selectFrom('person')
    .select(['name', 'version'])
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow();
  const registrar = await bureau.who('registrar', 'jx-personnel');
  await bureau.as(registrar, (a) => changePerson(a, person.id, { ...row, ...contact, active: true }));
}

type SmsGateway = Awaited<ReturnType<typeof smsGateway>>;
async function smsGateway() {
  const received: { body: string; headers: Record<string, string | string[] | undefined> }[] = [];
  const answering = { status: 204 };
  const server = createHttp((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      received.push({ body, headers: request.headers });
      response.writeHead(answering.status, answering.status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  const port = await listen(server);
  return {
    port,
    received,
    /** What it answers with. */
    answering,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
