import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Instant, instant } from '#kernel/dates.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { mailServer, type MailServer } from '../../../commons/notices/testing/mail-server.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { portalDesk } from '../testing/portal-desk.ts';
import { outsideNight } from './quiet.ts';
import { remindApplicants } from './reminding.ts';
import { sendDueNotices } from './sending.ts';

let smtp: MailServer;
let gateway: Server;
const texts: { to: string; text: string }[] = [];
let answer = 200;
let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let citizens: ReturnType<typeof portalDesk>;
beforeAll(async () => {
  smtp = await mailServer();
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      if (answer === 200) texts.push(JSON.parse(body));
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  world = await makeWorld((config) => ({
    ...config,
    baseUrl: 'https://portal.example.cn',
    mail: { smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: '公开 <open@example.cn>' },
    sms: { url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`, token: undefined },
  }));
  desk = await requestsDesk(world);
  citizens = portalDesk(world, desk);
});
afterAll(async () => {
  await world?.close();
  await smtp.close();
  await new Promise((resolve) => gateway.close(resolve));
});

const reachable = { ...citizen, email: 'zhang@example.cn' };
const asks = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
const clear = () => {
  smtp.received.length = 0;
  texts.length = 0;
};
const rows = (id: string) =>
  world.services.db
    .selectFrom('request_notice')
    .select(['channel', 'kind', 'state', 'tries', 'last_error'])
    .where('request_id', '=', id)
    .orderBy('made_at')
    .orderBy('channel')
    .execute();

describe('an applicant', () => {
  test('hears that there is something, by what they gave, and never what it is', async () => {
    const held = await citizens.underway('2026-09-15', reachable);
    desk.on('2026-09-21');
    await sendDueNotices(world.services);
    clear();
    await desk.letter(held.id, asks);
    await sendDueNotices(world.services);
    await sendDueNotices(world.services);
    expect(smtp.received.map(({ to }) => to)).toEqual(['zhang@example.cn']);
    expect(texts).toMatchObject([{ to: citizen.phone }]);
    for (const said of [smtp.received[0]?.text ?? '', texts[0]?.text ?? '']) {
      expect(said).toContain(held.receipt);
      expect(said).toContain('https://portal.example.cn/requests/query');
      for (const secret of [citizen.name, '年份', '补正', held.code]) expect(said).not.toContain(secret);
    }
    expect((await rows(held.id)).filter(({ kind }) => kind === 'asked')).toMatchObject([
      { channel: 'email', state: 'sent' },
      { channel: 'sms', state: 'sent' },
    ]);
  });

  test('is reminded once, two working days before the last one, and not of what was done', async () => {
    const held = await citizens.underway('2026-09-15', reachable);
    desk.on('2026-09-21');
    const letterId = await desk.letter(held.id, asks);
    await desk.delivered(held.id, letterId, '2026-09-21');
    const reminders = async () => (await rows(held.id)).filter(({ kind }) => kind === 'reminder');
    desk.on('2026-10-14');
    await remindApplicants(world.services);
    expect(await reminders()).toEqual([]);
    desk.on('2026-10-15');
    await remindApplicants(world.services);
    await remindApplicants(world.services);
    expect(await reminders()).toHaveLength(2);
  });

  test('is not woken, and what the gateway refuses is tried again; the matter goes on whatever becomes of it', async () => {
    answer = 503;
    const held = await citizens.underway('2026-09-15');
    await sendDueNotices(world.services);
    const [first] = await rows(held.id);
    expect(first).toMatchObject({ channel: 'sms', state: 'waiting', tries: 1, last_error: '短信网关没有接受（503）' });
    answer = 200;
    world.clock.moveTo(instant('2026-09-15T15:00:00Z'));
    clear();
    await sendDueNotices(world.services);
    expect(texts).toEqual([]);
    world.clock.moveTo(instant('2026-09-15T23:00:00Z'));
    await sendDueNotices(world.services);
    expect(texts.length).toBeGreaterThan(0);
    expect(await desk.matter(held.id)).toMatchObject({ state: 'processing' });
  });
});

test.each([
  ['2026-09-15T13:59:00.000Z', '2026-09-15T13:59:00.000Z'],
  ['2026-09-15T14:00:00.000Z', '2026-09-15T23:00:00.000Z'],
  ['2026-09-15T22:59:00.000Z', '2026-09-15T23:00:00.000Z'],
  ['2026-09-15T23:00:00.000Z', '2026-09-15T23:00:00.000Z'],
])('a text message due at %s goes at %s', (at, goes) => {
  expect(Date.parse(outsideNight(at as Instant))).toBe(Date.parse(goes));
});

test('an installation without gateway and mail server says so, and sends nothing', async () => {
  const bare = await makeWorld();
  try {
    const office = await requestsDesk(bare);
    const held = await portalDesk(bare, office).underway('2026-09-15', reachable);
    const kept = await bare.services.db
      .selectFrom('request_notice')
      .select(['channel', 'state', 'last_error'])
      .where('request_id', '=', held.id)
      .orderBy('channel')
      .execute();
    expect(kept).toEqual([
      { channel: 'email', state: 'unsent', last_error: '没有配置邮件服务器' },
      { channel: 'sms', state: 'unsent', last_error: '没有配置短信网关' },
    ]);
  } finally {
    await bare.close();
  }
});
