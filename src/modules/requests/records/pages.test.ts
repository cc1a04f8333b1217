import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pages } from '../../../commons/redaction/testing/hostile.ts';
import { signedSheet } from '../letters/printing.ts';
import { partial, type RecordsDesk, recordsDesk, said, upload } from '../testing/records-desk.ts';
import { type Proposal, type RecordLine, type Records, pagesSaid, type SameRecord } from './contract.ts';

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await recordsDesk();
});
afterAll(() => desk?.close());

/** Five pages: open, covered in part, withheld, not asked for, waiting. */
const five = (mark = '') => pages(`公开的内容${mark}`, '联系人张晓明', '讨论中的意见', '另一件事', '某公司的配方');
const flag = (id: string, recordId: string, page: number, what: object) =>
  desk.post(desk.browser.clerk, id, recordId, 'pages', { from: page, to: page, ...what });
const listed = async (id: string) => (await desk.browser.clerk.get(`/api/requests/${id}/records`)).json<Records>();

/** The five pages flagged and covered, still waiting for the third party. */
async function flagged(id: string, bytes = five()): Promise<string> {
  const recordId = await desk.attached(id, bytes);
  await desk.covered(id, recordId, '张晓明');
  await flag(id, recordId, 3, { flag: 'withheld', reason: 'process' });
  await flag(id, recordId, 4, { flag: 'unrelated' });
  await flag(id, recordId, 5, { flag: 'consult' });
  return recordId;
}

/** Examined and sent with a partial reply. */
async function answered(id: string, recordId: string): Promise<string> {
  const copy = await desk.copied(id, recordId);
  expect(copy).toMatchObject({ state: 'passed' });
  expect((await desk.examine(desk.browser.head, id, copy?.id)).statusCode).toBe(204);
  return desk.letter(id, partial);
}

describe('what becomes of a page', () => {
  test('is counted for each record and for the request, withheld ones by article', async () => {
    const id = await desk.underway('2026-03-02');
    await flagged(id);
    desk.on('2026-03-03');
    await desk.back();
    const second = await desk.attached(id, pages('另一份', '另一份的第二页'), '第二份.pdf');
    await flag(id, second, 2, { flag: 'withheld', reason: 'enforcement-file' });
    const { rows, totals } = await listed(id);
    expect(rows.map(({ now }: RecordLine) => pagesSaid(now))).toEqual([
      '共5页，其中全部公开1页、部分公开1页、不予公开1页（条例第十六条第二款1页）、与申请内容无关1页（不在提供范围）、待征求意见1页',
      '共2页，其中全部公开1页、不予公开1页（条例第十六条第二款1页）',
    ]);
    expect(totals).toMatchObject({ open: 2, partial: 1, withheld: 2, unrelated: 1, waiting: 1 });
    expect(pagesSaid(totals)).toContain('不予公开2页（条例第十六条第二款2页）');
    desk.on('2026-03-02');
  });

  test('that waits for a third party lets no copy be made and no reply go; decided, it does', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await flagged(id);
    const asked = () => desk.post(desk.browser.clerk, id, recordId, 'copies', {});
    expect(said(await asked())).toEqual([
      '第5页待征求第三方意见，不能生成公开件：有了结果，请改为公开、遮盖或者不予公开',
    ]);
    await expect(desk.letter(id, partial)).rejects.toThrow('有1页待征求第三方意见，不能随答复公开');
    await flag(id, recordId, 5, { flag: 'open' });
    expect((await asked()).statusCode).toBe(201);
  });

  test('that was not asked for leaves the copy under a sheet that says so, and makes no reply a partial one', async () => {
    const id = await desk.underway('2026-03-02');
    // What stands on the page left out stands on the open one too: nothing was decided about it.
    const recordId = await desk.attached(id, pages('13870012345', '13870012345'));
    await flag(id, recordId, 2, { flag: 'unrelated' });
    const copy = await desk.copied(id, recordId);
    expect(copy).toMatchObject({
      state: 'passed',
      openPages: 1,
      withheldPages: 0,
      unrelatedPages: 1,
      lines: ['第2页：与申请内容无关，不在提供范围'],
    });
    await desk.examine(desk.browser.head, id, copy?.id);
    const letterId = await desk.letter(id, {
      kind: 'reply',
      content: { ground: 'supplied', parts: { information: '见公开件' } },
    });
    const sheet = await signedSheet(desk.world.services, desk.world.services.db, letterId);
    expect(JSON.stringify(sheet)).toContain('共2页，其中全部公开1页、与申请内容无关1页（不在提供范围）');
  });

  test('is not: a page withheld without a reason, a copy of nothing but pages that were not asked for', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id, pages('一页'));
    expect(said(await flag(id, recordId, 1, { flag: 'withheld' }))).toEqual(['整页不予公开的，请选择理由']);
    await flag(id, recordId, 1, { flag: 'unrelated' });
    expect(said(await desk.post(desk.browser.clerk, id, recordId, 'copies', {}))).toEqual([
      '每一页都与申请内容无关，不需要公开件：请移除这份材料',
    ]);
  });
});

