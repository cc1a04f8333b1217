import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#platform/services.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { replaceText } from '../answers/replacing.ts';
import { openApplicant } from '../applicant.ts';
import { codeHash } from '../tracking/codes.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { keepUploads, openUpload } from '../uploads/kept-files.ts';
import type { PassOnInput } from './contract.ts';
import { passingOf, passOn } from './passing-on.ts';

// 转送: what another bureau of this system is responsible for.

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let nanchang = '';
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  nanchang = await desk.unit('nanchang');
});
afterAll(() => world?.close());

const notOurs = {
  kind: 'reply',
  content: {
    ground: 'not-ours',
    parts: { notOurs: '由南昌市市场监督管理局负责公开。', reasons: '该信息由南昌市市场监督管理局制作。' },
  },
};
const answered = async () => {
  const id = await desk.underway('2026-03-02');
  await desk.letter(id, notOurs);
  return id;
};
const consent = () => ({ bureauId: nanchang, consentOn: '2026-03-02', consent: '电话征得同意，录音留存' });
const pass = (id: string, input: Partial<PassOnInput> = {}, who = desk.officer) =>
  world.as(who, (act) => passOn(act, id, { ...consent(), ...input }));
const rowOf = (id: string) =>
  world.services.db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('answered as not ours, and with the applicant’s consent, it arrives at the other bureau as one of its own, with the link on both', async () => {
  const { db, secrets } = world.services;
  const id = await answered();
  desk.on('2026-03-04');
  const passed = await pass(id);
  const other = await db
    .selectFrom('request')
    .selectAll()
    .where('receipt', '=', passed.receipt)
    .executeTakeFirstOrThrow();
  const matter = await desk.matter(other.id);
  expect(matter).toMatchObject({ state: 'submitted', bureauId: nanchang, receivedOn: '2026-03-04', startedBy: null });
  expect(other).toMatchObject({ arrived_on: '2026-03-04', code_hash: codeHash(world.services, passed.queryCode) });
  const first = await rowOf(id);
  expect(other.applicant?.equals(first.applicant ?? Buffer.alloc(0))).toBe(false);
  expect(openApplicant(secrets, other.id, other.applicant ?? Buffer.alloc(0))).toEqual(
    openApplicant(secrets, id, first.applicant ?? Buffer.alloc(0)),
  );
  expect(other.description).toBe(citizen.description);
  expect((await desk.matter(id)).state).toBe('answered');

  const there = await world.cast('openness-officer', 'nanchang');
  const here = await passingOf(world.services, desk.officer, id);
  expect(here.to).toEqual([{ bureau: passed.bureau, number: passed.number, on: '2026-03-04' }]);
  const own = (await desk.matter(id)).number;
  expect((await passingOf(world.services, there, other.id)).from).toMatchObject({ number: own, on: '2026-03-04' });
  // Confirmed there on a day of its own, which rests on the transfer.
  await desk.step(there, other.id, 'confirm', { receivedOn: '2026-03-04', evidence: `省局转送（${own}），已电话确认` });
  expect((await desk.matter(other.id)).state).toBe('accepted');
  // Two requests, each at its bureau.
  const counted = await db
    .selectFrom('report.request_statistics')
    .select(['bureau_id', 'replied_on'])
    .where('id', 'in', [id, other.id])
    .execute();
  expect(counted.map(({ bureau_id }) => bureau_id).toSorted()).toEqual(
    [(await desk.matter(id)).bureauId, nanchang].toSorted(),
  );
  expect(counted.filter(({ replied_on }) => replied_on === null)).toHaveLength(1);
});

