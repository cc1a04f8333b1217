import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { itemsOfMonth } from '../fees/items-of-month.ts';
import { printed } from '../letters/printing.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const reply = (ground: string, parts: object) => ({ kind: 'reply', content: { ground, parts } });
const granted = reply('supplied', { information: '您申请公开的信息见附件。' });
const asked = { kind: 'reasons', content: { facts: '一个月内提出申请二十余件，内容相近', days: 7 } };
const massive = reply('massive', { notProcessed: '不予处理。', reasons: '申请的数量、频次明显超过合理范围' });
const delay = { kind: 'delay', content: { days: 10, reason: '申请数量较多，需要逐件检索' } };
const textOf = async (letterId: string) => {
  const pdf = await printed(world.services, world.services.db, letterId);
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text.replace(/\s/g, '');
};
const rowOf = (id: string) =>
  world.services.db.selectFrom('request').select('reply_kind').where('id', '=', id).executeTakeFirstOrThrow();
const notNow = async (id: string, draft: typeof massive) =>
  ((await desk.letter(id, draft).catch((e: unknown) => e)) as { reasons: string[] }).reasons;

describe('unreasonable numbers (条例第三十五条)', () => {
  test('asking for reasons stops nothing; silence counts from the arrival of the letter, and only then is it not processed', async () => {
    const id = await desk.underway('2026-03-02');
    expect(await notNow(id, massive)).toEqual([expect.stringContaining('要求说明理由的记录')]);
    const letterId = await desk.letter(id, asked);
    expect(await desk.matter(id)).toMatchObject({
      state: 'awaitingReasons',
      clockState: 'running',
      dueOn: '2026-03-30',
    });
    const silent = () => desk.step(desk.officer, id, 'noReasons', { reason: '期满没有说明' });
    await expect(silent()).rejects.toThrow('说明理由通知书还没有登记送达');
    await desk.delivered(id, letterId, '2026-03-02');
    desk.on('2026-03-11');
    await expect(silent()).rejects.toThrow('说明理由的期限到2026年3月11日');
    desk.on('2026-03-12');
    await silent();
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-03-30' });
    await expect(desk.letter(id, delay)).rejects.toThrow('申请人还没有说明理由');
    const said = await textOf(await desk.letter(id, massive));
    expect(said).toContain('没有说明合理的理由');
    expect(await rowOf(id)).toEqual({ reply_kind: 'notProcessed.massive' });
  });

  test('whose letter came back was asked for no reasons, and is not refused for having none', async () => {
    const id = await desk.underway('2026-03-02');
    const letterId = await desk.letter(id, asked);
    desk.on('2026-03-04');
    const returned = { letterId, returnedOn: '2026-03-04', reason: 'unknown', evidence: '退信' };
    await desk.step(desk.officer, id, 'recordUndelivered', returned);
    expect(await notNow(id, massive)).toEqual([expect.stringContaining('要求说明理由的记录')]);
  });

  test('with good reasons a delay is set, by the head alone and once, before the period is over', async () => {
    const id = await desk.underway('2026-03-02');
    await desk.letter(id, asked);
    await desk.step(desk.officer, id, 'giveReasons', { givenOn: '2026-03-02', text: '用于博士论文的研究' });
    await expect(desk.letter(id, asked)).rejects.toThrow('不再重复要求');
    desk.on('2026-03-30');
    await desk.letter(id, delay);
    expect(await desk.matter(id)).toMatchObject({ state: 'processing', dueOn: '2026-04-14' });
    await expect(desk.letter(id, delay)).rejects.toThrow('不能再次延迟');
    await desk.letter(id, granted);
    expect(await rowOf(id)).toEqual({ reply_kind: 'granted' });
  });

  test('with good reasons a fee may be asked for after the delay; it is asked for while the period runs', async () => {
    const id = await desk.underway('2026-03-02');
    await desk.letter(id, asked);
    await desk.step(desk.officer, id, 'giveReasons', { givenOn: '2026-03-02', text: '用于博士论文的研究' });
    await desk.letter(id, delay);
    desk.on('2026-04-13');
    const fee = { basis: 'pages', quantity: 101, reason: '申请公开的材料共101页', payment: '缴入省级国库' };
    await desk.letter(id, { kind: 'fee', content: fee });
    expect(await desk.matter(id)).toMatchObject({ state: 'awaitingPayment', clockState: 'paused' });
  });
});

