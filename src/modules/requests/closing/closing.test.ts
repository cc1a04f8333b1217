import { sql } from 'kysely';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { writeLetter } from '../letters/drafts.ts';
import { printed } from '../letters/printing.ts';
import { answersOf, handleAnswer } from '../answers/answers.ts';
import { openAnswers } from '../answers/taking.ts';
import { hidden, portalDesk } from '../testing/portal-desk.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const correction = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
const fee = {
  kind: 'fee',
  content: { basis: 'pages', quantity: 250, reason: '申请公开的材料共250页', payment: '缴入省级国库' },
};
const notCorrected = { kind: 'not-corrected', content: { facts: '期满后电话联系申请人，没有说明正当理由' } };
const notPaid = { kind: 'not-paid', content: { facts: '经核对没有到账' } };

/** Told on 21 September with fifteen working days: until 19 October. */
async function silent(): Promise<string> {
  const id = await desk.underway('2026-09-15');
  desk.on('2026-09-21');
  await desk.delivered(id, await desk.letter(id, correction), '2026-09-21');
  return id;
}

const textOf = async (letterId: string) => {
  const pdf = await printed(world.services, world.services.db, letterId);
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text.replace(/\s/g, '');
};
const counted = (id: string) =>
  world.services.db.selectFrom('request_outcome').select(['bucket', 'ended_on']).where('request_id', '=', id).execute();

/** As far as the desk that sends. */
async function signed(id: string, draft: typeof notCorrected | typeof notPaid): Promise<string> {
  const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...draft }));
  await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
  await desk.step(desk.head, id, 'approveLetter');
  await desk.step(desk.chief, id, 'issueLetter');
  return letterId;
}
const send = (id: string) =>
  desk.step(desk.officer, id, 'sendLetter', { sentOn: world.services.time.today(), channel: 'web' });

describe('a correction that does not come', () => {
  test('ends the request by a letter, not before the period from delivery is over; the letter says which notice, which article and how it may be fought', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-21');
    const notice = await desk.letter(id, correction);
    await expect(desk.letter(id, notCorrected)).rejects.toThrow('补正告知书还没有登记送达，补正期限没有起算');
    await desk.delivered(id, notice, '2026-09-21');
    desk.on('2026-10-19');
    await expect(desk.letter(id, notCorrected)).rejects.toThrow('申请人的补正期限到2026年10月19日');
    desk.on('2026-10-20');
    const letterId = await desk.letter(id, notCorrected);
    expect(await desk.matter(id)).toMatchObject({ state: 'lapsed', clockState: 'stopped' });
    const said = await textOf(letterId);
    const [asked] = await desk.letters(id);
    for (const words of [
      '逾期不补正告知书',
      `发出补正告知书（${asked?.number}），您于2026年9月21日收到，应当补正的最后期限为2026年10月19日`,
      '根据《政府信息公开条例》第三十条，视为放弃申请，本机关不再处理该申请',
      '对不再处理该申请不服的，可以自收到本告知书之日起六十日内向江西省人民政府申请行政复议',
      '六个月内直接向南昌铁路运输法院提起行政诉讼',
    ])
      expect(said).toContain(words);
  });

  test('is counted once, in its row, on the day the letter left', async () => {
    const id = await silent();
    desk.on('2026-10-20');
    const letterId = await desk.letter(id, notCorrected);
    await desk.delivered(id, letterId, '2026-10-20');
    expect(await counted(id)).toEqual([{ bucket: 'other.overdueCorrection', ended_on: '2026-10-20' }]);
    const { rows } = await sql<{ bucket: string; late: boolean }>`
      select bucket, late from report.request_statistics where id = ${id}`.execute(world.services.db);
    expect(rows).toEqual([{ bucket: 'other.overdueCorrection', late: false }]);
  });

  test('corrected while the letter is examined or signed: the correction wins, the period begins anew and the letter stays', async () => {
    const id = await silent();
    desk.on('2026-10-20');
    const letterId = await signed(id, notCorrected);
    expect(await desk.matter(id)).toMatchObject({ state: 'dispatch', clockState: 'paused' });
    await desk.step(desk.officer, id, 'correct', { correctedOn: '2026-10-20', text: '2025年度，化学药品' });
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-11-17', clockState: 'running' });
    expect((await desk.letters(id)).find((letter) => letter.id === letterId)).toMatchObject({ state: 'dropped' });
    await expect(send(id)).rejects.toThrow();
    expect(await counted(id)).toEqual([]);
  });

  test('sent back, it waits for the applicant again', async () => {
    const id = await silent();
    desk.on('2026-10-20');
    const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...notCorrected }));
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    await desk.step(desk.head, id, 'returnLetter', { reason: '请先电话核实' });
    expect(await desk.matter(id)).toMatchObject({ state: 'awaitingCorrection' });
  });

  test('has no other letter while it is waited for, and no such letter at other times', async () => {
    const id = await silent();
    const write = (draft: object) =>
      world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...(draft as typeof notCorrected) }));
    await expect(write({ kind: 'extension', content: { days: 5, reason: '档案较多' } })).rejects.toThrow(
      '申请现在不在办理中',
    );
    await expect(write(notPaid)).rejects.toThrow('申请现在不是“待申请人缴费”');
    const other = await desk.underway('2026-09-15');
    await expect(
      world.as(desk.clerk, (act) => writeLetter(act, { requestId: other, ...notCorrected })),
    ).rejects.toThrow('申请现在不是“待申请人补正”');
  });

  test('while another letter is in the chain nothing is taken for a correction', async () => {
    const id = await desk.underway('2026-09-15');
    const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...correction }));
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    await expect(desk.step(desk.officer, id, 'correct', { correctedOn: '2026-09-15', text: '补充' })).rejects.toThrow(
      '现在没有等待申请人补正',
    );
  });
});

