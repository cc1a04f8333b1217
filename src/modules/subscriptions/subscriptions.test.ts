import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeStepAs } from '#commons/casework/index.ts';
import { createAccount } from '#commons/identity/index.ts';
import { Browser } from '#commons/identity/testing/browser.ts';
import { mailServer, type MailServer } from '#commons/notices/testing/mail-server.ts';
import { createDocument, type DocumentDeliveries } from '#commons/publishing/index.ts';
import { addDays, addHours, instant, localDate, startOfDay } from '#kernel/dates.ts';
import { act, systemActor } from '#platform/services.ts';
import { takeThroughChain } from '../../demo/publish.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { deliveriesOf } from './deliveries.ts';
import { dueOf } from './due.ts';
import { subscriptionListener } from './index.ts';
import { sendJob } from './jobs.ts';
import { SUBSCRIPTION_LIMITS } from './contract.ts';
import { subscriptionPromise } from './promises.ts';

// By e-mail, through the doors readers use: the pages of the portal, the mails they are sent, and the links in them.

let world: World;
let smtp: MailServer;
let app: Awaited<ReturnType<World['site']>>['app'];
beforeAll(async () => {
  smtp = await mailServer();
  world = await makeWorld((config) => ({
    ...config,
    limitFactor: 1000,
    baseUrl: 'https://yjj.example.cn',
    mail: { smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: '药监局 <yjj@example.cn>' },
  }));
  ({ app } = await world.site());
});
afterAll(async () => {
  await world?.close();
  await smtp?.close();
});
beforeEach(async () => {
  smtp.answer = '250 ok';
  const { db } = world.services;
  for (const table of ['subscription_delivery', 'subscription_letter', 'subscription', 'subscription_attempt'] as const)
    await db.deleteFrom(table).execute();
  smtp.received.length = 0;
});