test('what was sent along goes with it, sealed anew, and reads as it was sent', async () => {
  const { db, secrets } = world.services;
  const id = await answered();
  const bytes = Buffer.from('%PDF-1.4 授权委托书');
  const sent = {
    id: randomUUID(),
    purpose: 'authority',
    name: '授权委托书.pdf',
    mediaType: 'application/pdf',
    at: world.services.time.now(),
  } as const;
  await world.as(desk.officer, (act) =>
    keepUploads(act, id, [{ sent: { ...sent, size: bytes.length, hash: 'a'.repeat(64) }, scan: 'clean', bytes }]),
  );
  const { receipt } = await pass(id);
  const rows = await db
    .selectFrom('request_upload as u')
    .innerJoin('request as r', 'r.id', 'u.request_id')
    .select(['u.id', 'u.sealed', 'u.hash', 'r.receipt'])
    .where('u.hash', '=', 'a'.repeat(64))
    .execute();
  const there = rows.find((row) => row.receipt === receipt);
  const here = rows.find((row) => row.receipt !== receipt);
  expect(there?.sealed?.equals(here?.sealed ?? Buffer.alloc(0))).toBe(false);
  expect(openUpload(secrets, there?.id ?? '', there?.sealed ?? Buffer.alloc(0))).toEqual({ name: sent.name, bytes });
});

test('what goes on is what is asked for: the text that was put in place of the first', async () => {
  desk.on('2026-03-02');
  const { matter } = await desk.register();
  const text = '更正：申请公开2025年度药品抽检的结果';
  await world.as(systemActor, async (a) => {
    const id = randomUUID();
    const answer = { id, request_id: matter.id, kind: 'replacement', outcome: 'taken' } as const;
    await a.tx
      .insertInto('request_answer')
      .values({ ...answer, sent_at: a.now, sent_on: a.today, recorded_at: a.now })
      .execute();
    await replaceText(a, matter, { id, sentAt: a.now, text });
  });
  await desk.step(desk.officer, matter.id, 'confirm', { receivedOn: '2026-03-02', evidence: '当面提交的登记回执' });
  await desk.step(desk.officer, matter.id, 'assign', { unitId: await desk.unit('jx-inspection') });
  await desk.letter(matter.id, notOurs);
  const { receipt } = await pass(matter.id);
  const other = await world.services.db
    .selectFrom('request')
    .select('description')
    .where('receipt', '=', receipt)
    .executeTakeFirstOrThrow();
  expect(other.description).toBe(text);
});

test('neither bureau sees the matter of the other', async () => {
  const id = await answered();
  const { receipt } = await pass(id);
  const { id: otherId } = await world.services.db
    .selectFrom('request')
    .select('id')
    .where('receipt', '=', receipt)
    .executeTakeFirstOrThrow();
  const here = await signedIn(world, desk.officer, 'here');
  const there = await signedIn(world, await world.cast('openness-officer', 'nanchang'), 'there');
  const statuses = async (browser: typeof here, of: string) =>
    Promise.all(['', '/passing-on'].map(async (path) => (await browser.get(`/api/requests/${of}${path}`)).statusCode));
  expect([await statuses(here, id), await statuses(here, otherId)]).toEqual([
    [200, 200],
    [404, 404],
  ]);
  expect([await statuses(there, otherId), await statuses(there, id)]).toEqual([
    [200, 200],
    [404, 404],
  ]);
});

test('without that reply, without consent by then, to no bureau at work here, by others, or twice it is refused', async () => {
  const open = await desk.underway('2026-03-02');
  await expect(pass(open)).rejects.toThrow('先答复');
  const id = await answered();
  await expect(pass(id, {}, desk.clerk)).rejects.toThrow('政务公开办公室转送');
  await expect(pass(id, { consentOn: '2026-03-03' })).rejects.toMatchObject({
    fields: { consentOn: '同意之日不能晚于今天' },
  });
  await expect(pass(id, { consentOn: '2026-03-01' })).rejects.toMatchObject({
    fields: { consentOn: expect.stringContaining('不能早于') },
  });
  await expect(pass(id, { bureauId: await desk.unit('jx-mpa') })).rejects.toMatchObject({
    fields: { bureauId: expect.stringContaining('本局') },
  });
  await expect(pass(id, { bureauId: await desk.unit('jx-licensing') })).rejects.toMatchObject({
    fields: { bureauId: expect.stringContaining('其他局') },
  });
  await pass(id);
  await expect(pass(id)).rejects.toMatchObject({ fields: { bureauId: '已经转送过给这个局' } });
});
