import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Act } from '#platform/services.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { registerRequest } from '../registering.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { wordsBeside } from '../words/words-apart.ts';
import { CorrectedDisputeBody, DISPUTE_OUTCOMES, type NewDispute, type Outcome, OutcomeBody } from './contract.ts';
import { correctDispute, decideDispute, disputesOf, recordDispute } from './disputes.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const review: NewDispute = {
  kind: 'review',
  organ: '江西省人民政府',
  caseNumber: '赣府复字〔2026〕12号',
  filedOn: '2026-04-20',
};
const record = (id: string, input: NewDispute = review) =>
  world.as(desk.officer, (act) => recordDispute(act, id, input));
const decide = (id: string, disputeId: string, input: Outcome) =>
  world.as(desk.officer, (act) => decideDispute(act, id, disputeId, input));
const lines = async (id: string) => (await disputesOf(world.services, desk.officer, id)).disputes;

/** Refused by its reply of the 30th of March. */
async function refusedRequest(): Promise<string> {
  const id = await desk.underway('2026-03-02');
  desk.on('2026-03-30');
  await desk.letter(id, {
    kind: 'reply',
    content: {
      ground: 'internal-affairs',
      parts: { ground: '《条例》第十六条第一款', reasons: '属于内部管理事务信息。' },
    },
  });
  desk.on('2026-07-01');
  return id;
}

describe('a review of how a request was handled', () => {
  test('is recorded, decided once, and counted in table four of the annual report', async () => {
    const id = await refusedRequest();
    const disputeId = await record(id);
    expect(await lines(id)).toMatchObject([{ kindLabel: '行政复议', outcome: null, outcomeLabel: '尚未审结' }]);
    await decide(id, disputeId, { outcome: 'corrected', decidedOn: '2026-06-18', note: '责令重新答复' });
    expect(await lines(id)).toMatchObject([{ outcome: 'corrected', decidedOn: '2026-06-18', note: '责令重新答复' }]);
    await expect(decide(id, disputeId, { outcome: 'upheld', decidedOn: '2026-06-18' })).rejects.toThrow('结果已经登记');
    const counted = await world.services.db
      .selectFrom('report.request_dispute_statistics' as never)
      .selectAll()
      .where('request_id' as never, '=', id as never)
      .execute();
    expect(counted).toHaveLength(1);
    const journal = await world.services.db
      .selectFrom('journal_entry')
      .select('action')
      .where('action', 'like', 'requests.dispute%')
      .orderBy('id')
      .execute();
    expect(journal.map(({ action }) => action)).toEqual(['requests.dispute-recorded', 'requests.dispute-decided']);
  });

  test('that ended in a correction lets the request be handled anew, on its ground', async () => {
    const id = await refusedRequest();
    const disputeId = await record(id, { ...review, caseNumber: '赣府复字〔2026〕13号' });
    await decide(id, disputeId, { outcome: 'corrected', decidedOn: '2026-06-18' });
    expect(await lines(id)).toMatchObject([{ handledAnew: false }]);
    await desk.step(desk.officer, id, 'reopen', {
      reason: '复议决定撤销原答复，责令重新答复',
      ordered: 'review',
      orderedOn: '2026-06-20',
    });
    expect(await desk.matter(id)).toMatchObject({ state: 'processing' });
    expect(await lines(id)).toMatchObject([{ handledAnew: true }]);
  });

  test('recorded wrongly is put right with the reason; what stood before lies with the words of the file, and the journal names neither case nor person', async () => {
    const id = await refusedRequest();
    const disputeId = await record(id, { ...review, caseNumber: '赣府复字〔2026〕14号' });
    const right = { ...review, caseNumber: '赣府复字〔2026〕41号', reason: '案号录入颠倒' };
    await world.as(desk.officer, (act) => correctDispute(act, id, disputeId, right));
    expect(await lines(id)).toMatchObject([{ caseNumber: '赣府复字〔2026〕41号', outcome: null }]);
    const { payload } = await world.services.db
      .selectFrom('journal_entry')
      .select('payload')
      .where('action', '=', 'requests.dispute-corrected')
      .executeTakeFirstOrThrow();
    const said = await wordsBeside(world.services, id);
    expect(said.get((payload as { wordsId: string }).wordsId)).toMatchObject({
      caseNumber: '赣府复字〔2026〕14号',
      rightCaseNumber: '赣府复字〔2026〕41号',
      reason: '案号录入颠倒',
    });
    await decide(id, disputeId, { outcome: 'upheld', decidedOn: '2026-06-18', note: '申请人柳暗花到场' });
    const journal = JSON.stringify(await world.services.db.selectFrom('journal_entry').select('payload').execute());
    for (const word of ['赣府复字', '柳暗花', '案号录入颠倒']) expect(journal).not.toContain(word);
  });
});