const html = { accept: 'text/html' };
const form = (url: string, fields: Readonly<Record<string, string>>, remoteAddress = '198.51.100.7') =>
  app.inject({
    method: 'POST',
    url,
    remoteAddress,
    headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const work = () => sendJob.run({}, world.services);
const mailsTo = (to: string) => smtp.received.filter((mail) => mail.to === to).map(({ text }) => text);
const linkIn = (mail: string | undefined, said: 'confirm' | 'stop') =>
  new RegExp(`https://yjj.example.cn(/subscriptions/${said}/[A-Za-z0-9_-]{43})`).exec(mail ?? '')?.[1] ?? '';
const rows = () => world.services.db.selectFrom('subscription').selectAll().execute();
const deliveries = () => world.services.db.selectFrom('subscription_delivery').selectAll().execute();

const wish = { address: 'wang@example.cn', rhythm: 'immediate', column: 'announcements' };

/** Asks, and gives the mail with the link. */
async function asked(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const all = { ...wish, ...fields };
  const answer = await form('/subscriptions', all);
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/subscriptions/asked']);
  await work();
  return mailsTo(all.address).at(-1) ?? '';
}

/** Asks and confirms; gives the mail that says so. */
async function subscribed(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const link = linkIn(await asked(fields), 'confirm');
  expect((await form(link, {})).statusCode).toBe(200);
  await work();
  return mailsTo(fields.address ?? wish.address).at(-1) ?? '';
}

async function draft(title: string, more: object = {}) {
  const { db, time } = world.services;
  const drafter = await world.cast('drafter', 'jx-finance');
  const id = async (key: string) =>
    (await db.selectFrom('unit').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id;
  const content = {
    title,
    issuingUnitId: await id('jx-mpa'),
    formedOn: time.today(),
    columnKey: 'announcements',
    disclosure: 'active' as const,
    opennessClass: 'management' as const,
    statutoryClass: 15,
    summary: title,
    keywords: title,
    bodyHtml: `<p>${title}的正文</p>`,
    ...more,
  };
  const leadUnitId = await id('jx-finance');
  return world.as(drafter, (a) => createDocument(a, { type: 'announcement', leadUnitId, content }));
}
async function released(title: string, more: object = {}) {
  const matter = await draft(title, more);
  await takeThroughChain(world.services, world.cast, matter, 'jx-finance');
  return matter;
}

describe('subscribing', () => {
  test('is explained by the page on personal information: what is kept, how long, how it is deleted', async () => {
    const { body } = await app.inject({ url: '/privacy', headers: html });
    const said = body.replace(/\s+/g, '');
    expect(said).toContain('邮件订阅');
    expect(said).toContain(`没有在${SUBSCRIPTION_LIMITS.confirmHours}小时内确认的，邮箱随即删除`);
    expect(said).toContain(`连续${'零一二三四五'.charAt(SUBSCRIPTION_LIMITS.bounces)}次退回`);
    expect(said).toContain('退订');
  });

  test('the lists of the portal lead to a form that is filled with what they show', async () => {
    const column = await app.inject({ url: '/columns/announcements', headers: html });
    expect(column.body).toContain('/subscriptions/new?column=announcements');
    const search = await app.inject({ url: `/search?q=${encodeURIComponent('抽检')}`, headers: html });
    expect(search.body).toContain(`/subscriptions/new?q=${encodeURIComponent('抽检')}`);
    const page = await app.inject({ url: '/subscriptions/new?column=announcements&topic=drugs', headers: html });
    expect(page.body).toMatch(/栏目“[^”]+”、主题“药品”有新的公开内容时/);
    expect(page.body).toMatch(/<option value="announcements" selected/);
    expect(page.headers['set-cookie']).toBeUndefined();
  });

  test('says everything that is wrong at once, and keeps nothing of it', async () => {
    const answer = await form('/subscriptions', { address: 'a@b.cn,c@d.cn', rhythm: 'hourly' });
    expect(answer.statusCode).toBe(422);
    for (const sentence of ['邮箱的写法不对', '请选择什么时候发', '请至少选一项'])
      expect(answer.body).toContain(sentence);
    const more = await form('/subscriptions', {
      address: '',
      rhythm: 'daily',
      column: 'none',
      unit: 'none',
      q: '，。',
    });
    for (const sentence of ['请填写您的邮箱', '没有这个栏目', '没有这个机构', '没有可以查找的字'])
      expect(more.body).toContain(sentence);
    const hidden = await form('/subscriptions', { ...wish, q: '抽\u202e检' });
    expect(hidden.statusCode).toBe(422);
    for (const address of ['a@b', 'a b@c.cn', 'a@b.cn\r\nbcc: x@y.cn', '<a@b.cn>', `${'a'.repeat(99)}@b.cn`])
      expect((await form('/subscriptions', { ...wish, address })).statusCode, address).toBe(422);
    await work();
    expect(await rows()).toEqual([]);
    expect(smtp.received).toEqual([]);
  });

  test('takes a link from the mail and a button behind it; the address lies nowhere in the clear', async () => {
    const mail = await asked();
    expect(mail).toContain('48 小时');
    expect(mail).not.toContain('/subscriptions/stop/');
    const link = linkIn(mail, 'confirm');
    const page = await app.inject({ url: link, headers: html });
    expect(page.statusCode).toBe(200);
    // With no-referrer a browser presses the button with `Origin: null`, and is refused.
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
    await work();
    // Opening it confirms nothing: machines open links.
    expect(await rows()).toMatchObject([{ confirmed_at: null }]);
    expect((await form(link, {})).body).toContain('已经收到您的确认');
    await work();
    expect(await rows()).toMatchObject([{ confirmed_at: expect.any(String), confirm_hash: null }]);
    expect(mailsTo(wish.address).at(-1)).toContain('已经生效');
    const kept = JSON.stringify(await world.database.ownerDb.selectFrom('subscription').selectAll().execute());
    expect(kept).not.toContain('wang');
    expect(kept).not.toContain(link.split('/').at(-1));
    expect(await world.database.ownerDb.selectFrom('intake.subscription_request').selectAll().execute()).toEqual([]);
  });

  test('lies sealed already where the portal writes it', async () => {
    await form('/subscriptions', wish);
    const sent = await world.database.ownerDb.selectFrom('intake.subscription_request').selectAll().execute();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.address.toString('latin1')).not.toContain('wang');
    await work();
  });

  test('answers the same for an address that is known, and has it once, with the rhythm confirmed last', async () => {
    await subscribed();
    const again = await form('/subscriptions', { ...wish, rhythm: 'weekly' });
    const fresh = await form('/subscriptions', { ...wish, address: 'li@example.cn' });
    expect([again.statusCode, again.headers.location, again.body]).toEqual([
      fresh.statusCode,
      fresh.headers.location,
      fresh.body,
    ]);
    await work();
    const link = linkIn(mailsTo(wish.address).at(-1), 'confirm');
    expect(await rows()).toHaveLength(3);
    await form(link, {});
    await work();
    expect((await rows()).filter((row) => row.confirmed_at)).toMatchObject([{ rhythm: 'weekly' }]);
  });

  test('is forgotten when it is not confirmed within 48 hours; a link pressed in time counts though it is read later', async () => {
    const late = linkIn(await asked(), 'confirm');
    const inTime = linkIn(await asked({ address: 'li@example.cn' }), 'confirm');
    world.clock.moveTo(addHours(world.clock.now(), 47));
    const pressed = world.clock.now();
    await form(inTime, {});
    world.clock.moveTo(addHours(world.clock.now(), 2));
    await form(late, {});
    await work();
    const [kept, ...others] = await rows();
    expect(others).toEqual([]);
    expect(kept?.confirmed_at && kept.confirmed_at >= pressed && kept.confirmed_at < addHours(pressed, 1)).toBe(true);
    expect(mailsTo(wish.address)).toHaveLength(1);
  });

  test('answers an invented link as it does a good one, and one that cannot be one as not found', async () => {
    const invented = await form(`/subscriptions/confirm/${'A'.repeat(43)}`, {});
    expect([invented.statusCode, invented.body.includes('已经收到您的确认')]).toEqual([200, true]);
    expect((await form('/subscriptions/confirm/short', {})).statusCode).toBe(404);
    expect((await app.inject({ url: '/subscriptions/stop/short', headers: html })).statusCode).toBe(404);
    await work();
    expect(await rows()).toEqual([]);
  });

  test('is dropped in silence past five requests a day for an address, and past twenty from a caller', async () => {
    for (let n = 0; n < 7; n++) await asked({ column: '', q: `抽检${n}号` });
    expect(mailsTo(wish.address)).toHaveLength(5);
    for (let n = 0; n < 22; n++) {
      const answer = await form('/subscriptions', { ...wish, address: `reader${n}@example.cn` }, '203.0.113.9');
      expect(answer.statusCode).toBe(303);
    }
    await work();
    expect(smtp.received.filter(({ to }) => to.startsWith('reader'))).toHaveLength(20);
    world.clock.moveTo(startOfDay(addDays(world.services.time.today(), 1)));
    await asked();
    expect(mailsTo(wish.address)).toHaveLength(6);
  });
});

describe('what becomes public', () => {
  test('is mailed to those who asked for it by column, topic, unit or words, and to nobody else', async () => {
    await subscribed({ address: 'column@example.cn' });
    await subscribed({ address: 'words@example.cn', column: '', q: '医疗器械抽检' });
    await subscribed({ address: 'both@example.cn', q: '疫苗' });
    await subscribed({ address: 'topic@example.cn', column: '', topic: 'devices' });
    await asked({ address: 'unconfirmed@example.cn' });
    smtp.received.length = 0;
    const matter = await released('关于医疗器械抽检结果的通告', { topic: 'devices' });
    await work();
    await work();
    expect(smtp.received.map(({ to }) => to).sort()).toEqual([
      'column@example.cn',
      'topic@example.cn',
      'words@example.cn',
    ]);
    const [mail = ''] = mailsTo('words@example.cn');
    const { index_number } = await world.services.db
      .selectFrom('document')
      .select('index_number')
      .where('id', '=', matter.id)
      .executeTakeFirstOrThrow();
    expect(mail).toContain(`https://yjj.example.cn/documents/${encodeURIComponent(index_number)}`);
    expect(mail).toContain('关于医疗器械抽检结果的通告');
    expect(mail).not.toContain('的正文');
    expect(mail).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/i);
    expect(mail).toMatch(/List-Unsubscribe:\s+<https:\/\/yjj/i);
  });

  test('is mailed by its rhythm: at once, at eight the next morning, on Monday', async () => {
    const at = (text: string) => instant(text);
    const monday = localDate('2026-03-02');
    const nine = at('2026-03-02T09:00:00+08:00');
    expect(dueOf('immediate', nine, monday)).toBe(nine);
    expect(dueOf('daily', nine, monday)).toBe(at('2026-03-03T08:00:00+08:00'));
    expect(dueOf('weekly', nine, monday)).toBe(at('2026-03-09T08:00:00+08:00'));
    const seven = at('2026-03-02T07:00:00+08:00');
    expect(dueOf('daily', seven, monday)).toBe(at('2026-03-02T08:00:00+08:00'));
    expect(dueOf('weekly', seven, monday)).toBe(at('2026-03-02T08:00:00+08:00'));

    await subscribed({ rhythm: 'daily' });
    smtp.received.length = 0;
    await released('每日之一');
    await released('每日之二');
    await work();
    expect(smtp.received).toEqual([]);
    world.clock.moveTo(addHours(startOfDay(addDays(world.services.time.today(), 1)), 8));
    await work();
    const mails = mailsTo(wish.address);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('1. 每日之一');
    expect(mails[0]).toContain('2. 每日之二');
  });

  test('and withdrawn before it was sent is not sent; nothing that is not public is ever written for anybody', async () => {
    await subscribed({ rhythm: 'daily' });
    smtp.received.length = 0;
    await draft('还没有公开的通知');
    const approved = await draft('只批准了的通知');
    await takeThroughChain(world.services, world.cast, approved, 'jx-finance', 'approved');
    expect(await deliveries()).toEqual([]);
    const matter = await released('撤回的通知');
    expect(await deliveries()).toMatchObject([{ state: 'waiting', document_id: matter.id }]);
    const releaser = await world.cast('issuer');
    await world.as(releaser, (a) =>
      takeStepAs(a, matter.id, 'withdraw', { cause: 'error', reason: '内容有误，先行撤回' }),
    );
    expect(await deliveries()).toMatchObject([{ state: 'withdrawn' }]);
    // Even if the row had been missed, the portal no longer shows it.
    await world.services.db.updateTable('subscription_delivery').set({ state: 'waiting' }).execute();
    world.clock.moveTo(addHours(world.clock.now(), 48));
    await work();
    expect(smtp.received).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: 'withdrawn' }]);
  });

  describe('and withdrawn afterwards', () => {
    const withdrawn = async (id: string, cause: string, reason = '内容有误，先行撤回') => {
      const issuer = await world.cast('issuer');
      await world.as(issuer, (a) => takeStepAs(a, id, 'withdraw', { cause, reason }));
      await work();
    };
    const about = async (id: string) =>
      (await deliveries())
        .filter((row) => row.document_id === id)
        .map(({ event, state }) => `${event} ${state}`)
        .sort();

    test('is told at once to whoever was mailed it, with its title and where the page says why, and to nobody else', async () => {
      await subscribed({ rhythm: 'daily' });
      await subscribed({ address: 'zhao@example.cn', column: 'policies' });
      const matter = await released('发出后撤回的通知');
      world.clock.moveTo(addHours(world.clock.now(), 48));
      await work();
      const unread = await released('还没有发出的通知');
      smtp.received.length = 0;
      await withdrawn(matter.id, 'error');
      await withdrawn(unread.id, 'error');
      expect(smtp.received.map(({ to }) => to)).toEqual([wish.address]);
      const [mail] = mailsTo(wish.address);
      expect(mail).toContain('1. 发出后撤回的通知');
      expect(mail).toMatch(/https:\/\/yjj\.example\.cn\/documents\/YJ/);
      expect(mail).not.toContain('内容有误');
      expect(linkIn(mail, 'stop')).not.toBe('');
      expect(await about(matter.id)).toEqual(['released sent', 'withdrawn sent']);
      expect(await about(unread.id)).toEqual(['released withdrawn']);
      const { recalls, recallsSent, total, sent } = await deliveriesOf(world.services, matter.id);
      expect({ recalls, recallsSent, total, sent }).toEqual({ recalls: 1, recallsSent: 1, total: 1, sent: 1 });
    });

    test.each(['secrecy', 'privacy', 'trade-secret'])(
      'for %s names neither the document nor its address',
      async (cause) => {
        await subscribed();
        const title = `名单泄露的通知（${cause}）`;
        const matter = await released(title);
        await work();
        const { index_number: indexNumber } = await world.services.db
          .selectFrom('document')
          .select('index_number')
          .where('id', '=', matter.id)
          .executeTakeFirstOrThrow();
        expect(mailsTo(wish.address).at(-1)).toContain(indexNumber);
        smtp.received.length = 0;
        await withdrawn(matter.id, cause, '含有不应公开的内容');
        const all = smtp.received.map(({ text }) => text).join();
        expect(all).toContain('1. 一份文件');
        for (const secret of [title, indexNumber, '不应公开']) expect(all).not.toContain(secret);
      },
    );

    test('is told also to whoever is being mailed it at that very second, and to nobody who has left', async () => {
      await subscribed();
      const stop = linkIn(await subscribed({ address: 'left@example.cn' }), 'stop');
      const matter = await released('正在发出的通知');
      // Another worker has claimed the rows and is speaking with the mail server.
      await world.services.db
        .updateTable('subscription_delivery')
        .set({ tries: 1, next_at: addHours(world.clock.now(), 1) })
        .execute();
      await form(stop, {});
      await work();
      smtp.received.length = 0;
      await withdrawn(matter.id, 'error');
      expect(smtp.received.map(({ to }) => to)).toEqual([wish.address]);
    });

    test('waits while the mail server is away, and is told once', async () => {
      await subscribed();
      const matter = await released('服务器停了的通知');
      await work();
      smtp.received.length = 0;
      smtp.answer = '451 later';
      await withdrawn(matter.id, 'other', '工作调整，另行通知');
      expect(await about(matter.id)).toEqual(['released sent', 'withdrawn waiting']);
      smtp.answer = '250 ok';
      smtp.received.length = 0;
      world.clock.moveTo(addHours(world.clock.now(), 1));
      await work();
      await work();
      expect(smtp.received).toHaveLength(1);
    });
  });

  test('of a release that is rolled back nothing is owed, and told twice it is owed once', async () => {
    await subscribed();
    const matter = await released('只说一次的通知');
    const event = {
      kind: 'released',
      documentId: matter.id,
    } as unknown as Parameters<typeof subscriptionListener>[1];
    await act(world.services, systemActor, (a) => subscriptionListener(a, event));
    expect(await deliveries()).toHaveLength(1);
    await work();
    await expect(
      act(world.services, systemActor, async (a) => {
        await subscriptionListener(a, event);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await deliveries()).toMatchObject([{ state: 'sent' }]);
  });
});

