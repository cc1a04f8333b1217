import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Instant, instant } from '#kernel/dates.ts';
import type { Mailbox } from '#platform/mailbox.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestDetail } from '../detail.ts';
import { tellApplicant } from '../notices/telling.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { uploadsOf } from '../uploads/kept-files.ts';
import { settleNotice } from './bounces.ts';
import { closeMail, fileMail, mailInHand, openMail, originalOf } from './claiming.ts';
import type { MailLine } from './contract.ts';
import { clearMails, mailboxPromise } from './jobs.ts';
import { mailsOf, mailsOfRequest } from './reading.ts';
import { readMailbox, takeMail } from './taking.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;

beforeAll(async () => {
  world = await makeWorld((config) => ({
    ...config,
    mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'gov@example.gov.cn' },
    baseUrl: 'https://yjj.example.gov.cn',
  }));
  desk = await requestsDesk(world);
});
beforeEach(() => desk.on('2026-03-02'));
afterAll(() => world.close());

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

function letter({ id = randomUUID(), head = '', text = '申请公开2025年药品监督抽检信息' } = {}): Buffer {
  return Buffer.from(
    `From: "Wang" <wang.xiaoming@example.com>\r\nTo: <sqgk@example.gov.cn>\r\nMessage-ID: <${id}@example.com>\r\n` +
      `Subject: =?utf-8?B?${Buffer.from('申请公开，身份证36010219900307703X').toString('base64')}?=\r\n${head}` +
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n' +
      `--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n` +
      `--B\r\nContent-Type: application/pdf; name=form.pdf\r\nContent-Disposition: attachment; filename=form.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${PDF.toString('base64')}\r\n` +
      '--B\r\nContent-Type: application/x-msdownload; name=run.exe\r\nContent-Disposition: attachment; filename=run.exe\r\nContent-Transfer-Encoding: base64\r\n\r\nTVqQAAM=\r\n--B--\r\n',
  );
}
const take = (bytes: Buffer, size?: number) =>
  takeMail(world.services, { bytes, arrivedAt: world.services.time.now(), ...(size !== undefined && { size }) });
const pen = () => mailsOf(world.services, desk.officer);
/** Takes a mail and gives its line. */
async function taken(bytes: Buffer): Promise<MailLine> {
  const before = new Set((await pen()).map(({ id }) => id));
  await take(bytes);
  const line = (await pen()).find(({ id }) => !before.has(id));
  if (!line) throw new Error('the mail was not taken');
  return line;
}
const duties = async (requestId: string) =>
  (
    await world.services.db
      .selectFrom('duty')
      .select('task')
      .where('matter_id', '=', requestId)
      .where('done_at', 'is', null)
      .execute()
  ).map(({ task }) => task);

test('a mail lies sealed in the holding pen, sender and subject masked; whoever opens it is written down', async () => {
  const { id, sender, subject, state, attachments } = await taken(letter());
  expect({ sender, subject, state, attachments }).toEqual({
    sender: 'w***@example.com',
    subject: '申请公开，身份证****',
    state: 'waiting',
    attachments: 2,
  });
  const row = await world.services.db
    .selectFrom('request_mail')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(Buffer.concat([row.head ?? PDF, row.raw ?? PDF]).toString('latin1')).not.toMatch(/example|%PDF/);
  const opened = await openMail(world.services, desk.officer, id);
  expect(opened).toMatchObject({
    fromAddress: 'wang.xiaoming@example.com',
    text: '申请公开2025年药品监督抽检信息',
    original: true,
  });
  expect(opened.attachments.map(({ name, refused }) => [name, refused === null])).toEqual([
    ['form.pdf', true],
    ['run.exe', false],
  ]);
  await expect(openMail(world.services, desk.clerk, id)).rejects.toThrow('政务公开办公室');
  expect(await mailsOf(world.services, desk.clerk)).toEqual([]);
  const looks = await world.services.db
    .selectFrom('view_log')
    .select('person_id')
    .where('subject_id', '=', id)
    .execute();
  expect(looks.map(({ person_id }) => person_id)).toEqual([desk.officer.id]);
});

test('the same mail is one; and nobody who writes is answered', async () => {
  const twice = letter({ id: randomUUID() });
  expect([await take(twice), await take(twice)]).toEqual([true, false]);
  const { count } = await world.services.db
    .selectFrom('request_notice')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(0);
});

