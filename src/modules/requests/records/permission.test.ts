import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { HOSTILE } from '../../../commons/redaction/testing/hostile.ts';
import { partial, type RecordsDesk, recordsDesk, report, said, upload } from '../testing/records-desk.ts';
import type { Proposal, Records } from './contract.ts';

let desk: RecordsDesk;
let clerk: Browser;
let head: Browser;
let officer: Browser;
let stranger: Browser;

beforeAll(async () => {
  desk = await recordsDesk();
  ({ clerk, head, officer, stranger } = desk.browser);
});
afterAll(() => desk?.close());

describe('what is refused at the door', () => {
  test('what is not what its name says, what cannot be covered, and the same file twice', async () => {
    const id = await desk.underway('2026-03-02');
    expect(said(await upload(clerk, id, 'a.pdf', Buffer.from('<html></html>')))).not.toEqual([]);
    expect(said(await upload(clerk, id, 'a.txt', Buffer.from('文字')))).toEqual([
      '纯文本不能遮盖：请上传 PDF、PNG 或 JPEG 图片、Word（docx）或者 Excel（xlsx）',
    ]);
    await desk.attached(id);
    expect(said(await upload(clerk, id, '另一个名字.pdf', report()))).toEqual(['这份文件已经上传过，不需要再传']);
  });

  test('a file that is damaged says so, and a reply does not pass it over', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id, Buffer.from('%PDF-1.7\nnothing'), '坏.pdf');
    expect(await desk.detail(id, recordId)).toMatchObject({
      state: 'failed',
      failure: '这个 PDF 已损坏，打不开，请重新导出后再上传',
    });
    await expect(desk.letter(id, partial)).rejects.toThrow(
      '材料「坏.pdf」没有处理好，不能随答复公开：请等它处理完，或者移除',
    );
    const removed = await clerk.post(`/api/requests/${id}/records/${recordId}/remove`, {
      because: '文件损坏，另行上传',
    });
    expect(removed.statusCode).toBe(204);
    await desk.letter(id, partial);
  });

  test('others than the handling unit and the hands of the letter: not found, or not theirs', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    expect((await stranger.get(`/api/requests/${id}/records/${recordId}`)).statusCode).toBe(404);
    expect((await stranger.get(`/api/requests/${id}/records/${recordId}/pages/1`)).statusCode).toBe(404);
    expect((await officer.get(`/api/requests/${id}/records/${recordId}/pages/1`)).headers['content-type']).toBe(
      'image/jpeg',
    );
    expect((await upload(officer, id, 'b.pdf', HOSTILE.properties?.file() ?? report())).statusCode).toBe(403);
    // Another request's address does not lead there.
    const other = await desk.underway('2026-03-02');
    expect((await clerk.get(`/api/requests/${other}/records/${recordId}`)).statusCode).toBe(404);
    expect((await clerk.get(`/api/requests/${other}/records/${recordId}/pages/1`)).statusCode).toBe(404);
  });
});

describe('what stands uncovered in a record', () => {
  const viewers = async (recordId: string) => {
    const views = await desk.world.services.db
      .selectFrom('view_log')
      .select('person_id')
      .where('subject_id', '=', recordId)
      .execute();
    return views.map(({ person_id }) => person_id);
  };

  test('leaves a line in the log of views, whichever of its addresses is asked', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    const record = `/api/requests/${id}/records/${recordId}`;
    const looks = [
      [officer, desk.officer, () => officer.get(`${record}/pages/1`)],
      [head, desk.head, () => head.get(`${record}/proposals`)],
      [clerk, desk.clerk, () => clerk.post(`${record}/find`, { word: '张晓明' })],
    ] as const;
    const seen: string[] = [];
    for (const [, actor, look] of looks) {
      expect((await look()).statusCode).toBe(200);
      seen.push(actor.id);
      expect((await viewers(recordId)).toSorted()).toEqual(seen.toSorted());
    }
  });

  test('is not shown any more once the record was taken off its request', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    const record = `/api/requests/${id}/records/${recordId}`;
    expect((await clerk.post(`${record}/remove`, { because: '误传，与申请无关' })).statusCode).toBe(204);
    for (const answer of [
      await clerk.get(`${record}/pages/1`),
      await clerk.get(`${record}/proposals`),
      await clerk.post(`${record}/find`, { word: '张晓明' }),
    ])
      expect(answer.statusCode).toBe(404);
    expect(await viewers(recordId)).toEqual([]);
  });

  test('is never looked for by a word in an address', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await desk.attached(id);
    const asked = await clerk.get(
      `/api/requests/${id}/records/${recordId}/proposals?word=${encodeURIComponent('举报人')}`,
    );
    expect(asked.json<Proposal[]>().map(({ kind }) => kind)).not.toContain('查找');
  });
});

test('what a file hides is told to whoever covers it, and everybody who opens a record is kept', async () => {
  const id = await desk.underway('2026-03-02');
  const recordId = await desk.attached(id, HOSTILE['a note']?.file(), '带批注.pdf');
  const { hidden } = await desk.detail(id, recordId);
  expect(hidden.join()).toContain('注释');
  await desk.detail(id, recordId);
  await desk.detail(id, recordId, head);
  const views = await desk.world.services.db
    .selectFrom('view_log')
    .select(['person_id'])
    .where('subject_id', '=', recordId)
    .execute();
  expect(views.map(({ person_id }) => person_id).toSorted()).toEqual([desk.clerk.id, desk.head.id].toSorted());
  const list = (await clerk.get(`/api/requests/${id}/records`)).json<Records>();
  expect(list.rows.map(({ name }) => name)).toEqual(['带批注.pdf']);
});
