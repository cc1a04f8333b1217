import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extractText } from 'unpdf';
import { makeWorld, type World } from '../../testing/world.ts';
import { requestDetail } from './detail.ts';
import { writeLetter } from './letters/drafts.ts';
import { printed } from './letters/printing.ts';
import { citizen, requestsDesk } from './testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const granted = {
  kind: 'reply',
  content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } },
};
const consult = (party: string) => ({
  kind: 'consultation',
  content: { partyKind: 'third-party', party, information: '2025年度监督抽检报告中涉及贵单位的部分' },
});

describe('a request that is answered', () => {
  test('counts from the day it was received, stops on the day the answer left, and names its row of the annual report', async () => {
    const id = await desk.underway('2026-03-02');
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-03-30', clockState: 'running' });
    desk.on('2026-03-30');
    await desk.letter(id, granted);
    expect(await desk.matter(id)).toMatchObject({ state: 'answered', dueOn: '2026-03-30', clockState: 'stopped' });
    const row = await world.services.db
      .selectFrom('request')
      .select(['reply_kind', 'replied_on', 'late_reason'])
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row).toEqual({ reply_kind: 'granted', replied_on: '2026-03-30', late_reason: null });
  });

  test('a day too late needs the reason, and stays late', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-31');
    await expect(desk.letter(id, granted)).rejects.toThrow('答复期限到2026年3月30日，现在发出已经逾期，请写明逾期原因');
    await desk.step(desk.officer, id, 'sendLetter', {
      sentOn: '2026-03-31',
      channel: 'web',
      lateReason: '档案调取耗时较长',
    });
    expect(await desk.matter(id)).toMatchObject({ state: 'answered', dueOn: '2026-03-30' });
  });
});

describe('periods of law (regulations pack §1.5)', () => {
  test('a correction notice stops the period, the corrected request begins it anew', async () => {
    const id = await desk.underway('2026-09-15');
    desk.on('2026-09-23');
    const letterId = await desk.letter(id, {
      kind: 'correction',
      content: { items: '请写明所需信息的年份和品种', days: 15 },
    });
    expect(await desk.matter(id)).toMatchObject({ state: 'awaitingCorrection', clockState: 'paused' });
    await desk.delivered(id, letterId, '2026-09-23');
    desk.on('2026-10-12');
    await desk.step(desk.officer, id, 'correct', { correctedOn: '2026-10-12', text: '2025年度，化学药品' });
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-11-09', clockState: 'running' });
    desk.on('2026-11-09');
    await desk.letter(id, { kind: 'extension', content: { days: 20, reason: '需要检索的档案数量较多' } });
    expect(await desk.matter(id)).toMatchObject({ dueOn: '2026-12-07' });
  });

  test('two consultations that overlap are left out once; an answer ends its own alone', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-10');
    const first = await desk.letter(id, consult('江西甲药业有限公司'));
    await desk.delivered(id, first, '2026-03-10');
    desk.on('2026-03-12');
    const second = await desk.letter(id, consult('江西乙药业有限公司'));
    await desk.delivered(id, second, '2026-03-12');
    const [one, other] = await desk.consultations(id);
    desk.on('2026-03-20');
    const answer = { answeredOn: '2026-03-20', agrees: true, opinion: '同意公开' };
    await desk.step(desk.officer, id, 'consultAnswered', { consultationId: other?.id, ...answer });
    expect(await desk.matter(id)).toMatchObject({ clockState: 'paused' });
    desk.on('2026-03-31');
    await desk.step(desk.officer, id, 'consultAnswered', {
      consultationId: one?.id,
      ...answer,
      answeredOn: '2026-03-31',
    });
    expect(await desk.matter(id)).toMatchObject({ dueOn: '2026-04-21', clockState: 'running' });
  });

  test('while a consultation stops the period it is not over on its old last day: it may be extended', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-10');
    const letterId = await desk.letter(id, consult('江西丁药业有限公司'));
    desk.on('2026-03-24');
    await desk.delivered(id, letterId, '2026-03-24');
    desk.on('2026-04-01');
    await desk.letter(id, { kind: 'extension', content: { days: 10, reason: '需要检索的档案数量较多' } });
    expect(await desk.matter(id)).toMatchObject({ clockState: 'paused' });
  });

  test('a fee is not asked for when the period is over', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-31');
    const fee = { basis: 'pages', quantity: 40, reason: '申请数量超过合理范围', payment: '银行转账' };
    await expect(desk.letter(id, { kind: 'fee', content: fee })).rejects.toThrow('不能再通知收费');
  });

  test('silence ends a consultation after fifteen working days from its arrival, not before', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-10');
    const letterId = await desk.letter(id, consult('江西丙药业有限公司'));
    const [asked] = await desk.consultations(id);
    const close = () =>
      desk.step(desk.officer, id, 'consultClosed', {
        consultationId: asked?.id,
        decides: 'disclose',
        decision: '经审查不涉及商业秘密',
      });
    await expect(close()).rejects.toThrow('征求意见函还没有登记送达');
    await desk.delivered(id, letterId, '2026-03-10');
    desk.on('2026-03-31');
    await expect(close()).rejects.toThrow('对方的答复期限到2026年3月31日');
    desk.on('2026-04-01');
    await close();
    expect(await desk.matter(id)).toMatchObject({ dueOn: '2026-04-21', clockState: 'running' });
  });

  test('an extension is signed by the head of the openness office, once, and told before the period is over', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-31');
    const extension = { kind: 'extension', content: { days: 20, reason: '需要检索的档案数量较多' } };
    await expect(desk.letter(id, extension)).rejects.toThrow('答复期限在2026年3月30日已经届满，不能再延长');
    const other = await desk.underway('2026-04-01');
    const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: other, ...extension }));
    await desk.step(desk.clerk, other, 'proposeLetter', { letterId });
    await desk.step(desk.head, other, 'approveLetter');
    await expect(desk.step(desk.leader, other, 'issueLetter')).rejects.toThrow('须由信息公开工作机构负责人签发');
  });
});

