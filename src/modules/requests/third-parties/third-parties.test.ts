import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { consultationLines } from '../consultations.ts';
import { writeLetter } from '../letters/drafts.ts';
import { printed } from '../letters/printing.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const ASKED = '江西甲药业有限公司';
const SECOND = '江西乙药业有限公司';
const reply = (ground: string, parts: Readonly<Record<string, string>>) => ({
  kind: 'reply',
  content: { ground, parts },
});
const granted = reply('supplied', { information: '您申请公开的信息见附件。' });
const refusedReply = reply('third-party', {
  ground: '《政府信息公开条例》第十五条',
  reasons: '公开会损害第三方的合法权益',
});
const separated = (more: Readonly<Record<string, string>> = {}) =>
  reply('separated', {
    openPart: '检查时间和结论',
    withheldPart: '工艺参数',
    ground: '《政府信息公开条例》第十五条',
    reasons: '公开会损害第三方的合法权益',
    ...more,
  });
const notice = (grounds: string, party = ASKED) => ({
  kind: 'override',
  content: { party, grounds, information: '检验报告的结论', reason: '关系公众用药安全' },
});

/** A letter to somebody, arrived on the day it was sent; gives the consultation. */
async function ask(id: string, party = ASKED, partyKind = 'third-party'): Promise<string> {
  const information = '监督抽检报告中涉及贵单位的部分';
  const letterId = await desk.letter(id, { kind: 'consultation', content: { partyKind, party, information } });
  await desk.delivered(id, letterId, world.services.time.today());
  return (await desk.consultations(id)).findLast((one) => one.party === party)?.id ?? '';
}
const answer = (
  id: string,
  consultationId: string,
  agrees: boolean,
  answeredOn: string = world.services.time.today(),
) =>
  desk.step(desk.officer, id, 'consultAnswered', {
    consultationId,
    answeredOn,
    agrees,
    opinion: agrees ? '同意公开。' : '涉及生产工艺，不同意公开。',
  });
const close = (id: string, consultationId: string, more = {}) =>
  desk.step(desk.officer, id, 'consultClosed', { consultationId, decision: '经审查不涉及商业秘密', ...more });
const weigh = (id: string, consultationId: string, finding: string) =>
  desk.step(desk.clerk, id, 'weighOpinion', { consultationId, finding, reason: '逐项核对了所主张的商业秘密' });
const tried = async (id: string, draft: { kind: string; content: object }) => {
  const letterId = await world.as(desk.clerk, (act) =>
    writeLetter(act, { requestId: id, ...draft, content: { ...draft.content } }),
  );
  const error = await desk.step(desk.clerk, id, 'proposeLetter', { letterId }).catch((e: unknown) => e);
  return (error as { reasons?: string[] }).reasons ?? [];
};
const textOf = async (letterId: string) => {
  const pdf = await printed(world.services, world.services.db, letterId);
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text.replace(/\s/g, '');
};

