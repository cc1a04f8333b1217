import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantsOf, peopleByIds } from '#commons/organisations/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestDetail } from '../detail.ts';
import { writeLetter } from '../letters/drafts.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件' } } };
const correction = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
const mark = (id: string, who: Actor = desk.officer) => desk.step(who, id, 'markSensitive', { why: 'trade-secret' });

/** Written and sent to be examined. */
async function proposed(id: string, draft: object = granted): Promise<string> {
  const letterId = await world.as(desk.clerk, (act) =>
    writeLetter(act, { requestId: id, ...(draft as typeof granted) }),
  );
  await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
  return letterId;
}
const state = async (id: string) => (await desk.matter(id)).state;
const dueOn = async (id: string) => (await desk.matter(id)).dueOn;
const send = (id: string) =>
  desk.step(desk.officer, id, 'sendLetter', { sentOn: world.services.time.today(), channel: 'web' });

test('marked, a decision is agreed to by the leader in charge between examination and signing, and the clock runs on', async () => {
  const id = await desk.underway('2026-03-02');
  const due = await dueOn(id);
  await mark(id);
  expect((await requestDetail(world.services, desk.officer, id)).sensitive).toBe('trade-secret');
  await proposed(id);
  await desk.step(desk.head, id, 'approveLetter');
  expect([await state(id), await dueOn(id)]).toEqual(['letterEndorsement', due]);
  await expect(desk.step(desk.chief, id, 'issueLetter')).rejects.toThrow('不能签发');
  await desk.step(desk.leader, id, 'endorseLetter', { opinion: '同意' });
  await desk.step(desk.chief, id, 'issueLetter');
  await send(id);
  expect([await state(id), await dueOn(id)]).toEqual(['answered', due]);
});

test('unmarked, the same letter goes from examination to signing as always', async () => {
  const id = await desk.underway('2026-03-02');
  await proposed(id);
  await desk.step(desk.head, id, 'approveLetter');
  expect(await state(id)).toBe('letterIssue');
});

test('what only asks for something, or tells of a longer period, takes the usual way also where the request is marked', async () => {
  const id = await desk.underway('2026-03-02');
  await mark(id, desk.head);
  await desk.letter(id, { kind: 'extension', content: { days: 10, reason: '需要检索的档案数量较多' } });
  await desk.letter(id, correction);
  expect(await state(id)).toBe('awaitingCorrection');
});

test('one who drafted, examined or agreed does not sign, and who drafted or examined does not agree', async () => {
  const id = await desk.underway('2026-03-02');
  await mark(id);
  const both = (one: Actor, other: Actor): Actor => ({ ...one, grants: [...one.grants, ...other.grants] });
  await proposed(id);
  await desk.step(desk.head, id, 'approveLetter');
  await expect(desk.step(both(desk.clerk, desk.leader), id, 'endorseLetter')).rejects.toThrow(
    '这份文书由您拟写，不能由您审批',
  );
  await expect(desk.step(both(desk.head, desk.leader), id, 'endorseLetter')).rejects.toThrow(
    '这份文书由您审核，不能由您审批',
  );
  await expect(desk.step(desk.chief, id, 'endorseLetter')).rejects.toThrow('您的岗位不能');
  await desk.step(desk.leader, id, 'endorseLetter');
  await expect(desk.step(desk.leader, id, 'issueLetter')).rejects.toThrow('不能再由您签发');
});

test('not agreed to, it goes back with a reason to where it was written, and is examined and agreed to again', async () => {
  const id = await desk.underway('2026-03-02');
  await mark(id);
  const letterId = await proposed(id);
  await desk.step(desk.head, id, 'approveLetter');
  await expect(desk.step(desk.leader, id, 'declineLetter')).rejects.toThrow();
  await desk.step(desk.leader, id, 'declineLetter', { reason: '先与宣传处会商' });
  expect(await state(id)).toBe('processing');
  const [letter] = (await requestDetail(world.services, desk.clerk, id)).letters;
  expect(letter).toMatchObject({ state: 'draft', returnedFor: expect.stringContaining('先与宣传处会商') });
  await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
  await desk.step(desk.head, id, 'approveLetter');
  expect(await state(id)).toBe('letterEndorsement');
});

describe('the mark', () => {
  test('set while a decision waits to be signed, catches it; taken away by the head with a reason, lets it go on', async () => {
    const id = await desk.underway('2026-03-02');
    await proposed(id);
    await desk.step(desk.head, id, 'approveLetter');
    await mark(id);
    expect(await state(id)).toBe('letterEndorsement');
    await expect(desk.step(desk.head, id, 'unmarkSensitive', { reason: '不再涉及' })).rejects.toThrow('您的岗位不能');
    await expect(desk.step(desk.chief, id, 'unmarkSensitive')).rejects.toThrow();
    await desk.step(desk.chief, id, 'unmarkSensitive', { reason: '争议已经解决' });
    expect(await state(id)).toBe('letterIssue');
    await expect(desk.step(desk.chief, id, 'unmarkSensitive', { reason: '争议已经解决' })).rejects.toThrow('没有标为');
  });

  test('is not set where a decision is signed already: that goes back first', async () => {
    const id = await desk.underway('2026-03-02');
    await proposed(id);
    await desk.step(desk.head, id, 'approveLetter');
    await desk.step(desk.chief, id, 'issueLetter');
    await expect(mark(id)).rejects.toThrow('请先退回这份文书');
    await desk.step(desk.chief, id, 'rejectLetter', { reason: '要先经分管负责人审批' });
    await mark(id);
    await expect(mark(id)).rejects.toThrow('已经标为重大敏感');
  });

  test('of one that is answered with another holds for the letter that answers both', async () => {
    const [lead, other] = [await desk.underway('2026-03-02'), await desk.underway('2026-03-02')];
    await mark(other);
    await desk.step(desk.officer, other, 'merge', { intoId: lead, reason: '同一事项' });
    await proposed(lead);
    await desk.step(desk.head, lead, 'approveLetter');
    expect(await state(lead)).toBe('letterEndorsement');
  });

  test('is set by the openness office and by the head of the unit that leads, not by those of other units or who handle it', async () => {
    const id = await desk.underway('2026-03-02');
    const stranger = await world.cast('department-head', 'jx-licensing');
    await expect(mark(id, stranger)).rejects.toThrow();
    await expect(mark(id, desk.clerk)).rejects.toThrow('您的岗位不能');
    await expect(desk.step(desk.officer, id, 'markSensitive', { why: 'anything' })).rejects.toThrow();
    await mark(id, desk.head);
  });

  test('is refused in a bureau where whoever would agree is the only one who could sign', async () => {
    const { db, time } = world.services;
    const officer = await world.cast('openness-officer', 'nanchang');
    const id = await desk.underway('2026-03-02');
    const unit = await desk.unit('nanchang');
    await db.updateTable('matter').set({ bureau_id: unit, lead_unit_id: unit }).where('id', '=', id).execute();
    const [who] = await peopleByIds(db, [officer.id]);
    const actor = { ...officer, name: who?.name ?? '', grants: await grantsOf(db, officer.id, time.today()) };
    await expect(mark(id, actor)).rejects.toThrow('审批的人不能再签发');
  });
});