describe('fees (国办函〔2020〕109号)', () => {
  const pages = { basis: 'pages', quantity: 40, reason: '申请公开的材料共40页', payment: '缴入省级国库' };
  const fee = (content: object = pages) => ({ kind: 'fee', content: { ...pages, ...content } });
  const decide = (id: string, fields: object) =>
    desk.step(desk.chief, id, 'decideRelief', { reason: '申请人属于最低生活保障对象', ...fields });
  const poor = () => desk.underway('2026-03-02', { content: { ...citizen, reliefReason: '属于最低生活保障对象' } });

  test('a wish to pay less is decided before the notice, by the head; what is taken off stands in the letter', async () => {
    const id = await poor();
    await expect(desk.letter(id, fee())).rejects.toThrow('申请人申请减免费用，还没有决定');
    await expect(desk.step(desk.clerk, id, 'decideRelief', { decision: 'none', reason: '不符合' })).rejects.toThrow();
    await expect(decide(id, { decision: 'reduced' })).rejects.toMatchObject({ fields: { yuan: expect.any(String) } });
    await decide(id, { decision: 'reduced', yuan: 60 });
    const words = await textOf(await desk.letter(id, fee()));
    expect(words).toContain('应缴纳信息处理费100元');
    expect(words).toContain('根据《政府信息公开条例》第四十二条和《政府信息公开信息处理费管理办法》');
    expect(words).toContain('经决定减收60元，实际应缴纳40元');
  });

  test('who pays nothing is sent no notice', async () => {
    const id = await poor();
    await decide(id, { decision: 'waived' });
    await expect(desk.letter(id, fee())).rejects.toThrow('不发收费通知');
    await desk.letter(id, granted);
  });

  test('by items: the place of the request in the month of its applicant, and no other', async () => {
    const content = { ...citizen, name: '许多申请', idNumber: '11010519491231002X' };
    let id = '';
    for (let n = 0; n < 11; n += 1) id = await desk.underway('2026-05-06', { content });
    expect((await itemsOfMonth(world.services.db, id)).own).toMatchObject({ nth: 11, price: 100 });
    const items = (quantity: number) => fee({ basis: 'items', quantity, reason: '一个月内提出申请11件' });
    await expect(desk.letter(id, items(12))).rejects.toThrow('本件是该申请人2026年05月的第11件');
    const words = await textOf(await desk.letter(id, items(11)));
    expect(words).toContain('第11件申请');
    expect(words).toContain('应缴纳信息处理费100元');
    const june = await desk.underway('2026-06-01', { content });
    expect((await itemsOfMonth(world.services.db, june)).own).toMatchObject({ nth: 1, price: 0 });
  });
});

test('what another organ is responsible for is told with its name and contact, where they are known (条例第三十六条第五项)', async () => {
  const id = await desk.underway('2026-03-02');
  const words = await textOf(
    await desk.letter(
      id,
      reply('not-ours', {
        notOurs: '药品零售环节的监督检查由市、县市场监督管理部门负责。',
        reasons: '该信息不由本机关制作或者保存。',
        holder: '南昌市市场监督管理局，电话0791-00000000',
      }),
    ),
  );
  for (const said of ['第三十六条第五项', '负责公开该政府信息的行政机关：南昌市市场监督管理局，电话0791-00000000'])
    expect(words).toContain(said);
  expect(await rowOf(id)).toEqual({ reply_kind: 'unable.notHeld' });
});

test('two consultations that overlap: one agrees, one opposes without grounds and is told; the period leaves their days out once', async () => {
  const id = await desk.underway('2026-03-02');
  const [first, second] = ['江西甲药业有限公司', '江西乙药业有限公司'] as const;
  const ask = async (party: string) => {
    const content = { partyKind: 'third-party', party, information: '监督抽检报告' };
    const letterId = await desk.letter(id, { kind: 'consultation', content });
    await desk.delivered(id, letterId, world.services.time.today());
    return (await desk.consultations(id)).find((one) => one.party === party)?.id ?? '';
  };
  const answer = (consultationId: string, agrees: boolean) =>
    desk.step(desk.officer, id, 'consultAnswered', {
      consultationId,
      answeredOn: world.services.time.today(),
      agrees,
      opinion: agrees ? '同意公开。' : '不同意公开。',
    });
  desk.on('2026-03-10');
  const one = await ask(first);
  desk.on('2026-03-16');
  const two = await ask(second);
  desk.on('2026-03-20');
  await answer(one, true);
  expect(await desk.matter(id)).toMatchObject({ clockState: 'paused' });
  desk.on('2026-03-24');
  await answer(two, false);
  // Ten working days from 10 to 24 March are left out of the twenty.
  expect(await desk.matter(id)).toMatchObject({ clockState: 'running', dueOn: '2026-04-14' });
  const finding = { consultationId: two, finding: 'unreasonable', reason: '没有说明属于商业秘密的理由' };
  await desk.step(desk.clerk, id, 'weighOpinion', finding);
  await expect(desk.letter(id, granted)).rejects.toThrow('请先发出公开第三方信息告知书');
  const told = { party: second, grounds: 'no-grounds', information: '监督抽检报告的结论', reason: '不属于商业秘密' };
  await desk.letter(id, { kind: 'override', content: told });
  const words = await textOf(await desk.letter(id, granted));
  expect(words).toContain('其中1个第三方经本机关书面征求意见，同意公开');
  expect(words).toContain('其中1个第三方经本机关书面征求意见，不同意公开，但没有合理理由');
});