describe('a third party opposes (条例第三十二条)', () => {
  test('nothing is said before its grounds are weighed; with reasonable grounds it is not disclosed, and the refusal says so without its name', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id);
    await answer(id, asked, false);
    for (const draft of [granted, refusedReply, separated()])
      expect(await tried(id, draft)).toEqual([
        `“${ASKED}”不同意公开，还没有审查其理由是否合理：请先登记审查第三方意见的结论（条例第三十二条）`,
      ]);
    await weigh(id, asked, 'reasonable');
    expect(await tried(id, granted)).toEqual([expect.stringContaining('不同意公开且有合理理由，不予公开')]);
    const letterId = await desk.letter(id, refusedReply);
    const words = await textOf(letterId);
    expect(words).toContain('第三方经本机关书面征求意见，不同意公开，且有合理理由');
    expect(words).not.toContain(ASKED);
  });

  test('without reasonable grounds it does not stand in the way, and is told before', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id);
    await answer(id, asked, false);
    await weigh(id, asked, 'unreasonable');
    expect(await tried(id, refusedReply)).toEqual([expect.stringContaining('没有合理理由，不能以此不予公开')]);
    expect(await tried(id, granted)).toEqual([expect.stringContaining('请先发出公开第三方信息告知书')]);
    expect(await tried(id, notice('public-interest'))).toEqual([expect.stringContaining('按“没有合理理由”告知')]);
    const told = await textOf(await desk.letter(id, notice('no-grounds')));
    expect(told).toContain('经审查，本机关认为所提出的理由不合理');
    expect(told).not.toContain('公共利益');
    const words = await textOf(await desk.letter(id, granted));
    expect(words).toContain('不同意公开，但没有合理理由，本机关决定公开');
  });

  test('for the public interest it is disclosed after the third party was told what, why and how to fight it', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id);
    await answer(id, asked, false);
    expect(await tried(id, notice('public-interest'))).toEqual([expect.stringContaining('还没有审查其理由')]);
    await weigh(id, asked, 'reasonable');
    expect(await tried(id, notice('no-grounds'))).toEqual([expect.stringContaining('请改选依据')]);
    expect(await tried(id, granted)).toEqual([expect.stringContaining('请先发出公开第三方信息告知书')]);
    const told = await textOf(await desk.letter(id, notice('public-interest')));
    for (const words of [
      '检验报告的结论',
      '关系公众用药安全',
      '对公共利益造成重大影响',
      '对本决定不服的',
      '江西省人民政府',
      '六个月',
    ])
      expect(told).toContain(words);
    expect(await tried(id, refusedReply)).toEqual([expect.stringContaining('已经书面告知')]);
    const words = await textOf(await desk.letter(id, granted));
    expect(words).toContain('决定公开，并已将决定公开的内容和理由书面告知该第三方');
  });

  test('in a separated reply a trade secret is withheld only after its owner was asked; numbers of persons need nobody', async () => {
    const id = await desk.underway('2026-03-02');
    expect(await tried(id, separated({ withheldPart: '配方，属于商业秘密' }))).toEqual([
      expect.stringContaining('没有征求过第三方的意见：请先发出征求意见函（条例第十五条、第三十二条）'),
    ]);
    expect(await tried(id, separated({ withheldPart: '公民身份号码' }))).toEqual([]);
  });

  test('in a separated reply what it opposes lies in the part that is withheld, and the reply says so', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id);
    await answer(id, asked, false);
    await weigh(id, asked, 'reasonable');
    expect(await tried(id, separated())).toEqual([
      expect.stringContaining('请在“第三方不同意公开的内容怎样处理”中写明'),
    ]);
    await desk.letter(id, separated({ thirdPartyPart: '第三方主张的工艺参数已经列入不予公开的部分' }));
    expect(await desk.matter(id)).toMatchObject({ state: 'answered' });
  });

  test('only what was answered is weighed, and as it was answered', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id);
    await expect(weigh(id, asked, 'reasonable')).rejects.toThrow('没有需要审查的第三方意见');
    await answer(id, await ask(id, SECOND), false);
    await expect(weigh(id, asked, 'reasonable')).rejects.toMatchObject({
      fields: { consultationId: expect.any(String) },
    });
    await answer(id, asked, true);
    await expect(weigh(id, asked, 'reasonable')).rejects.toMatchObject({
      fields: { consultationId: '对方同意公开，不需要审查' },
    });
    await answer(id, asked, false);
    await expect(weigh(id, asked, 'withhold')).rejects.toMatchObject({
      fields: { finding: '对方已经提出意见，请选择其理由是否合理' },
    });
    const maker = await ask(id, '江西省某局', 'co-maker');
    await answer(id, maker, false);
    await expect(weigh(id, maker, 'reasonable')).rejects.toMatchObject({
      fields: { consultationId: expect.stringContaining('只审查第三方的意见') },
    });
  });
});

describe('the ground “third party”', () => {
  test('is refused where nobody was asked, where all agreed, and where the office decided on silence to disclose', async () => {
    const id = await desk.underway('2026-03-02');
    expect(await tried(id, refusedReply)).toEqual([expect.stringContaining('第三方意见')]);
    const asked = await ask(id);
    await answer(id, asked, true);
    expect(await tried(id, refusedReply)).toEqual([expect.stringContaining('同意公开，不能以保护第三方为由不予公开')]);
    const second = await ask(id, SECOND);
    expect((await tried(id, refusedReply))[1]).toContain('还没有结束');
    desk.on('2026-03-24');
    await close(id, second, { decides: 'disclose' });
    expect((await tried(id, refusedReply))[1]).toContain('已经决定公开');
  });

  test('stands where the office decided on silence to withhold, and where one of several stands against it', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id);
    const second = await ask(id, SECOND);
    await answer(id, second, true);
    desk.on('2026-03-24');
    await close(id, asked, { decides: 'withhold' });
    expect(await tried(id, granted)).toEqual([expect.stringContaining('已经决定不公开')]);
    const words = await textOf(await desk.letter(id, refusedReply));
    expect(words).toContain('其中1个第三方经本机关书面征求意见，逾期未提出意见');
  });
});

