import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { historyOf } from '#commons/casework/index.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { openAnswers } from '../answers/taking.ts';
import { requestDetail } from '../detail.ts';
import { periodFor, presentPeriod } from '../handling/reply-period.ts';
import { replyClock } from '../law/reply-clock.ts';
import { letterForms } from '../letters/letter-forms.ts';
import { writeLetter } from '../letters/drafts.ts';
import { printed } from '../letters/printing.ts';
import { hidden, portalDesk } from '../testing/portal-desk.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const notice = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
const extension = { kind: 'extension', content: { days: 20, reason: '需要检索的档案数量较多' } };
const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件。' } } };
const stillUnclear = {
  kind: 'reply',
  content: { ground: 'still-unclear', parts: { unclear: '没有写明文件名称、文号或者其他特征。' } },
};
const textOf = async (letterId: string) => {
  const pdf = await printed(world.services, world.services.db, letterId);
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text.replace(/\s/g, '');
};
const warning = async (id: string) => {
  const { kinds } = await letterForms(world.services, await desk.matter(id));
  return kinds.find(({ key }) => key === 'correction')?.warning;
};
const reopened = async (fields: object = {}) => {
  const id = await desk.underway('2026-03-02');
  desk.on('2026-03-30');
  await desk.letter(id, granted);
  desk.on('2026-06-01');
  await desk.step(desk.officer, id, 'reopen', {
    reason: '复议决定撤销答复',
    ordered: 'review',
    orderedOn: '2026-06-01',
    ...fields,
  });
  return id;
};

describe('a correction notice after seven working days', () => {
  test('is warned of while it is written, says that the period goes on, and leaves the request where it is handled', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-23');
    expect(await warning(id)).toBeUndefined();
    desk.on('2026-09-24');
    expect(await warning(id)).toContain('告知补正的最后一日是2026年9月23日，已经过去');
    const letterId = await desk.letter(id, notice);
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-10-19', clockState: 'running' });
    const said = await textOf(letterId);
    expect(said).toContain('答复期限不因本告知重新计算');
    expect(said).not.toMatch(/视为放弃申请|自本机关收到补正的申请之日起计算/);
    await desk.delivered(id, letterId, '2026-09-24');
    desk.on('2026-10-19');
    await expect(
      world.as(desk.clerk, (act) =>
        writeLetter(act, { requestId: id, kind: 'not-corrected', content: { facts: '没有补正。' } }),
      ),
    ).rejects.toThrow('申请现在不是“待申请人补正”');
  });

  test('in time it says that the period begins anew', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-23');
    expect(await textOf(await desk.letter(id, notice))).toContain('答复期限自本机关收到补正的申请之日起计算');
  });

  test('signed in time and sent too late it is not sent: it would promise what is not so', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-23');
    const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...notice }));
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    await desk.step(desk.head, id, 'approveLetter');
    await desk.step(desk.chief, id, 'issueLetter');
    desk.on('2026-09-24');
    await expect(desk.step(desk.officer, id, 'sendLetter', { sentOn: '2026-09-24', channel: 'web' })).rejects.toThrow(
      '请退回，重新签发',
    );
    await desk.step(desk.officer, id, 'sendLetter', { sentOn: '2026-09-23', channel: 'post' });
    expect(await desk.matter(id)).toMatchObject({ state: 'awaitingCorrection', clockState: 'paused' });
  });

  test('what comes on it is a supplement: it stands under the application and renews nothing; nothing else is taken for one', async () => {
    const id = await desk.underway('2026-09-15');
    const supply = () =>
      desk.step(desk.officer, id, 'supplement', { suppliedOn: '2026-09-28', text: '2025年度，化学药品' });
    desk.on('2026-09-24');
    await desk.letter(id, notice);
    await expect(
      desk.step(desk.officer, id, 'correct', { correctedOn: '2026-09-24', text: '2025年度' }),
    ).rejects.toThrow('不能收到补正');
    desk.on('2026-09-28');
    await supply();
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-10-19', clockState: 'running' });
    expect((await requestDetail(world.services, desk.officer, id)).corrections).toMatchObject([
      { on: '2026-09-28', text: '2025年度，化学药品' },
    ]);
    await expect(supply()).rejects.toThrow('没有等待补充的补正告知');
    await expect(desk.letter(id, notice)).rejects.toThrow('补正只能一次性告知');
    await desk.letter(id, stillUnclear);
  });

  test('without a supplement nobody is told that what they added is still unclear', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-24');
    await desk.letter(id, notice);
    await expect(desk.letter(id, stillUnclear)).rejects.toThrow('申请人补正、补充的内容');
  });

  test('on the query page it asks for a supplement and takes it, and promises no new period', async () => {
    const citizens = portalDesk(world, desk);
    const held = await citizens.underway('2026-09-15');
    desk.on('2026-09-24');
    await desk.letter(held.id, notice);
    const page = (await citizens.page(held)).body;
    expect(page).toContain('答复期限照常计算');
    expect(page).toContain('请写明所需信息的年份');
    const form = { ticket: hidden(page, 'ticket'), kind: 'supplement', text: '2025年度，化学药品' };
    expect((await citizens.post('/requests/query/answer', form)).body).toContain('不因补充重新起算');
    const id = hidden((await citizens.post('/requests/query/answer/review', form)).body, 'id');
    await citizens.post('/requests/query/answer/send', { ...form, id });
    await openAnswers(world.services);
    const after = (await citizens.page(held)).body;
    expect(after).toContain('收到补充内容');
    expect(after).not.toContain('提交补充内容</button>');
    expect(await desk.matter(held.id)).toMatchObject({ state: 'processing', dueOn: '2026-10-19' });
  });
});

