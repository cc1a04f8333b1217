import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { todoOf } from '#commons/casework/index.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { type Held, hidden, portalDesk } from '../testing/portal-desk.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { answersOf, handleAnswer } from './answers.ts';
import { answersPromise, openAnswers } from './taking.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let citizens: ReturnType<typeof portalDesk>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  citizens = portalDesk(world, desk);
});
afterAll(() => world?.close());

const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } } };
const asksToCorrect = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
const CORRECTED = '2025年度，化学药品';

/** Through the pages as a person goes: form, review, done. Gives the last page. */
async function says(held: Held, kind: string, typed: Readonly<Record<string, string>>): Promise<string> {
  const page = (await citizens.page(held)).body;
  const form = await citizens.post('/requests/query/answer', { ticket: hidden(page, 'ticket'), kind });
  const ticket = hidden(form.body, 'ticket');
  const review = await citizens.post('/requests/query/answer/review', { ticket, kind, ...typed });
  const id = hidden(review.body, 'id');
  return (await citizens.post('/requests/query/answer/send', { ticket, kind, ...typed, id })).body;
}
const answers = (id: string) => answersOf(world.services, desk.officer, id);
const awaitingCorrection = async (): Promise<Held> => {
  const held = await citizens.underway('2026-09-15');
  desk.on('2026-09-21');
  const letterId = await desk.letter(held.id, asksToCorrect);
  await desk.delivered(held.id, letterId, '2026-09-21');
  return held;
};
const tasks = async () => JSON.stringify(await todoOf(world.services, desk.officer));