describe('silence', () => {
  test('of a third party the organ decides, with its grounds; the decision may be made anew, and the last one counts', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id);
    desk.on('2026-03-24');
    await expect(close(id, asked)).rejects.toMatchObject({
      fields: { decides: expect.stringContaining('条例第三十二条') },
    });
    await close(id, asked, { decides: 'withhold' });
    await expect(weigh(id, asked, 'unreasonable')).rejects.toMatchObject({
      fields: { finding: '对方逾期未提出意见，请选择决定公开还是不公开' },
    });
    expect(await tried(id, notice('public-interest'))).toEqual([expect.stringContaining('不需要这一告知')]);
    await weigh(id, asked, 'disclose');
    const words = await textOf(await desk.letter(id, granted));
    expect(words).toContain('逾期未提出意见，本机关依照条例的规定决定公开');
  });

  test('is refused for each who was asked by its own day, and told so beside each', async () => {
    const id = await desk.underway('2026-03-02');
    const first = await ask(id);
    desk.on('2026-03-10');
    const second = await ask(id, '江西省某局', 'co-maker');
    desk.on('2026-03-24');
    const bars = (await consultationLines(world.services, id)).map((one) => [one.id, one.silenceBar]);
    expect(bars).toEqual([
      [first, null],
      [second, '对方的答复期限到2026年3月31日，期满以后才能按逾期未回复处理'],
    ]);
    await expect(close(id, second)).rejects.toMatchObject({ reasons: [bars[1]?.[1]] });
    await close(id, first, { decides: 'withhold' });
    expect((await consultationLines(world.services, id))[0]?.silenceBar).toBeNull();
  });

  test('of a co-maker is consent, and there is nothing to decide (条例第三十四条)', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id, '江西省某局', 'co-maker');
    desk.on('2026-03-24');
    await expect(close(id, asked, { decides: 'disclose' })).rejects.toMatchObject({
      fields: { decides: expect.stringContaining('视为同意公开') },
    });
    await close(id, asked);
    expect((await desk.consultations(id)).find((one) => one.id === asked)).toMatchObject({ agrees: true });
    await desk.letter(id, granted);
  });
});

describe('a party speaks again', () => {
  test('after its silence: the answer counts, and the period stays as it was', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-10');
    const asked = await ask(id);
    desk.on('2026-04-01');
    await close(id, asked, { decides: 'disclose' });
    expect(await desk.matter(id)).toMatchObject({ dueOn: '2026-04-21', clockState: 'running' });
    desk.on('2026-04-03');
    await answer(id, asked, false);
    expect(await desk.matter(id)).toMatchObject({ dueOn: '2026-04-21', clockState: 'running' });
    expect(await tried(id, granted)).toEqual([expect.stringContaining('还没有审查其理由')]);
  });

  test('another thing than before: the later answer counts, and is weighed for itself', async () => {
    const id = await desk.underway('2026-03-02');
    const asked = await ask(id);
    await answer(id, asked, false);
    await weigh(id, asked, 'reasonable');
    desk.on('2026-03-09');
    await expect(answer(id, asked, true, '2026-03-01')).rejects.toMatchObject({
      fields: { answeredOn: expect.any(String) },
    });
    await answer(id, asked, true);
    await desk.letter(id, granted);
    expect(await desk.matter(id)).toMatchObject({ state: 'answered' });
  });

  test('what came within its time and was written down late ends the wait on its day', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-10');
    const asked = await ask(id);
    desk.on('2026-04-01');
    await close(id, asked, { decides: 'disclose' });
    await answer(id, asked, true, '2026-03-12');
    expect(await desk.matter(id)).toMatchObject({ dueOn: '2026-04-01' });
  });
});