test('another mail under the same Message-ID is not lost: what it says is compared as well', async () => {
  const id = randomUUID();
  expect(await take(letter({ id }))).toBe(true);
  expect(await take(letter({ id, text: '申请公开2024年医疗器械监督抽检信息' }))).toBe(true);
  // Come by another way: what servers wrote on it is not what it says.
  expect(await take(letter({ id, head: 'Received: from mx2.example.com\r\n' }))).toBe(false);
});

test('registered as an application it stays as evidence, with what may be kept of its files; nobody registers it twice', async () => {
  const { id } = await taken(letter());
  const officer = await signedIn(world, desk.officer, 'officer');
  const register = (formId: string) =>
    officer.post('/api/requests', {
      formId,
      mailId: id,
      channel: 'email',
      arrivedOn: '2026-03-02',
      content: {
        applicantKind: 'citizen',
        name: '王小明',
        email: 'wang.xiaoming@example.com',
        description: '2025年药品监督抽检信息',
        wantedForm: 'electronic',
        wantedChannel: 'email',
      },
    });
  const registered = await register(randomUUID());
  expect(registered.statusCode).toBe(201);
  const { id: requestId } = registered.json<{ id: string }>();
  expect((await requestDetail(world.services, desk.officer, requestId)).channel).toBe('email');
  expect((await uploadsOf(world.services, desk.officer, requestId)).map(({ mediaType }) => mediaType)).toEqual([
    'application/pdf',
  ]);
  expect((await mailsOfRequest(world.services, desk.officer, requestId)).map((one) => [one.id, one.state])).toEqual([
    [id, 'registered'],
  ]);
  const original = await officer.post(`/api/requests/mails/${id}/original`);
  expect(original.headers['content-disposition']).toContain('attachment');
  expect(original.rawPayload.toString()).toContain('wang.xiaoming@example.com');
  const again = await register(randomUUID());
  expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('已经认领') as string]);
  const clerk = await signedIn(world, desk.clerk, 'clerk');
  expect((await clerk.post(`/api/requests/mails/${id}/open`)).statusCode).toBe(403);
});

test('what answers a notice of ours is proposed to its request, and filed there by hand', async () => {
  const requestId = await desk.underway('2026-03-02', withMail());
  const notice = await noticeSent(requestId);
  const { id, suggested } = await taken(letter({ head: `In-Reply-To: <${notice}@yjj.example.gov.cn>\r\n` }));
  expect(suggested?.id).toBe(requestId);
  const mail = await mailInHand(world.services, desk.officer, id);
  await expect(world.as(desk.officer, (a) => fileMail(a, mail, '依申请〔2026〕99999号'))).rejects.toThrow(
    '没有这件申请',
  );
  await world.as(desk.officer, (a) => fileMail(a, mail, suggested?.number ?? ''));
  expect((await mailsOfRequest(world.services, desk.clerk, requestId)).map(({ state }) => state)).toEqual(['filed']);
  // Whoever may see who asked reads it: the head of the openness office too, whoever handles the request not.
  expect((await openMail(world.services, desk.chief, id)).text).toContain('申请公开');
  await expect(openMail(world.services, desk.clerk, id)).rejects.toThrow('可以查看申请人信息的人员');
});

test('nobody is told that they were silent while a mail of theirs on the request lies unclaimed', async () => {
  const requestId = await desk.underway('2026-03-02', withMail());
  const notice = await desk.letter(requestId, { kind: 'correction', content: { items: '请写明年份', days: 5 } });
  await desk.delivered(requestId, notice, '2026-03-02');
  const sent = await noticeSent(requestId);
  desk.on('2026-03-10');
  const { id } = await taken(letter({ head: `In-Reply-To: <${sent}@yjj.example.gov.cn>\r\n`, text: '2025年度' }));
  const silent = { kind: 'not-corrected', content: { facts: '期满后没有联系上申请人' } };
  await expect(desk.letter(requestId, silent)).rejects.toThrow('邮件还没有认领');
  await world.as(desk.officer, (a) => closeMail(a, id, '自动回复'));
  await desk.letter(requestId, silent);
});

test('what is no application is closed with a reason, and after ninety days nothing of it is left but that it was', async () => {
  const { id } = await taken(letter({ text: '广告' }));
  await world.as(desk.officer, (a) => closeMail(a, id, '广告邮件'));
  await clearMails(world.services);
  expect((await openMail(world.services, desk.officer, id)).text).toBe('广告');
  desk.on('2026-06-15');
  await clearMails(world.services);
  expect((await pen()).find((one) => one.id === id)).toMatchObject({ sender: '（已清除）', state: 'closed' });
  await expect(world.as(desk.officer, (a) => originalOf(a, id))).rejects.toThrow('没有留存');
});