describe('a correction sent online', () => {
  test('counts from the day it was sent, though it is opened the day after, and the period begins anew', async () => {
    const held = await awaitingCorrection();
    desk.on('2026-10-12');
    expect(await says(held, 'correction', { text: CORRECTED })).toContain('以2026年10月12日为提交日期');
    expect((await citizens.page(held)).body).toContain('提交的内容已经收到，正在登记');
    desk.on('2026-10-13');
    expect(await openAnswers(world.services)).toBe(1);
    expect(await openAnswers(world.services)).toBe(0);
    expect(await desk.matter(held.id)).toMatchObject({ state: 'processing', dueOn: '2026-11-09' });
    const kept = await world.services.db
      .selectFrom('request_correction')
      .select(['text', 'corrected_on', 'recorded_by'])
      .where('request_id', '=', held.id)
      .execute();
    expect(kept).toEqual([{ text: CORRECTED, corrected_on: '2026-10-12', recorded_by: null }]);
    expect((await citizens.page(held)).body).toContain('您提交补正内容');
  });

  test('pressed twice is one; sent to a matter that has gone on, it is kept and the office sees to it', async () => {
    const held = await awaitingCorrection();
    const page = (await citizens.page(held)).body;
    const ticket = hidden(page, 'ticket');
    const form = { ticket, kind: 'correction', text: CORRECTED };
    const id = hidden((await citizens.post('/requests/query/answer/review', form)).body, 'id');
    const other = hidden((await citizens.post('/requests/query/answer/review', form)).body, 'id');
    await citizens.post('/requests/query/answer/send', { ...form, id });
    expect((await citizens.post('/requests/query/answer/send', { ...form, id })).body).toContain('没有重复提交');
    await openAnswers(world.services);
    expect((await citizens.post('/requests/query/answer', { ticket, kind: 'correction' })).statusCode).toBe(409);
    const late = await citizens.post('/requests/query/answer/send', { ...form, id: other });
    expect(late.body).toContain('内容已经留存，送工作人员查看');
    await openAnswers(world.services);
    expect(await answers(held.id)).toMatchObject([
      { id: other, outcome: 'late', text: CORRECTED, open: true, why: expect.stringContaining('办理中') },
      { id, outcome: 'taken', text: CORRECTED, open: false },
    ]);
    expect(await tasks()).toContain('到达时已经不能办理');
    await world.as(desk.officer, (act) => handleAnswer(act, held.id, other, '与前一次内容相同'));
    expect((await answers(held.id))[0]).toMatchObject({ open: false, handledNote: '与前一次内容相同' });
    await expect(world.as(desk.officer, (act) => handleAnswer(act, held.id, other, '再来一次'))).rejects.toThrow(
      '已经处理',
    );
  });

  test('after its last day says so before anything is typed, and is left to the office to decide', async () => {
    const held = await awaitingCorrection();
    desk.on('2026-10-20');
    const page = (await citizens.page(held)).body;
    const form = await citizens.post('/requests/query/answer', { ticket: hidden(page, 'ticket'), kind: 'correction' });
    expect(form.body).toContain('期限已经在2026年10月19日届满');
    await says(held, 'correction', { text: `${CORRECTED}，因病逾期` });
    await openAnswers(world.services);
    expect(await desk.matter(held.id)).toMatchObject({ state: 'awaitingCorrection' });
    expect(await answers(held.id)).toMatchObject([{ outcome: 'office', open: true }]);
    await desk.step(desk.officer, held.id, 'correct', { correctedOn: '2026-10-20', text: `${CORRECTED}，因病逾期` });
    expect(await answers(held.id)).toMatchObject([{ open: false, handledNote: expect.stringContaining('办理中') }]);
  });

  test('what is missing is told with everything typed kept; with an old page number and code are asked once more and nothing is lost', async () => {
    const held = await awaitingCorrection();
    const ticket = hidden((await citizens.page(held)).body, 'ticket');
    const empty = await citizens.post('/requests/query/answer/review', { ticket, kind: 'correction', text: '' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('href="#text"');
    world.clock.moveTo('2026-09-21T09:00:00Z' as never);
    const old = await citizens.post('/requests/query/answer/review', { ticket, kind: 'correction', text: CORRECTED });
    expect(old.body).toContain('您填写的内容没有丢失');
    expect(hidden(old.body, 'text')).toBe(CORRECTED);
    const again = await citizens.post('/requests/query/answer/review', {
      receipt: held.receipt,
      code: held.code,
      kind: hidden(old.body, 'kind'),
      text: hidden(old.body, 'text'),
    });
    expect(again.body).toContain('请核对后提交');
  });
});

describe('the other things an applicant may say', () => {
  test('withdrawn on their word, the matter ends on the day it was said', async () => {
    const held = await citizens.underway('2026-03-02');
    desk.on('2026-03-05');
    expect(await says(held, 'withdrawal', {})).toContain('已经提交');
    await openAnswers(world.services);
    expect(await desk.matter(held.id)).toMatchObject({ state: 'withdrawn', clockState: 'stopped' });
    expect((await citizens.page(held)).body).toContain('您已经撤回这件申请');
    const again = await citizens.post('/requests/query/answer', {
      receipt: held.receipt,
      code: held.code,
      kind: 'withdrawal',
    });
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('不能再撤回申请');
  });

  test('reasons are taken; that a fee was paid is for the office to check, and entering it settles the to-do', async () => {
    const asked = await citizens.underway('2026-03-02');
    await desk.letter(asked.id, { kind: 'reasons', content: { facts: '半年内提出申请120件' } });
    await says(asked, 'reasons', { text: '用于学术研究，需要连续数据' });
    const charged = await citizens.underway('2026-03-02');
    const letterId = await desk.letter(charged.id, {
      kind: 'fee',
      content: { basis: 'pages', quantity: 250, reason: '材料共250页', payment: '缴入省级国库' },
    });
    await desk.delivered(charged.id, letterId, '2026-03-02');
    const ticket = hidden((await citizens.page(charged)).body, 'ticket');
    const form = await citizens.post('/requests/query/answer', { ticket, kind: 'payment' });
    expect(form.body).toContain('缴费以实际缴款之日为准');
    expect(form.body).toContain('登记以前答复期限暂停');
    await says(charged, 'payment', { voucher: '赣财0001' });
    await openAnswers(world.services);
    expect(await desk.matter(asked.id)).toMatchObject({ state: 'processing' });
    expect(await desk.matter(charged.id)).toMatchObject({ state: 'awaitingPayment' });
    expect(await answers(charged.id)).toMatchObject([{ outcome: 'office', voucher: '赣财0001', open: true }]);
    expect(await tasks()).toContain('申请人告知已经缴费');
    await desk.step(desk.officer, charged.id, 'payFee', { paidOn: '2026-03-02', voucher: '赣财0001' });
    expect(await answers(charged.id)).toMatchObject([{ open: false }]);
    expect(await tasks()).not.toContain('申请人告知已经缴费');
  });

  test('a reply is rated once, a bad one is taken up within a working day; what was given may be suggested for everybody', async () => {
    const held = await citizens.underway('2026-03-02');
    await desk.letter(held.id, granted);
    expect(await says(held, 'rating', { grade: '6' })).toContain('请选择您对这次办理是否满意');
    await says(held, 'rating', { grade: '4', text: '等得太久' });
    await says(held, 'proactive', { text: '抽检结果涉及公众用药安全，建议主动公开' });
    await openAnswers(world.services);
    expect(await answers(held.id)).toMatchObject([
      { kind: 'proactive', outcome: 'office' },
      { kind: 'rating', outcome: 'office', grade: '不满意', text: '等得太久' },
    ]);
    const due = await world.services.db
      .selectFrom('duty')
      .select('due_on')
      .where('matter_id', '=', held.id)
      .where('task', 'like', '%不满意%')
      .executeTakeFirst();
    expect(due).toEqual({ due_on: '2026-03-03' });
    const page = (await citizens.page(held)).body;
    expect(page).not.toContain('评价办理情况</button>');
    expect(page).not.toContain('建议主动公开</button>');
  });

  test('that a letter was fetched is kept once, as proof that it has arrived', async () => {
    const held = await citizens.underway('2026-03-02');
    await desk.letter(held.id, granted);
    for (let i = 0; i < 2; i += 1) {
      const page = (await citizens.page(held)).body;
      await citizens.post('/requests/query/file', { ticket: hidden(page, 'ticket'), file: hidden(page, 'file') });
    }
    await openAnswers(world.services);
    expect(await answers(held.id)).toMatchObject([{ kind: 'download', letter: expect.stringContaining('依申请公开') }]);
  });
});

describe('whoever has no right to', () => {
  test('says nothing about another’s request, and nothing that is not there to be said', async () => {
    const [mine, other] = [await awaitingCorrection(), await awaitingCorrection()];
    const form = { kind: 'correction', text: CORRECTED, id: randomUUID() };
    for (const way of [
      { receipt: other.receipt, code: mine.code },
      { receipt: other.receipt, code: '' },
      { ticket: 'AAAA' },
      {},
    ] as Record<string, string>[])
      expect((await citizens.post('/requests/query/answer/send', { ...form, ...way })).statusCode).toBe(422);
    for (const kind of ['download', 'lapse', 'constructor', ''])
      expect((await citizens.post('/requests/query/answer', { ...mine, kind })).statusCode).toBe(404);
    expect(await openAnswers(world.services)).toBe(0);
  });

  test('neither reads back what was said nor finds the words open in the database', async () => {
    const held = await awaitingCorrection();
    await says(held, 'correction', { text: CORRECTED });
    const { portalDb, db } = world.services;
    await expect(portalDb.selectFrom('intake.request_answer').selectAll().execute()).rejects.toThrow(
      'permission denied',
    );
    const sealed = await db.selectFrom('intake.request_answer').select('sealed').execute();
    for (const row of sealed) expect(row.sealed.includes(Buffer.from(CORRECTED))).toBe(false);
    const stranger = await world.cast('clerk', 'jx-legal');
    await expect(answersOf(world.services, stranger, held.id)).rejects.toThrow('没有找到');
    await openAnswers(world.services);
    await expect(world.as(desk.clerk, (act) => handleAnswer(act, held.id, randomUUID(), '办了'))).rejects.toThrow(
      '由政务公开办公室处理',
    );
  });

  test('what cannot be opened holds up none of the others and is told to the administrator', async () => {
    const held = await awaitingCorrection();
    await world.services.portalDb
      .insertInto('intake.request_answer')
      .values({
        id: randomUUID(),
        receipt: held.receipt,
        code_hash: (
          await world.services.db
            .selectFrom('request')
            .select('code_hash')
            .where('id', '=', held.id)
            .executeTakeFirstOrThrow()
        ).code_hash,
        sealed: Buffer.from('not an envelope'),
        sent_at: world.clock.now(),
      })
      .execute();
    await says(held, 'correction', { text: CORRECTED });
    expect(await openAnswers(world.services)).toBe(1);
    desk.on('2026-09-22');
    expect(await answersPromise.broken(world.services)).toMatchObject({ count: 1 });
  });
});