describe('a fee', () => {
  test('is reckoned by the tariff; paid, the period begins anew', async () => {
    const fee = {
      kind: 'fee',
      content: { basis: 'pages', quantity: 250, reason: '申请公开的材料共250页', payment: '缴入省级国库' },
    };
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-09');
    const letterId = await desk.letter(id, fee);
    await desk.delivered(id, letterId, '2026-03-09');
    const { fees } = await requestDetail(world.services, desk.officer, id);
    expect(fees).toMatchObject([{ amountYuan: 4700, dueOn: '2026-04-08' }]);
    desk.on('2026-03-20');
    await desk.step(desk.officer, id, 'payFee', { paidOn: '2026-03-20', voucher: '赣财0001' });
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-04-20' });
  });
});

describe('who signs', () => {
  test('one writes, another examines, a third signs', async () => {
    const id = await desk.underway('2026-05-06');
    const letterId = await world.as(desk.head, (act) => writeLetter(act, { requestId: id, ...granted }));
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    await expect(desk.step(desk.head, id, 'approveLetter')).rejects.toThrow('这份文书由您拟写，不能由您审核');
  });

  test('what was signed and sent back keeps its number and is not sent; what replaces it has another', async () => {
    const id = await desk.underway('2026-05-06');
    const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...granted }));
    await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
    await desk.step(desk.head, id, 'approveLetter');
    await desk.step(desk.chief, id, 'issueLetter');
    await desk.step(desk.officer, id, 'rejectLetter', { reason: '附件有误' });
    const [first, second] = await desk.letters(id);
    expect(first).toMatchObject({ state: 'dropped', number: expect.stringMatching(/^依申请公开〔2026〕\d+号$/) });
    expect(second).toMatchObject({ state: 'draft', number: null });
  });
});