describe('what the applicant says on the query page meanwhile', () => {
  test('is offered until the letter has left, and bars its sending until the office has looked at it', async () => {
    const citizens = portalDesk(world, desk);
    const held = await citizens.underway('2026-09-15');
    desk.on('2026-09-21');
    await desk.delivered(held.id, await desk.letter(held.id, correction), '2026-09-21');
    desk.on('2026-10-20');
    await signed(held.id, notCorrected);
    const page = (await citizens.page(held)).body;
    expect(page).toContain('补正期限已过');
    const form = { ticket: hidden(page, 'ticket'), kind: 'correction', text: '2025年度，因病住院没有及时补正' };
    const id = hidden((await citizens.post('/requests/query/answer/review', form)).body, 'id');
    await citizens.post('/requests/query/answer/send', { ...form, id });
    await expect(send(held.id)).rejects.toThrow('申请人刚刚在网上提交了内容');
    await openAnswers(world.services);
    expect(await answersOf(world.services, desk.officer, held.id)).toMatchObject([{ outcome: 'office', open: true }]);
    await expect(send(held.id)).rejects.toThrow('申请人已经在网上提交了补正');
    await world.as(desk.officer, (act) => handleAnswer(act, held.id, id, '没有正当理由，已电话告知'));
    await send(held.id);
    const ended = (await citizens.page(held)).body;
    expect(ended).toContain('本机关不再处理这件申请');
    expect(ended).toContain('逾期不补正告知书');
    expect(ended).toContain('不服的，按告知书写明的途径和期限办理');
  });
});

describe('a fee that is not paid', () => {
  test('ends the request by a letter after thirty days; paid while it is signed, the payment wins', async () => {
    const late = await desk.underway('2026-03-02');
    const paid = await desk.underway('2026-03-02');
    desk.on('2026-03-09');
    for (const id of [late, paid]) await desk.delivered(id, await desk.letter(id, fee), '2026-03-09');
    desk.on('2026-04-08');
    await expect(desk.letter(late, notPaid)).rejects.toThrow('申请人的缴费期限到2026年4月8日');
    desk.on('2026-04-09');
    const letterId = await desk.letter(late, notPaid);
    expect(await desk.matter(late)).toMatchObject({ state: 'unpaid', clockState: 'stopped' });
    const said = await textOf(letterId);
    expect(said).toContain('应当缴纳信息处理费4700元的最后期限为2026年4月8日');
    expect(said).toContain('国办函〔2020〕109号');
    expect(await counted(late)).toEqual([{ bucket: 'other.overdueFee', ended_on: '2026-04-09' }]);
    await signed(paid, notPaid);
    await desk.step(desk.officer, paid, 'payFee', { paidOn: '2026-04-09', voucher: '赣财0001' });
    expect(await desk.matter(paid)).toMatchObject({ state: 'processing', clockState: 'running' });
  });
});
