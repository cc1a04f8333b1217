import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { onePage, words } from '../../../commons/redaction/testing/hostile.ts';
import { partial, type RecordsDesk, recordsDesk, report, said, upload } from '../testing/records-desk.ts';
import type { Proposal } from './contract.ts';
import { releasedRecords } from './released.ts';
import { recordWorkJob } from './working.ts';

let desk: RecordsDesk;
let clerk: Browser;
let head: Browser;
let officer: Browser;

beforeAll(async () => {
  desk = await recordsDesk();
  ({ clerk, head, officer } = desk.browser);
});
afterAll(() => desk?.close());

describe('a record on its way to the applicant', () => {
  test('is covered, copied, checked, examined by another, named in the reply and released with it', async () => {
    const id = await desk.underway('2026-03-02');
    // As the product does it: each file in a process of its own.
    const work = () => recordWorkJob.run({}, desk.world.services);
    const recordId = (await upload(clerk, id, '投诉登记.pdf', report())).json<{ id: string }>().id;
    await work();
    expect(await desk.detail(id, recordId)).toMatchObject({
      state: 'ready',
      pages: 1,
      name: '投诉登记.pdf',
      handling: [],
    });
    expect(await desk.covered(id, recordId, '张晓明')).toBe(2);
    expect(await desk.covered(id, recordId, '36010219900307703X')).toBe(1);
    await desk.copyAsked(id, recordId);
    await work();
    const { copy } = await desk.detail(id, recordId);
    expect(copy).toMatchObject({
      state: 'passed',
      current: true,
      partialPages: 1,
      openPages: 0,
      findings: [],
      lines: ['第1页：遮盖3处，条例第十五条（个人隐私、个人信息）'],
    });
    // Who had a hand in it does not examine it; the letter does not go on without.
    await expect(desk.letter(id, partial)).rejects.toThrow(
      '材料「投诉登记.pdf」的公开件还没有由另一人核对：请先打开公开件核对',
    );
    expect((await desk.examine(clerk, id, copy?.id)).statusCode).toBe(403);
    expect((await desk.examine(head, id, copy?.id)).statusCode).toBe(204);
    expect(said(await desk.examine(officer, id, copy?.id))).toEqual(['公开件已经有人核对']);
    await desk.step(desk.head, id, 'approveLetter');
    await desk.step(desk.chief, id, 'issueLetter');
    await desk.step(desk.officer, id, 'sendLetter', { sentOn: '2026-03-02', channel: 'web' });
    await desk.world.as(desk.officer, async ({ tx }) => {
      const [file] = await releasedRecords(tx, id);
      expect(file).toMatchObject({ name: '公开件1.pdf', on: '2026-03-02' });
      expect((await file?.bytes(desk.world.services, tx))?.subarray(0, 5).toString()).toBe('%PDF-');
    });
    const ready = await desk.world.services.db
      .selectFrom('portal.request_file as f')
      .innerJoin('redaction_release as x', 'x.id', 'f.id')
      .select('f.id')
      .where('x.copy_id', '=', copy?.id ?? '')
      .execute();
    expect(ready).toHaveLength(1);
    expect((await desk.detail(id, recordId)).handling).toEqual(['申请现在不在办理中，材料和遮盖不能改动']);
    // Several processes start, each of which is slow where others work beside it.
  }, 90_000);

  test('is shown with its personal information proposed, by kind and place', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    const proposals = (await clerk.get(`/api/requests/${id}/records/${recordId}/proposals`)).json<Proposal[]>();
    const number = proposals.find(({ kind }) => kind === '身份号码、证件号码');
    expect(number).toMatchObject({ page: 1, text: '36010219900307703X', covered: false });
    const add = (number?.rects ?? []).map((rect) => ({ ...rect, page: 1, reason: 'privacy', origin: 'personal' }));
    const drawn = await desk.post(clerk, id, recordId, 'boxes', {
      add,
      change: [],
      remove: [],
    });
    expect(drawn.statusCode).toBe(200);
    const again = (await clerk.get(`/api/requests/${id}/records/${recordId}/proposals`)).json<Proposal[]>();
    expect(again.find(({ kind }) => kind === '身份号码、证件号码')?.covered).toBe(true);
  });

  test('in which a name was covered on one line and forgotten on another is refused, until it is covered or said why it may stand', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    const found = (await clerk.post(`/api/requests/${id}/records/${recordId}/find`, { word: '张晓明' })).json<
      Proposal[]
    >();
    expect(found).toHaveLength(2);
    const add = (found[0]?.rects ?? []).map((rect) => ({ ...rect, page: 1, reason: 'privacy', origin: 'drawn' }));
    await desk.post(clerk, id, recordId, 'boxes', { add, change: [], remove: [] });
    expect(await desk.copied(id, recordId)).toMatchObject({
      state: 'refused',
      findings: [
        { kind: 'left', page: 1, word: '张晓明', sentence: '第1页还有1处「张晓明」没有遮盖，别处已经遮盖或者查找过' },
      ],
    });
    await expect(desk.letter(id, partial)).rejects.toThrow('材料「投诉登记.pdf」的公开件没有通过防泄漏核验');
    await desk.post(clerk, id, recordId, 'may-stand', {
      word: '张晓明',
      because: '第二处是本局工作人员，同名',
    });
    expect(await desk.copied(id, recordId)).toMatchObject({ state: 'passed' });
  });

  test('changed after its copy was made needs another; a full disclosure has nothing covered', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    await desk.covered(id, recordId, '张晓明');
    const copy = await desk.copied(id, recordId);
    await desk.examine(head, id, copy?.id);
    const supplied = { kind: 'reply', content: { ground: 'supplied', parts: { information: '见公开件' } } };
    await expect(desk.letter(id, supplied)).rejects.toThrow(
      '有遮盖或者不予公开的页，应当按“部分公开”（条例第三十七条）答复',
    );
    await desk.post(clerk, id, recordId, 'pages', {
      from: 1,
      to: 1,
      flag: 'withheld',
      reason: 'process',
    });
    await expect(desk.letter(id, partial)).rejects.toThrow('在生成公开件以后遮盖又有变动：请重新生成公开件');
    expect(await desk.copied(id, recordId)).toMatchObject({
      state: 'passed',
      withheldPages: 1,
      lines: ['第1页：整页不予公开，条例第十六条第二款（过程性信息）'],
    });
  });

  test('that two people work at is not covered over each other', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    await desk.covered(id, recordId, '张晓明');
    const late = await clerk.post(`/api/requests/${id}/records/${recordId}/words`, {
      version: 0,
      word: '举报人',
      reason: 'privacy',
    });
    expect(late.statusCode).toBe(409);
  });
});