describe('a mail', () => {
  test('is sent once by two workers, after a crash once more, and never while it is held', async () => {
    await subscribed();
    await released('两个进程');
    smtp.received.length = 0;
    await Promise.all([work(), work()]);
    expect(smtp.received).toHaveLength(1);
    // As a crash between claiming and recording leaves it.
    const claimed = addHours(world.clock.now(), 10 / 60);
    await world.services.db.updateTable('subscription_delivery').set({ state: 'waiting', next_at: claimed }).execute();
    await work();
    expect(smtp.received).toHaveLength(1);
    world.clock.moveTo(claimed);
    await work();
    expect(smtp.received).toHaveLength(2);
    const ids = smtp.received.map(({ text }) => /^message-id: (.*)$/im.exec(text)?.[1]);
    expect(ids[0]).toBe(ids[1]);
  });

  test('that the server does not take is tried again, promised to be watched, and its reason shown to staff, not the address', async () => {
    await subscribed();
    const matter = await released('邮件服务器停了');
    smtp.answer = '451 try later';
    await work();
    expect(await deliveries()).toMatchObject([{ state: 'waiting', tries: 1 }]);
    expect(await subscriptionPromise.broken(world.services)).toMatchObject({ count: 0 });
    world.clock.moveTo(addHours(world.clock.now(), 0.5));
    expect(await subscriptionPromise.broken(world.services)).toMatchObject({ count: 1 });
    const drafter = await world.cast('drafter', 'jx-finance');
    const browser = new Browser(app);
    const username = `d${randomUUID().slice(0, 8)}`;
    await world.as(systemActor, (a) =>
      createAccount(a, { personId: drafter.id, username, password: 'Chun-Feng-2026' }),
    );
    await browser.signIn(username, 'Chun-Feng-2026');
    const seen = async () => (await browser.get(`/api/documents/${matter.id}/deliveries`)).json<DocumentDeliveries>();
    const before = await seen();
    expect(before).toMatchObject({ mailConfigured: true, total: 1, waiting: 1, sent: 0 });
    expect(before.reasons).toEqual([{ reason: expect.stringContaining('451'), count: 1 }]);
    expect(JSON.stringify(before)).not.toContain('wang');
    expect((await browser.get(`/api/documents/${randomUUID()}/deliveries`)).statusCode).toBe(404);
    smtp.answer = '250 ok';
    await work();
    expect(await seen()).toMatchObject({ waiting: 0, sent: 1, failed: 0, reasons: [], lastSentAt: expect.any(String) });
    expect(await subscriptionPromise.broken(world.services)).toMatchObject({ count: 0 });
  });

  test('that comes back for good is not tried again, and after three the subscription ends and the address is forgotten', async () => {
    await subscribed();
    smtp.answer = '550 no such user';
    for (const n of [1, 2, 3]) {
      await released(`退回的第${n}封`);
      await work();
    }
    expect((await deliveries()).map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    expect(await rows()).toMatchObject([{ ended_by: 'bounced', address: null, address_hash: null }]);
  });
});

describe('leaving', () => {
  test('is one press, by the reader or by their mail program, and ends what waits', async () => {
    const welcome = await subscribed({ rhythm: 'daily' });
    await released('不想再收的');
    const link = linkIn(welcome, 'stop');
    const page = await app.inject({ url: link, headers: html });
    expect(page.body).toContain('按下面的按钮');
    await work();
    expect(await rows()).toMatchObject([{ ended_at: null }]);
    const pressed = await form(link, { 'List-Unsubscribe': 'One-Click' });
    expect([pressed.statusCode, pressed.body.includes('已经退订')]).toEqual([200, true]);
    smtp.received.length = 0;
    world.clock.moveTo(addHours(world.clock.now(), 48));
    await work();
    expect(smtp.received).toEqual([]);
    expect(await rows()).toMatchObject([{ ended_by: 'reader', address: null, address_hash: null }]);
    expect(await deliveries()).toMatchObject([{ state: 'ended' }]);
    expect((await form(link, {})).statusCode).toBe(200);
    await work();
  });

  test('is taken from a mail program that sends its press as multipart too', async () => {
    const link = linkIn(await subscribed(), 'stop');
    const payload = '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    const answer = await app.inject({
      method: 'POST',
      url: link,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload,
    });
    expect(answer.statusCode).toBe(200);
    await work();
    expect(await rows()).toMatchObject([{ ended_by: 'reader' }]);
  });
});

test('without a mail server the page says so and nothing is taken', async () => {
  const dry = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  try {
    const { app: site } = await dry.site();
    const page = await site.inject({ url: '/subscriptions/new?column=announcements', headers: html });
    expect(page.body).toContain('还没有开通发送邮件');
    expect(page.body).toContain('/documents/feed.xml?column=announcements');
    const answer = await site.inject({
      method: 'POST',
      url: '/subscriptions',
      headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(wish).toString(),
    });
    expect(answer.statusCode).toBe(503);
    expect(await dry.database.ownerDb.selectFrom('intake.subscription_request').selectAll().execute()).toEqual([]);
  } finally {
    await dry.close();
  }
});