describe('the same file on another request', () => {
  const elsewhere = async (id: string, recordId: string, browser = desk.browser.clerk) =>
    (await browser.get(`/api/requests/${id}/records/${recordId}/elsewhere`)).json<SameRecord[]>();
  const proposed = (id: string, recordId: string, other: string) =>
    desk.browser.clerk.get(`/api/requests/${id}/records/${recordId}/elsewhere/${other}`);

  test('is told to whoever may see that request, and its covers are proposed with their reasons, never drawn', async () => {
    const file = five('（同一份）');
    const first = await desk.underway('2026-03-02');
    const there = await flagged(first, file);
    await flag(first, there, 5, { flag: 'open' });
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id, file);
    expect(await elsewhere(id, recordId)).toMatchObject([{ requestId: first, recordId: there, released: null }]);
    expect((await proposed(id, recordId, there)).statusCode).toBe(404);

    await answered(first, there);
    const [same] = await elsewhere(id, recordId);
    expect(same?.released?.lines).toContain('第2页：遮盖1处，条例第十五条（个人隐私、个人信息）');
    const found = (await proposed(id, recordId, there)).json<Proposal[]>();
    expect(found).toMatchObject([{ page: 2, reason: 'privacy', origin: 'taken-over', covered: false }]);
    expect((await desk.detail(id, recordId)).boxList).toEqual([]);

    const add = found.flatMap(({ page, reason, origin, rects }) =>
      rects.map((rect) => ({ ...rect, page, reason, origin })),
    );
    await desk.post(desk.browser.clerk, id, recordId, 'boxes', { add, change: [], remove: [] });
    expect((await desk.detail(id, recordId)).boxList).toMatchObject([{ origin: 'taken-over', reason: 'privacy' }]);
    expect((await proposed(id, recordId, there)).json<Proposal[]>()).toMatchObject([{ covered: true }]);
  });

  test('is not told where that request is not to be seen', async () => {
    const file = pages('只在一处看得见');
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id, file);
    const { matter } = await desk.register();
    await desk.step(desk.officer, matter.id, 'confirm', { receivedOn: '2026-03-02', evidence: '申请人当面提交' });
    await desk.step(desk.officer, matter.id, 'assign', { unitId: await desk.unit('jx-legal') });
    const sent = await upload(desk.browser.stranger, matter.id, '同一份.pdf', file);
    const there = sent.json<{ id: string }>().id;
    expect(await elsewhere(id, recordId, desk.browser.officer)).toMatchObject([{ requestId: matter.id }]);
    expect(await elsewhere(id, recordId)).toEqual([]);
    expect((await proposed(id, recordId, there)).statusCode).toBe(404);
  });
});