describe('what went out with a reply', () => {
  const examined = async (id: string, recordId: string) => {
    const copy = await desk.copied(id, recordId);
    expect((await desk.examine(head, id, copy?.id)).statusCode).toBe(204);
    return copy?.id;
  };
  const ready = async (id: string) =>
    (
      await desk.world.services.db
        .selectFrom('portal.request_file as f')
        .innerJoin('request as r', 'r.receipt', 'f.receipt')
        .select('f.id')
        .where('r.id', '=', id)
        .execute()
    ).map((row) => row.id);

  test('stays what it was when the request is answered anew, and a record may be left out of the second reply', async () => {
    const id = await desk.underway('2026-03-02');
    const [first, second] = [
      await desk.attached(id),
      await desk.attached(id, onePage({ content: words('张晓明', 40, 90) }), '附页.pdf'),
    ];
    for (const record of [first, second]) {
      await desk.covered(id, record, '张晓明');
      await examined(id, record);
    }
    await desk.letter(id, partial);
    expect((await desk.files(id)).map(({ label }) => label)).toEqual(['公开件1', '公开件2']);
    const before = await desk.files(id);
    await desk.step(desk.officer, id, 'reopen', {
      reason: '复议决定责令重新答复',
      ordered: 'review',
      orderedOn: '2026-03-02',
    });
    const removed = await clerk.post(`/api/requests/${id}/records/${second}/remove`, {
      because: '复议决定认为不必提供',
    });
    expect(removed.statusCode).toBe(204);
    await desk.letter(id, partial);
    const after = await desk.files(id);
    expect(after.map(({ label }) => label.replace(/（.*/, ''))).toEqual(['公开件1', '公开件2', '公开件1']);
    expect(new Set(after.map(({ label }) => label)).size).toBe(3);
    expect(after.slice(0, 2).map(({ id: file, hash }) => [file, hash])).toEqual(
      before.map(({ id: file, hash }) => [file, hash]),
    );
    expect(await ready(id)).toEqual(expect.arrayContaining(after.map((file) => file.id)));
    await expect(
      desk.world.services.db.updateTable('redaction_release').set({ position: 9 }).execute(),
    ).rejects.toThrow('permission denied');
  });

  test('lies ready for everybody who is answered with the same letter, and they are told', async () => {
    const id = await desk.underway('2026-03-02');
    const merged = await desk.underway('2026-03-02');
    await desk.step(desk.officer, merged, 'merge', { intoId: id, reason: '同一申请人就同一批次的检验结果提出' });
    const recordId = await desk.attached(id);
    await desk.covered(id, recordId, '张晓明');
    await examined(id, recordId);
    desk.on('2026-03-03');
    const begins = desk.world.services.time.now();
    await desk.letter(id, partial);
    const [own] = await desk.files(id);
    const [theirs] = await desk.files(merged);
    expect(theirs).toMatchObject({ label: '公开件1', hash: own?.hash ?? '' });
    expect(theirs?.id).not.toBe(own?.id);
    expect(await ready(merged)).toContain(theirs?.id);
    const told = await desk.world.services.db
      .selectFrom('request_notice')
      .select('kind')
      .where('request_id', '=', merged)
      .where('made_at', '>=', begins)
      .execute();
    expect(told).not.toEqual([]);
    desk.on('2026-03-02');
  });
});