describe('taken up again by a decision', () => {
  test('a correction told once is told once for ever', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-21');
    await desk.delivered(id, await desk.letter(id, notice), '2026-09-21');
    desk.on('2026-10-20');
    await desk.letter(id, { kind: 'not-corrected', content: { facts: '期满没有补正' } });
    desk.on('2026-11-02');
    await desk.step(desk.officer, id, 'reopen', {
      reason: '送达有误，自行纠正',
      ordered: 'own',
      orderedOn: '2026-11-02',
    });
    await expect(desk.letter(id, notice)).rejects.toThrow('补正只能一次性告知');
    // What the applicant was asked for then may still come.
    await desk.step(desk.officer, id, 'supplement', { suppliedOn: '2026-11-02', text: '2025年度' });
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-11-30' });
  });

  test('a first notice then stops nothing: the seven days are those from the receipt of the application', async () => {
    const id = await reopened();
    expect(await warning(id)).toContain('正在重新办理');
    const letterId = await desk.letter(id, notice);
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-06-30', clockState: 'running' });
    expect(await textOf(letterId)).toContain('答复期限自收到决定之日起计算，答复期限不因本告知重新计算');
  });

  test('its own twenty days are extended once; days that the decision names are not', async () => {
    const id = await reopened();
    await desk.letter(id, extension);
    expect(await desk.matter(id)).toMatchObject({ dueOn: '2026-07-28' });
    await expect(desk.letter(id, extension)).rejects.toThrow('答复期限只能延长一次');
    const ordered = await reopened({ days: 15 });
    await expect(desk.letter(ordered, extension)).rejects.toThrow('重新办理的期限由决定书写明，不能延长');
    const [edition] = replyClock;
    const period = edition && periodFor(edition, presentPeriod(await historyOf(world.services.db, ordered)).history);
    expect(period).toMatchObject({ limit: { n: 15, unit: 'working' }, orderedBy: '行政复议决定或者裁判写明的期限' });
  });

  test('on its own motion the office names no days of its own, and what was answered before is not split', async () => {
    await expect(reopened({ ordered: 'own', days: 60 })).rejects.toMatchObject({
      fields: { days: expect.stringContaining('自行纠正的按二十个工作日答复') },
    });
    const id = await reopened();
    const parts = { parts: ['2025年度监督抽检结果', '2025年度飞行检查结果'], reason: '一事一申请' };
    await expect(desk.step(desk.officer, id, 'split', parts)).rejects.toThrow('已经答复过、正在重新办理的申请不能拆分');
  });
});

test('nobody answers a notice before it was sent', async () => {
  const id = await desk.underway('2026-03-02');
  desk.on('2026-03-09');
  await desk.letter(id, notice);
  await expect(
    desk.step(desk.officer, id, 'correct', { correctedOn: '2026-03-05', text: '2025年度' }),
  ).rejects.toMatchObject({ fields: { correctedOn: expect.stringContaining('3月9日') } });
  await desk.step(desk.officer, id, 'correct', { correctedOn: '2026-03-09', text: '2025年度' });
  expect(await desk.matter(id)).toMatchObject({ state: 'processing', clockState: 'running' });
});

test('a fee is asked for once in a round', async () => {
  const fee = {
    kind: 'fee',
    content: { basis: 'pages', quantity: 250, reason: '申请公开的材料共250页', payment: '缴入省级国库' },
  };
  const id = await desk.underway('2026-03-02');
  desk.on('2026-03-09');
  await desk.delivered(id, await desk.letter(id, fee), '2026-03-09');
  await desk.step(desk.officer, id, 'payFee', { paidOn: '2026-03-09', voucher: '赣财0001' });
  await expect(desk.letter(id, fee)).rejects.toThrow('收费通知只能发一次，已经发过');
});