test('nobody claims it within a working day: it is late, and the system says so', async () => {
  const { id } = await taken(letter());
  const late = async () => (await pen()).find((one) => one.id === id)?.late;
  desk.on('2026-03-03');
  expect(await late()).toBe(false);
  desk.on('2026-03-04');
  expect([await late(), (await mailboxPromise.broken(world.services)).count > 0]).toEqual([true, true]);
});

test('a notice that came back has not arrived: the office hears by which other way, and says what it did', async () => {
  const requestId = await desk.underway('2026-03-02', withMail());
  const notice = await noticeSent(requestId);
  const bounce = (id: string, status = '5.1.1') =>
    Buffer.from(
      `From: MAILER-DAEMON@mx.example.com\r\nMessage-ID: <${randomUUID()}@mx>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n` +
        `--B\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: ${status}\r\n\r\n--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${id}>\r\n\r\n--B--\r\n`,
    );
  await take(bounce(`${notice}@elsewhere.example.com`));
  expect(await duties(requestId)).not.toContainEqual(expect.stringContaining('通知未送达'));
  await take(bounce(`${notice}@yjj.example.gov.cn`));
  await take(bounce(`${notice}@yjj.example.gov.cn`));
  const row = await world.services.db
    .selectFrom('request_notice')
    .selectAll()
    .where('id', '=', notice)
    .executeTakeFirstOrThrow();
  expect([row.state, row.last_error]).toEqual(['undelivered', '对方邮件系统退回（5.1.1）']);
  expect((await duties(requestId)).filter((task) => task.includes('通知未送达'))).toEqual([
    '邮件通知未送达，请改用其他方式通知申请人：电话或者短信',
  ]);
  const settle = () => world.as(desk.officer, (a) => settleNotice(a, requestId, notice, '已电话告知申请人'));
  await settle();
  await expect(settle()).rejects.toThrow('已经处理');
});

const withMail = () => ({
  content: {
    applicantKind: 'citizen' as const,
    name: '章晓晨',
    idKind: 'citizen-id' as const,
    idNumber: '36010219900307703X',
    phone: '13870000001',
    email: 'zhang@example.com',
    description: '2025年度药品监督抽检不合格结果',
    wantedForm: 'electronic' as const,
    wantedChannel: 'web' as const,
  },
});

/** A notice that has left, as the mail server took it over. */
async function noticeSent(requestId: string): Promise<string> {
  await world.as(desk.officer, (a) => tellApplicant(a, requestId, { about: `test:${randomUUID()}`, kind: 'progress' }));
  const { id } = await world.services.db
    .updateTable('request_notice')
    .set({ state: 'sent', sent_at: world.services.time.now() })
    .where('request_id', '=', requestId)
    .where('channel', '=', 'email')
    .where('state', '=', 'waiting')
    .where('about', 'like', 'test:%')
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

test('mails made to do harm are taken one by one, and the mailbox is read to its end', async () => {
  const deep = Array.from(
    { length: 1_000 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  );
  const mails = [
    Buffer.from(`Message-ID: <deep@x>\r\n${deep.join('')}\r\nx`),
    Buffer.from(`Message-ID: <flood@x>\r\n${'X: aaaaaaaaaaaaaaaa\r\n'.repeat(60_000)}\r\nx`),
    letter({ text: 'x'.repeat(70_000) }),
    letter(),
  ];
  const sizes = [undefined, undefined, 100 * 1024 * 1024, undefined];
  const marked: number[] = [];
  const asked: number[] = [];
  const box: Mailbox = {
    waiting: async () => mails.map((bytes, uid) => ({ uid, size: sizes[uid] ?? bytes.length, arrivedAt: now() })),
    bytes: async (uid, most) => {
      asked.push(most);
      return (mails[uid] ?? PDF).subarray(0, most);
    },
    taken: async (uid) => void marked.push(uid),
    close: async () => undefined,
  };
  const before = (await pen()).length;
  expect(await readMailbox(world.services, async () => box)).toBe(4);
  expect(marked).toEqual([0, 1, 2, 3]);
  expect(asked[2]).toBe(64 * 1024);
  const after = await pen();
  expect(after.length - before).toBe(4);
  const troubles = after.map(({ trouble }) => trouble);
  expect([troubles.filter((one) => one === 'unreadable').length, troubles.includes('too-large')]).toEqual([2, true]);
});

const now = (): Instant => instant(world.services.time.now());