test('a signed letter is printed once, with its number, to whom it goes, what it says and how it may be fought', async () => {
  const id = await desk.underway('2026-06-01');
  const letterId = await desk.letter(id, granted);
  const pdf = await printed(world.services, world.services.db, letterId);
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  const plain = text.replace(/\s/g, '');
  const [letter] = await desk.letters(id);
  for (const words of [
    letter?.number ?? '?',
    '政府信息公开告知书',
    citizen.name,
    '第三十六条第二项',
    '江西省人民政府',
    '六十日',
  ])
    expect(plain).toContain(words);
});

describe('a reply contains what the law asks of its situation', () => {
  const reply = (ground: string, parts: Readonly<Record<string, string>> = {}) => ({
    kind: 'reply',
    content: { ground, parts },
  });

  test('each missing part is named, all at once; records behind it are read from the request', async () => {
    const id = await desk.underway('2026-06-01');
    const sent = await desk.letter(id, reply('absent')).catch((error: unknown) => error);
    expect((sent as { reasons: string[] }).reasons).toEqual([
      '按「经检索没有所申请公开信息」答复，还缺少：该政府信息不存在的说明',
      '按「经检索没有所申请公开信息」答复，还缺少：检索记录（检索的系统、检索词、检索人、日期）',
    ]);
    await desk.step(desk.clerk, id, 'recordSearch', {
      systems: '抽检信息系统、档案室2024至2025年案卷',
      words: '抽检 不合格 处置',
      people: '经办人、档案管理员',
      searchedOn: '2026-06-01',
      result: '没有查到所申请的信息',
      found: false,
    });
    await desk.letter(id, reply('absent', { absence: '经检索，本机关没有制作、保存您申请的信息。' }));
    expect(await desk.matter(id)).toMatchObject({ state: 'answered' });
    const { reply_kind } = await world.services.db
      .selectFrom('request')
      .select('reply_kind')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(reply_kind).toBe('unable.notHeld');
  });

  test('that nothing was found does not rest on a search that found it', async () => {
    const id = await desk.underway('2026-06-01');
    const search = (found: boolean) =>
      desk.step(desk.clerk, id, 'recordSearch', {
        systems: '抽检信息系统',
        words: '抽检 不合格',
        people: '经办人',
        searchedOn: '2026-06-01',
        result: found ? '查到3份报告' : '没有查到',
        found,
      });
    await search(false);
    await search(true);
    const none = reply('absent', { absence: '经检索，本机关没有制作、保存您申请的信息。' });
    await expect(desk.letter(id, none)).rejects.toThrow('检索记录');
  });

  test('a refusal for a third party rests on its opinion or its silence', async () => {
    const id = await desk.underway('2026-06-01');
    const parts = { ground: '《政府信息公开条例》第十五条', reasons: '涉及企业商业秘密，第三方不同意公开' };
    await expect(desk.letter(id, reply('third-party', parts))).rejects.toThrow('第三方意见');
  });
});

describe('what is refused at registration, all at once', () => {
  test.each([
    [
      'a citizen with a wrong number and without contact',
      { ...citizen, idNumber: '1', phone: '' },
      ['content.idNumber', 'content.phone'],
    ],
    [
      'an organisation of no class, with a wrong code',
      { ...citizen, applicantKind: 'organisation' as const, creditCode: '1' },
      ['content.creditCode', 'content.organisationClass'],
    ],
    ['a way of sending without address', { ...citizen, wantedChannel: 'post' as const }, ['content.address']],
  ])('%s', async (_what, content, fields) => {
    const error = await desk.register({ content }).catch((e: unknown) => e);
    expect(Object.keys((error as { fields: object }).fields)).toEqual(expect.arrayContaining(fields));
  });
});

test('nothing of the person stands in the journal or open in the database', async () => {
  const id = await desk.underway('2026-06-01');
  const { db } = world.services;
  const journal = await db.selectFrom('journal_entry').select('payload').where('chain', '=', `matter:${id}`).execute();
  const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  for (const kept of [JSON.stringify(journal), JSON.stringify({ ...row, description: '' })])
    for (const secret of [citizen.name, citizen.idNumber, citizen.phone]) expect(kept).not.toContain(secret);
});
