import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { todoOf } from '#commons/casework/index.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestDetail } from '../detail.ts';
import { openDuties } from '../duties.ts';
import { portalDesk } from '../testing/portal-desk.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { deliverySettings } from './settings.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const notice = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
const fee = {
  kind: 'fee',
  content: { basis: 'pages', quantity: 250, reason: '申请公开的材料共250页', payment: '缴入省级国库' },
};
const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件。' } } };
const asks = (party: string) => ({
  kind: 'consultation',
  content: { partyKind: 'third-party', party, information: '监督抽检报告中涉及贵单位的部分' },
});
const byPost = { channel: 'post', proof: '挂号信' };
/** Supplied by post to whoever asked for it online. */
const byPostInstead = { ...byPost, otherWay: '申请人来电改要邮寄' };

const returned = (id: string, letterId: string, on: string) =>
  desk.step(desk.officer, id, 'recordUndelivered', {
    letterId,
    returnedOn: on,
    reason: 'moved',
    evidence: '退件批注：已经迁走，邮件号RA0001',
  });
const resent = (id: string, letterId: string, on: string, fields: object = {}) =>
  desk.step(desk.officer, id, 'resendLetter', { letterId, sentOn: on, channel: 'post', ...fields });
const owed = async (id: string) =>
  (await todoOf(world.services, desk.officer)).waiting
    .filter((line) => line.id === id && line.why === 'duty')
    .map(({ task, dueOn }) => [task?.replace(/（.*?）/, ''), dueOn]);

describe('a notice that comes back', () => {
  test('stops the period no longer; sent again it stops it again, and what comes on it begins the period anew', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-21');
    const letterId = await desk.letter(id, notice, byPost);
    desk.on('2026-09-28');
    await returned(id, letterId, '2026-09-28');
    // Out from 21 to 28 September: four working days that are not counted; the 25th was a holiday.
    const held = await desk.matter(id);
    expect(held).toMatchObject({ state: 'processing', clockState: 'running', dueOn: '2026-10-23' });
    expect(await owed(id)).toEqual([['补正告知书被退回：请换一种方式重新发出', '2026-09-30']]);
    await expect(desk.delivered(id, letterId, '2026-09-28')).rejects.toThrow('已经登记退回');
    await expect(returned(id, letterId, '2026-09-28')).rejects.toThrow('已经登记退回');
    desk.on('2026-09-29');
    await resent(id, letterId, '2026-09-29', { channel: 'email', proof: '电话核实后的邮箱' });
    expect(await desk.matter(id)).toMatchObject({ state: 'awaitingCorrection', clockState: 'paused' });
    expect(await owed(id)).toEqual([]);
    await expect(desk.delivered(id, letterId, '2026-09-28')).rejects.toThrow('不能早于发出日期（2026年9月29日）');
    desk.on('2026-10-12');
    await desk.delivered(id, letterId, '2026-09-30');
    await desk.step(desk.officer, id, 'correct', { correctedOn: '2026-10-12', text: '2025年度' });
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-11-09', clockState: 'running' });
  });

  test('told too late, it stops nothing when it is sent again either', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-24');
    const letterId = await desk.letter(id, notice, byPost);
    desk.on('2026-09-28');
    await returned(id, letterId, '2026-09-28');
    await resent(id, letterId, '2026-09-28');
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-10-19', clockState: 'running' });
  });

  test('is not sent again to stop a period that is over', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-03');
    const letterId = await desk.letter(id, notice, byPost);
    desk.on('2026-03-04');
    await returned(id, letterId, '2026-03-04');
    desk.on('2026-05-06');
    await expect(resent(id, letterId, '2026-05-06')).rejects.toThrow('已经届满，重新发出也不能停止期限');
  });

  test('of a fee: nothing lapses on it, and the thirty days run from the arrival of what was sent again', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-09');
    const letterId = await desk.letter(id, fee, byPost);
    desk.on('2026-03-16');
    await returned(id, letterId, '2026-03-16');
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', clockState: 'running', dueOn: '2026-04-07' });
    await resent(id, letterId, '2026-03-16');
    expect(await desk.matter(id)).toMatchObject({ state: 'awaitingPayment', clockState: 'paused' });
    desk.on('2026-03-18');
    await desk.delivered(id, letterId, '2026-03-18');
    expect((await requestDetail(world.services, desk.officer, id)).fees).toMatchObject([{ dueOn: '2026-04-17' }]);
    await desk.step(desk.officer, id, 'payFee', { paidOn: '2026-03-18', voucher: '赣财0002' });
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-04-16' });
  });
});