test('another bureau’s office neither sees nor does anything about a case', async () => {
  const id = await refusedRequest();
  const disputeId = await record(id, { ...review, caseNumber: '赣府复字〔2026〕15号' });
  const city = await world.cast('openness-officer', 'nanchang');
  const nothing = { code: 'not-found' };
  await expect(disputesOf(world.services, city, id)).rejects.toMatchObject(nothing);
  const upheld = { outcome: 'upheld', decidedOn: '2026-06-18' } as const;
  const verbs: ((act: Act) => Promise<unknown>)[] = [
    (act) => recordDispute(act, id, { ...review, caseNumber: '赣府复字〔2026〕16号' }),
    (act) => decideDispute(act, id, disputeId, upheld),
    (act) => correctDispute(act, id, disputeId, { ...review, ...upheld, reason: '别局改写' }),
  ];
  for (const verb of verbs) await expect(world.as(city, verb)).rejects.toMatchObject(nothing);
  // Nor through a request of its own.
  const own = await world.as(city, (act) =>
    registerRequest(act, { channel: 'counter', arrivedOn: act.today, content: citizen }),
  );
  await expect(world.as(city, (act) => decideDispute(act, own.matter.id, disputeId, upheld))).rejects.toMatchObject(
    nothing,
  );
  expect(await lines(id)).toMatchObject([{ outcome: null, caseNumber: '赣府复字〔2026〕15号' }]);
});

describe('what cannot be is refused at its field', () => {
  test.each<[string, Partial<NewDispute>, Record<string, RegExp>]>([
    ['a day to come', { filedOn: '2026-07-02' }, { filedOn: /不能晚于今天/ }],
    ['a day before the request', { filedOn: '2026-03-01' }, { filedOn: /不能早于收到申请的日期（2026年3月2日）/ }],
    ['a suit after a review that is not recorded', { kind: 'suit-after-review' }, { kind: /请先登记行政复议/ }],
    [
      'two at once',
      { kind: 'suit-after-review', filedOn: '2026-07-02' },
      { kind: /请先登记/, filedOn: /不能晚于今天/ },
    ],
  ])('%s', async (_what, wrong, fields) => {
    const id = await refusedRequest();
    const told = await record(id, { ...review, ...wrong }).catch((error: unknown) => error);
    expect(told).toMatchObject({
      fields: Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, expect.stringMatching(words)])),
    });
  });

  test('the same case twice; an outcome before the case, or after today', async () => {
    const id = await refusedRequest();
    const disputeId = await record(id);
    await expect(record(id)).rejects.toMatchObject({ fields: { caseNumber: expect.stringContaining('已经登记过') } });
    for (const decidedOn of ['2026-04-19', '2026-07-02'])
      await expect(decide(id, disputeId, { outcome: 'upheld', decidedOn })).rejects.toMatchObject({
        fields: { decidedOn: expect.stringMatching(/不能(早于|晚于)/) },
      });
  });

  test('by those who handle the request; and a suit against a refusal without a review is remarked on', async () => {
    const id = await refusedRequest();
    await expect(world.as(desk.clerk, (act) => recordDispute(act, id, review))).rejects.toThrow('由政务公开办公室登记');
    await record(id, { ...review, kind: 'suit', organ: '南昌铁路运输法院', caseNumber: '（2026）赣71行初8号' });
    expect((await lines(id))[0]?.remark).toContain('应当先申请行政复议');
  });
});

test('the form says what stands under each outcome: a suit the organ wins upholds', () => {
  for (const { description } of [OutcomeBody.properties.outcome, CorrectedDisputeBody.properties.outcome] as {
    description?: string;
  }[]) {
    expect(description).toContain(`${DISPUTE_OUTCOMES.upheld}：决定维持、判决驳回诉讼请求、决定驳回行政复议请求的；`);
    expect(description).toMatch(/其他结果：.*驳回起诉.*请法制机构确认/);
  }
});

describe('a direct suit is remarked on by the answer that stood when it was taken', () => {
  const suit = { ...review, kind: 'suit' as const, organ: '南昌铁路运输法院' };
  const remark = async (id: string, filedOn = '2026-04-20') => {
    await record(id, { ...suit, caseNumber: `（2026）赣71行初${filedOn.slice(5)}号`, filedOn });
    return (await lines(id)).find((one) => one.filedOn === filedOn)?.remark;
  };
  const supplied = { kind: 'reply', content: { ground: 'supplied', parts: { information: '信息见附件。' } } };

  test('none yet: failing to act goes to review first', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-07-01');
    expect(await remark(id)).toMatch(/起诉时还没有答复.*第三项/);
  });

  test('an answer that came after the suit does not change what was sued over', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-30');
    await desk.letter(id, supplied);
    desk.on('2026-07-01');
    expect(await remark(id, '2026-03-20')).toContain('起诉时还没有答复');
    expect(await remark(id)).toBeUndefined();
  });

  test('taken up again, what was answered before still stood then', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-30');
    await desk.letter(id, supplied);
    desk.on('2026-07-01');
    await desk.step(desk.officer, id, 'reopen', {
      reason: '判决撤销原答复',
      ordered: 'court',
      orderedOn: '2026-06-20',
    });
    expect(await remark(id)).toBeUndefined();
  });

  test('a partial disclosure: only what was withheld goes to review first', async () => {
    const id = await desk.underway('2026-03-02');
    desk.on('2026-03-30');
    await desk.letter(id, {
      kind: 'reply',
      content: {
        ground: 'separated',
        parts: {
          openPart: '抽检结果见附件。',
          withheldPart: '内部审批意见。',
          ground: '《条例》第十六条第二款',
          reasons: '属于过程性信息。',
        },
      },
    });
    desk.on('2026-07-01');
    expect(await remark(id)).toMatch(/对不予公开的部分.*第四项.*对其他部分可以直接起诉/);
  });
});