describe('a consultation that comes back', () => {
  test('is waited for no longer; nothing is given out until its party was heard, or two sendings came back and the office has decided', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-10');
    const letterId = await desk.letter(id, asks('江西戊药业有限公司'), byPost);
    desk.on('2026-03-17');
    await returned(id, letterId, '2026-03-17');
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', clockState: 'running', dueOn: '2026-04-07' });
    await expect(desk.letter(id, granted)).rejects.toThrow('给“江西戊药业有限公司”的征求意见函被退回，没有送达');
    const parts = { ground: '《政府信息公开条例》第十五条', reasons: '涉及商业秘密，第三方不同意公开' };
    await expect(desk.letter(id, { kind: 'reply', content: { ground: 'third-party', parts } })).rejects.toThrow(
      '第三方意见',
    );
    const decide = async () =>
      desk.step(desk.clerk, id, 'weighOpinion', {
        consultationId: (await desk.consultations(id)).at(-1)?.id,
        finding: 'disclose',
        reason: '两次未能送达，经审查不涉及商业秘密，决定公开',
      });
    await expect(decide()).rejects.toThrow('征求意见函被退回，没有送达');
    await resent(id, letterId, '2026-03-17');
    expect(await desk.matter(id)).toMatchObject({ clockState: 'paused' });
    await expect(desk.letter(id, granted)).rejects.toThrow('征求意见还没有结束');
    desk.on('2026-03-20');
    await returned(id, letterId, '2026-03-20');
    await expect(desk.letter(id, granted)).rejects.toThrow('还没有决定是否公开');
    await decide();
    await desk.letter(id, granted);
    expect(await desk.matter(id)).toMatchObject({ state: 'answered' });
  });

  test('that arrives the second time is answered as any other', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-10');
    const letterId = await desk.letter(id, asks('江西己药业有限公司'), byPost);
    desk.on('2026-03-17');
    await returned(id, letterId, '2026-03-17');
    await resent(id, letterId, '2026-03-17');
    desk.on('2026-03-24');
    await desk.delivered(id, letterId, '2026-03-18');
    const open = (await desk.consultations(id)).find(({ closedOn }) => closedOn === null);
    await desk.step(desk.officer, id, 'consultAnswered', {
      consultationId: open?.id,
      answeredOn: '2026-03-24',
      agrees: true,
      opinion: '同意公开',
    });
    // Ten working days out, from 10 to 24 March without a gap.
    expect(await desk.matter(id)).toMatchObject({ clockState: 'running', dueOn: '2026-04-14' });
  });
});

test('an answer that comes back was given on the day it first left; it is sent again, and the applicant is told', async () => {
  const citizens = portalDesk(world, desk);
  const held = await citizens.underway('2026-03-02');
  desk.on('2026-03-30');
  const letterId = await desk.letter(held.id, granted, byPostInstead);
  desk.on('2026-04-08');
  await returned(held.id, letterId, '2026-04-08');
  expect(await owed(held.id)).toEqual([['政府信息公开告知书被退回：请换一种方式重新发出', '2026-04-10']]);
  await resent(held.id, letterId, '2026-04-08', { channel: 'hand', proof: '申请人签收' });
  expect(await owed(held.id)).toEqual([]);
  const [letter] = await desk.letters(held.id);
  expect(letter).toMatchObject({ sentOn: '2026-03-30', resentOn: '2026-04-08', deliveredOn: '2026-04-08' });
  const row = await world.services.db
    .selectFrom('request')
    .select(['replied_on', 'late_reason'])
    .where('id', '=', held.id)
    .executeTakeFirst();
  expect(row).toEqual({ replied_on: '2026-03-30', late_reason: null });
  expect((await citizens.page(held)).body).toContain('再次发出政府信息公开告知书');
});

test('what proves the return stays out of the journal, and is kept for each sending', async () => {
  const id = await desk.underway('2026-03-02');
  desk.on('2026-03-10');
  const letterId = await desk.letter(id, asks('江西庚药业有限公司'), byPost);
  desk.on('2026-03-17');
  await returned(id, letterId, '2026-03-17');
  const { rows } = await sql`
    select channel, sent_on, reason from request_letter_return where letter_id = ${letterId}`.execute(
    world.services.db,
  );
  expect(rows).toEqual([{ channel: 'post', sent_on: '2026-03-10', reason: 'moved' }]);
  const journal = await world.services.db
    .selectFrom('journal_entry')
    .select('payload')
    .where('chain', '=', `matter:${id}`)
    .execute();
  expect(JSON.stringify(journal)).not.toContain('RA0001');
});

describe('handed over in person', () => {
  test('a letter has arrived on the day it was signed for, and who signed is said', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-21');
    await expect(desk.letter(id, notice, { channel: 'collect' })).rejects.toThrow('请写明签收人和签收凭证');
    await desk.step(desk.officer, id, 'sendLetter', {
      sentOn: '2026-09-21',
      channel: 'collect',
      proof: '申请人在送达回证上签名',
    });
    const { letters } = await requestDetail(world.services, desk.officer, id);
    expect(letters).toMatchObject([
      { deliveredOn: '2026-09-21', proof: '申请人在送达回证上签名', answerBy: '2026-10-19' },
    ]);
  });

  test('mailed, it has not arrived until that is written down', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-21');
    await desk.letter(id, notice, byPost);
    expect(await desk.letters(id)).toMatchObject([{ deliveredOn: null }]);
  });

  test('an answer not fetched until after the last day is late: what counts is the day it was signed for', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-31');
    await expect(desk.letter(id, granted, { channel: 'hand', proof: '申请人签收' })).rejects.toMatchObject({
      fields: {
        otherWay: expect.stringContaining('写明改用其他途径的原因'),
        lateReason: expect.stringContaining('请写明逾期原因'),
      },
    });
  });
});

test('after how many days an arrival is asked for is a setting', async () => {
  const id = await desk.underway('2026-06-01');
  await desk.letter(id, granted, byPostInstead);
  await world.as(desk.officer, (act) => deliverySettings.write(act, { arrivalWithin: 5, resendWithin: 2 }));
  desk.on('2026-06-08');
  await openDuties(world.services);
  expect(await owed(id)).toEqual([]);
  desk.on('2026-06-09');
  await openDuties(world.services);
  expect(await owed(id)).toHaveLength(1);
});
